"""Reads a .eml: the message, then its attachments with the readers of their formats, then what it only quotes.

Supported: text and HTML in every encoding that mail has, quotations, signatures, messages passed on (inline or
enclosed), attachments of every format that a reader claims.
Apart: subject and sender's name (an address never is in a block), quotations, signatures, hidden words; a second copy
of the same answers.
Partly: pictures and attachments of other formats are named, not read.
Not: encrypted messages, which are refused, as are notices of a mail server. Nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from email.message import EmailMessage
from pathlib import Path

from ccf_docs.errors import CampaignError, ExitCode, Problem, Where
from ccf_docs.intake import readers
from ccf_docs.intake.readers import attachments, mail_parts, quoting
from ccf_docs.intake.readers.copies import Source, compare
from ccf_docs.intake.readers.html_text import Page, TooDeepError, page_of
from ccf_docs.intake.readers.mail_parts import Attachment, MailError, Parts
from ccf_docs.intake.readers.said import Said
from ccf_docs.intake.readers.signature import Actual, actual
from ccf_docs.intake.readers.text import LIMIT_LETTERS, clean
from ccf_docs.model.document import Block, BlockKind, Document, Notice
from ccf_docs.text.reading import NOTICES, UNREAD
from ccf_docs.text.words import fold

SUFFIXES = (".eml",)

LIMIT_BYTES = 36_000_000
"""Mail servers refuse attachments of more than 25 MB, which base64 makes 34."""
LIMIT_BLOCKS = 20_000
FEW_WORDS = 60
"""A message that says less than this and has an attachment that cannot be read would be an answer lost."""

LARGE_PICTURE = 50_000

_FORWARD = re.compile(r"(?:re|ré|rép)?\s?:?\s*(?:tr|fw|fwd|transf?)\s?:", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|[\r\n\f\v\x85\u2028\u2029]")
_BLOCK_NUMBER = re.compile(r"¶(\d+)")


def read(path: Path) -> Document:
    """The blocks of a message and of what is attached to it; CampaignError (exit UNREADABLE) when it cannot be read."""
    if path.stat().st_size > LIMIT_BYTES:
        raise _refusal(path.name, "returned-file-too-big")
    content = path.read_bytes()
    if actual(content) not in (Actual.MAIL, Actual.TEXT, Actual.UNKNOWN, Actual.HTML):
        from ccf_docs.intake.readers.package import mistaken

        raise mistaken(path.name, actual(content))
    try:
        writer = _Writer(path.name)
        writer.message(mail_parts.message_of(content), 0)
    except MailError as error:
        raise _refusal(path.name, *error.args) from error
    except TooDeepError as error:
        raise _refusal(path.name, "returned-file-hostile", "HTML") from error
    return writer.document()


def _refusal(file: str, code: str, detail: str = "") -> CampaignError:
    return CampaignError(Problem(code, Where(file), {"detail": detail}), ExitCode.UNREADABLE)


@dataclass(slots=True)
class _Writer:
    """Numbers the blocks of the message and of everything in it."""

    file: str
    blocks: list[Block] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    received_on: date | None = None
    sources: list[Source] = field(default_factory=list)
    failed: list[CampaignError] = field(default_factory=list)
    _tails: list[Said] = field(default_factory=list)
    _apart: list[tuple[BlockKind, str]] = field(default_factory=list)

    def message(self, message: EmailMessage, depth: int) -> None:
        if depth > mail_parts.LIMIT_DEPTH:
            raise MailError("returned-file-hostile", "MIME")
        parts = mail_parts.parts_of(message)
        subject = mail_parts.head_line(message, "Subject")
        for words in (subject, mail_parts.head_line(message, "From")):
            self._add(words, BlockKind.RUNNING)
        first = len(self.blocks)
        body = quoting.sort(self._body(parts), forwarding=bool(_FORWARD.match(subject)))
        for line in body.said:
            self._add(line.text, line.kind, line.label)
        self._note_source("", first)
        self._tails += body.tail
        sent = body.sent_on if body.forwarded else mail_parts.sent_on(message)
        if depth == 0 or not self._said_before(first):
            self.received_on = sent
        if parts.cut_short:
            self._notice("unread", "message-cut")
        for attachment in parts.attachments:
            self._attachment(attachment, depth)
        for inner in parts.messages:
            self.message(inner, depth + 1)
        for picture in parts.pictures:
            self._picture(picture)
        if depth == 0 and self.failed and not any(source.words >= FEW_WORDS for source in self.sources):
            raise self.failed[0]
        if depth == 0 and not any(source.words for source in self.sources):
            raise MailError("returned-file-empty", "")

    def _said_before(self, first: int) -> bool:
        """Whether anything before this message was its writer's."""
        return any(source.words >= FEW_WORDS for source in self.sources if source.first < first)

    def _body(self, parts: Parts) -> list[Said]:
        """The lines of the message: its plain text, else its HTML; a stub of a text does not count."""
        plain = "\n".join(clean(text) or "" for text in parts.plain)
        pages = [page_of(html) for html in parts.html]
        of_html = [line for page in pages for line in page.lines]
        if len(plain) > LIMIT_LETTERS:
            raise MailError("returned-file-too-big", "")
        of_plain = quoting.plain_lines(_LINE_END.split(plain))
        words_plain, words_html = _count(of_plain), _count(of_html)
        if not pages or (words_plain and words_plain * 2 >= words_html):
            self._compare_forms(of_plain, of_html)
            return of_plain
        for page in pages:
            self._beside(page)
        return of_html

    def _compare_forms(self, plain: Sequence[Said], html: Sequence[Said]) -> None:
        """Say so when the message's two forms do not say the same."""
        first, second = _shingles(plain), _shingles(html)
        if first and second and len(first & second) < 0.7 * min(len(first), len(second)):
            self._notice("sources-disagree", "forms-disagree")

    def _beside(self, page: Page) -> None:
        for words in page.hidden:
            if any(map(str.isalnum, words)):
                self._apart.append((BlockKind.COMMENT, words))
                self.notices.append(Notice("hidden-text", NOTICES["hidden-text"].format(words=words[:80])))
        for words, address in dict.fromkeys(page.links):
            self._apart.append((BlockKind.COMMENT, address))
            self.notices.append(Notice("link", NOTICES["link"].format(words=words[:80], address=address[:200])))
        if page.scripts:
            self._notice("unread", "script")
        if page.pictures:
            self._notice("image", "image-in-message", count=page.pictures)

    # --- attachments --------------------------------------------------------------------------------------------------

    def _attachment(self, attachment: Attachment, depth: int) -> None:
        try:
            if attachments.suffix_of(attachment) == ".eml":
                self.message(mail_parts.message_of(attachment.content), depth + 1)
                return
            found = attachments.document(attachment, self.file)
        except CampaignError as error:
            self._unread(attachment, error)
            return
        first = len(self.blocks)
        for block in found.blocks:
            self._append(replace(block, origin=attachment.name))
        self.references += found.references
        numbers = {block.number: block.number + first for block in found.blocks}
        self.notices += [_moved(notice, numbers) for notice in found.notices]
        self._note_source(attachment.name, first)

    def _unread(self, attachment: Attachment, error: CampaignError) -> None:
        if attachments.may_hold_answers(attachment):
            self.failed.append(error)
        what = UNREAD["attachment"].format(name=attachment.name)
        self.notices.append(Notice("unread", NOTICES["unread"].format(what=what)))

    def _picture(self, picture: Attachment) -> None:
        """A photograph of the filled-in paper is an answer; a logo is none."""
        if len(picture.content) > LARGE_PICTURE:
            values = {"suffix": Path(picture.name).suffix or picture.mime, "known": ", ".join(readers.suffixes())}
            where = Where(f"{self.file} ({picture.name})")
            problem = Problem("returned-file-format", where, values)
            self.failed.append(CampaignError(problem, ExitCode.UNREADABLE))
        self._notice("image", "image-attached", name=picture.name)

    def _note_source(self, name: str, first: int) -> None:
        """Remember who said these blocks."""
        self.sources.append(Source(name, first, len(self.blocks), tuple(self.blocks[first:])))

    # --- blocks -------------------------------------------------------------------------------------------------------

    def document(self) -> Document:
        """Everything: what was said, then second copies of it, then what is quoted."""
        judged = compare(self.sources)
        apart = {self.blocks[at].number for at in judged.apart}
        copies = [replace(block, kind=BlockKind.QUOTED) for block in self.blocks if block.number in apart]
        ordered = [*(block for block in self.blocks if block.number not in apart), *copies]
        numbers = {block.number: number for number, block in enumerate(ordered, start=1)}
        self.blocks = [replace(block, number=numbers[block.number]) for block in ordered]
        self.notices = [*(_moved(notice, numbers) for notice in self.notices), *judged.notices]
        for line in self._tails:
            self._add(line.text, line.kind, line.label)
        for kind, text in self._apart:
            self._add(text, kind)
        references = tuple(dict.fromkeys(self.references))
        return Document(tuple(self.blocks), references, tuple(self.notices), self.received_on)

    def _add(self, text: str, kind: BlockKind, label: str = "") -> None:
        if text.strip():
            self._append(Block(0, text, kind, label=label))

    def _append(self, block: Block) -> None:
        if len(self.blocks) >= LIMIT_BLOCKS:
            raise MailError("returned-file-too-big", "")
        self.blocks.append(replace(block, number=len(self.blocks) + 1))

    def _notice(self, code: str, key: str, **values: object) -> None:
        self.notices.append(Notice(code, NOTICES[key].format(**values)))


def _moved(notice: Notice, numbers: Mapping[int, int]) -> Notice:
    """A notice that speaks of blocks by their new numbers."""

    def number(match: re.Match[str]) -> str:
        return f"¶{numbers.get(int(match[1]), int(match[1]))}"

    return replace(
        notice, where=_BLOCK_NUMBER.sub(number, notice.where), message=_BLOCK_NUMBER.sub(number, notice.message)
    )


def _count(lines: Iterable[Said]) -> int:
    return sum(len(line.text.split()) for line in lines)


def _shingles(lines: Iterable[Said]) -> set[tuple[str, ...]]:
    words = fold(" ".join(line.text for line in lines)).split()
    return {tuple(words[at : at + 3]) for at in range(len(words) - 2)}

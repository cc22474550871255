"""Tells what the writer of a message says from what they quote, forward, or have their program sign with; pure.

A message under the writer's own words is quoted. One with none above it, or under a forwarder's, is what was sent: only
its head is set apart, for it holds addresses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ccf_docs.intake import courtesy
from ccf_docs.intake.readers.said import Said
from ccf_docs.intake.readers.wrapping import unwrapped
from ccf_docs.model.document import BlockKind

_PREFIX = re.compile(r"(?:>[ \u00a0]?)+")
_ATTRIBUTION = re.compile(r"(?:Le|On|El|Am)\b.{6,250}?\b(?:a écrit|a ecrit|wrote|escribió|schrieb)\s?:", re.IGNORECASE)
_ATTRIBUTION_START = re.compile(r"(?:Le|On)\s+(?:\w+\.?,?\s+)?\d{1,2}\b")
_ORIGINAL = re.compile(r"[-_–— ]*(?:message d.origine|message original|original message)[-_–— :]*", re.IGNORECASE)
_FORWARDED = re.compile(
    r"[-_–— ]*(?:message transf[ée]r[ée]|forwarded message|d[ée]but du message (?:r[ée]exp[ée]di[ée]|transf[ée]r[ée])|"
    r"begin forwarded message)[-_–— :]*",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"\*?(?:de|from|exp[ée]diteur|envoy[ée](?: le| par)?|sent|date|[àa]|to|destinataires?|cc|cci|bcc|objet|sujet|"
    r"subject|r[ée]pondre [àa]|reply-to|pi[èe]ces? jointes?|attachments?|importance)\s?:\*?(?:\s.*|$)",
    re.IGNORECASE,
)
_PROGRAM_S = re.compile(
    r"(?:envoy[ée]e? (?:de|depuis|à partir de|par) (?:mon|ma|mes|outlook|yahoo|gmail|l.|la|le )|sent from |get outlook|"
    r"(?:télécharger|obtenez|obtenir) outlook|garanti sans virus|sans virus\.?\s*www|provenance : courrier|"
    r"l.absence de virus dans ce courrier|cet e-?mail a été vérifié par|"
    r"ce (?:message|courriel|mail|e-mail) et (?:toutes? )?(?:les|ses) (?:éventuelles )?pièces)",
    re.IGNORECASE,
)
_LONGEST_SIGNATURE = 15
_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
_DAY = re.compile(rf"\b(\d{{1,2}})(?:er)?\s+({'|'.join(_MONTHS)})\s+(\d{{4}})\b", re.IGNORECASE)
_DAY_IN_FIGURES = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")


@dataclass(frozen=True, slots=True)
class Sorted:
    """The lines in two parts: those up to the writer's last words, and what is only quoted after them."""

    said: tuple[Said, ...]
    tail: tuple[Said, ...]
    forwarded: bool = False
    sent_on: date | None = None
    """The day that the head of a forwarded message gives."""


def plain_lines(text_lines: Sequence[str]) -> list[Said]:
    """The lines of a plain text part, with what is quoted by ">" and what stands under the sign of a signature."""
    groups: list[tuple[int, bool, list[str]]] = []
    signing = False
    for line in text_lines:
        prefix = _PREFIX.match(line)
        depth = prefix[0].count(">") if prefix else 0
        signing = not depth and (signing or line in ("-- ", "--\u00a0"))
        if not groups or groups[-1][:2] != (depth, signing):
            groups.append((depth, signing, []))
        groups[-1][2].append(line[prefix.end() :] if prefix else line)
    said: list[Said] = []
    for depth, signs, lines in groups:
        heads = signs and len([line for line in lines if line.strip()]) <= _LONGEST_SIGNATURE
        kind = BlockKind.RUNNING if heads else None
        said += [Said(words, kind or own, quoted=depth > 0) for own, words in unwrapped(lines)]
    return said


def sort(lines: Sequence[Said], *, forwarding: bool = False) -> Sorted:
    """Mark what is quoted; `forwarding` when the subject says that the message is passed on."""
    found = [_unsigned(line) for line in _joined_attributions(lines)]
    passed_on, sent_on, at = False, None, 0
    while at < len(found):
        end, forwards = _head(found, at)
        if end == at:
            at += 1
            continue
        says = any(_says_something(line) for line in found[:at])
        head, found[at:end] = found[at:end], [_quoted(line) for line in found[at:end]]
        if end < len(found) and found[end].quoted:
            at = end  # the program has marked the quotation itself
        elif says and not (forwards or forwarding):
            found[end:] = [_quoted(line) for line in found[end:]]
            at = len(found)
        else:
            passed_on, sent_on, at = True, sent_on or _day(head), end
    found = [_quoted(line) if line.quoted or line.head else line for line in found]
    last = max((at + 1 for at, line in enumerate(found) if line.own), default=0)
    return Sorted(tuple(found[:last]), tuple(found[last:]), passed_on, sent_on)


def _joined_attributions(lines: Sequence[Said]) -> list[Said]:
    """The lines, with an announcement ("Le … a écrit :") that was cut over two or three of them as one."""
    found: list[Said] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        taken = 1
        if not line.quoted and _ATTRIBUTION_START.match(line.text) and not _ATTRIBUTION.fullmatch(line.text):
            for more in (2, 3):
                text = " ".join(other.text for other in lines[at : at + more])
                if _ATTRIBUTION.fullmatch(text):
                    line, taken = replace(line, text=text), more
                    break
        found.append(line)
        at += taken
    return found


def _unsigned(line: Said) -> Said:
    """What a mail program adds under a message is not its writer's."""
    return replace(line, kind=BlockKind.RUNNING) if line.own and _PROGRAM_S.match(line.text) else line


def _head(lines: Sequence[Said], at: int) -> tuple[int, bool]:
    """Where the head of a quoted message ends that begins here, and whether it says that it is passed on."""
    line = lines[at]
    if line.quoted or line.kind is BlockKind.QUOTED:
        return at, False
    if _ATTRIBUTION.fullmatch(line.text):
        return at + 1, False
    forwards, original = bool(_FORWARDED.fullmatch(line.text)), bool(_ORIGINAL.fullmatch(line.text))
    end = at + (forwards or original)
    while end < len(lines) and not lines[end].quoted and _HEAD.match(lines[end].text):
        end += 1
    marked = line.head
    while marked and end < len(lines) and lines[end].head:
        end += 1
    # "De : …" alone may be anything; three such lines are a message's head.
    return (end, forwards) if forwards or original or marked or end - at >= 3 else (at, False)


def _says_something(line: Said) -> bool:
    return (
        line.own and any(map(str.isalnum, line.text)) and not (courtesy.opens(line.text) or courtesy.closes(line.text))
    )


def _quoted(line: Said) -> Said:
    return line if line.kind is BlockKind.RUNNING else replace(line, kind=BlockKind.QUOTED)


def _day(head: Sequence[Said]) -> date | None:
    """The day in the head of a message, in words or in figures as French programs write it."""
    text = " ".join(line.text for line in head)
    found = _DAY.search(text)
    if found:
        return _date(int(found[3]), _MONTHS.index(found[2].lower()) + 1, int(found[1]))
    figures = _DAY_IN_FIGURES.search(text)
    return _date(int(figures[3]), int(figures[2]), int(figures[1])) if figures else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

"""Turns the HTML of a message into lines: what a person sees of it, in its order; nothing is fetched or executed.

Supported: paragraphs, headings, lists with their numbers, tables cell by cell, line breaks, preformatted text; the
quotation marks of Gmail, Outlook, Thunderbird, Apple Mail, Yahoo and Proton; signatures.
Apart: words that the page hides, and addresses behind links, which a person cannot see either.
Not: styles beyond what hides, scripts, pictures (counted only).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ccf_docs.intake.readers.lines import typed_line
from ccf_docs.intake.readers.said import Said
from ccf_docs.model.document import BlockKind

LIMIT_TAGS = 200_000
LIMIT_DEPTH = 1_000

_SILENT = frozenset("script style head title template noscript object embed svg math iframe select textarea".split())
_BLOCKS = frozenset(
    """address article aside blockquote body br caption center dd div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section table tbody td tfoot th thead tr ul""".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|opacity\s*:\s*0(?![.\d])"
    r"|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$)|max-height\s*:\s*0(?:px)?\s*(?:;|$)",
    re.IGNORECASE,
)
_QUOTING_CLASS = re.compile(r"\b(?:gmail_quote|protonmail_quote|yahoo_quoted|mail-quote|quote-body|zimbra_quote)\b")
_HEAD_MARK = re.compile(r"\b(?:gmail_attr|moz-cite-prefix|moz-email-headers-table|divRplyFwdMsg|x_divRplyFwdMsg)\b")
_SIGNATURE_MARK = re.compile(r"\b(?:gmail_signature|moz-signature|Signature|x_Signature|ms-outlook-mobile-signature)\b")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_SHOWN_ADDRESS = re.compile(r"^(?:https?://)?(?:www\.)?|[/#]+$", re.IGNORECASE)


class TooDeepError(Exception):
    """More tags, or more of them in one another, than any message has."""


@dataclass(slots=True)
class Page:
    """What was found: the lines; hidden words; the words and addresses of links; how many pictures and scripts."""

    lines: list[Said] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    pictures: int = 0
    scripts: int = 0


def page_of(html: str) -> Page:
    """The lines of an HTML text; TooDeepError when it is a trap."""
    from lxml import etree
    from lxml.html import HTMLParser

    if html.count("<") > LIMIT_TAGS:
        raise TooDeepError
    parser = HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    content = html.replace("\x00", "").encode("utf-8", "replace")
    root = etree.fromstring(content, parser) if content.strip() else None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise TooDeepError
    walk = _Walk()
    if root is not None:
        for event, element in etree.iterwalk(root, events=("start", "end")):
            walk.meet(event, element)
        walk.close_line()
    return walk.page


@dataclass(slots=True)
class _Element:
    """What an open element means for the text inside it."""

    tag: str
    hides: bool = False
    silent: bool = False
    quotes: bool = False
    head: bool = False
    signs: bool = False


@dataclass(slots=True)
class _Walk:
    page: Page = field(default_factory=Page)
    _open: list[_Element] = field(default_factory=list)
    _count: dict[str, int] = field(default_factory=dict)
    """How many open elements hide, are silent, quote…, so that no step looks through all of them."""
    _text: list[str] = field(default_factory=list)
    _label: str = ""
    _item: bool = False
    _lists: list[int | None] = field(default_factory=list)
    _links: list[tuple[str, int]] = field(default_factory=list)

    def meet(self, event: str, element: Any) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            self._start(tag.lower(), element)
            self._say(element.text or "")
        else:
            self._end(tag.lower(), element)
            self._say(element.tail or "")

    def _start(self, tag: str, element: Any) -> None:
        if len(self._open) >= LIMIT_DEPTH:
            raise TooDeepError
        if tag in _BLOCKS:
            self.close_line()
        found = _meaning(tag, element)
        self._open.append(found)
        for mark in _marks(found):
            self._count[mark] = self._count.get(mark, 0) + 1
        if tag in ("ul", "ol"):
            self._lists.append(None if tag == "ul" else _integer(element.get("start"), 1))
        elif tag == "li":
            self._begin_item(element)
        elif tag == "a":
            self._links.append((element.get("href") or "", len(self._text)))
        elif tag == "img":
            self.page.pictures += not found.hides and element.get("width") not in ("0", "1")
        elif tag == "script":
            self.page.scripts += 1

    def _begin_item(self, element: Any) -> None:
        number = self._lists[-1] if self._lists else None
        self._item = number is None
        if number is not None:
            number = _integer(element.get("value"), number)
            self._label, self._lists[-1] = f"{number}.", number + 1

    def _end(self, tag: str, element: Any) -> None:  # noqa: ARG002 - the same shape as _start
        if tag in _BLOCKS:
            self.close_line()
        if tag == "li":
            self._item, self._label = False, ""
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag == "a" and self._links:
            self._close_link(*self._links.pop())
        if self._open:
            for mark in _marks(self._open.pop()):
                self._count[mark] -= 1

    def _close_link(self, address: str, start: int) -> None:
        words = " ".join("".join(self._text[start:]).split())
        shown, bare = "".join(words.split()).lower(), _SHOWN_ADDRESS.sub("", address.strip()).lower()
        if (
            address.lower().startswith(("http://", "https://"))
            and bare
            and bare not in shown
            and not self._has("hides")
        ):
            self.page.links.append((words, address.strip()))

    def _say(self, text: str) -> None:
        if not text or self._has("silent"):
            return
        if self._has("hides"):
            if text.strip():
                self.page.hidden.append(" ".join(text.split()))
            return
        if self._has("pre"):
            first, *others = text.split("\n")
            self._text.append(first)
            for other in others:
                self.close_line()
                self._text.append(other)
        else:
            self._text.append(_SPACES.sub(" ", text))

    def close_line(self) -> None:
        """End the line that is being read."""
        text = _SPACES.sub(" ", "".join(self._text)).strip(" ")
        self._text.clear()
        self._links = [(address, 0) for address, _ in self._links]
        if not text.strip():
            return
        kind, words = typed_line(text)
        if kind is BlockKind.PARAGRAPH:
            kind = self._kind()
        if self._has("signs"):
            kind, words = BlockKind.RUNNING, text.strip()
        self.page.lines.append(Said(words, kind, self._label, self._has("quotes"), self._has("head")))
        self._label, self._item = "", False

    def _kind(self) -> BlockKind:
        if self._item:
            return BlockKind.BULLET
        if self._has("heading"):
            return BlockKind.HEADING
        return BlockKind.TABLE_CELL if self._has("cell") else BlockKind.PARAGRAPH

    def _has(self, mark: str) -> bool:
        return self._count.get(mark, 0) > 0


def _marks(element: _Element) -> Iterator[str]:
    if element.tag in _HEADINGS:
        yield "heading"
    elif element.tag in ("td", "th"):
        yield "cell"
    elif element.tag == "pre":
        yield "pre"
    for mark in ("hides", "silent", "quotes", "head", "signs"):
        if getattr(element, mark):
            yield mark


def _meaning(tag: str, element: Any) -> _Element:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    style = element.get("style") or ""
    quoting = tag == "blockquote" and (element.get("type") == "cite" or bool(_QUOTING_CLASS.search(names)))
    return _Element(
        tag,
        hides=bool(_HIDING.search(style)) or element.get("hidden") is not None,
        silent=tag in _SILENT,
        quotes=quoting,
        head=bool(_HEAD_MARK.search(names)),
        signs=bool(_SIGNATURE_MARK.search(names)),
    )


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and text.isascii() and len(text) < 5 else default

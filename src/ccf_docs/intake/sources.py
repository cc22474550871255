"""Places where two things that tell an answer's question disagree: the form's marks, what is printed, the numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ccf_docs.intake.marks import mark_of
from ccf_docs.intake.segment import Segment
from ccf_docs.model import form
from ccf_docs.model.campaign import Theme
from ccf_docs.model.document import Block, Document, Notice
from ccf_docs.model.response import SegmentRole
from ccf_docs.text.reading import NOTICES


def disagreements(document: Document, segments: Sequence[Segment], themes: Sequence[Theme]) -> Iterator[Notice]:
    """What a person should look at, in the file's order of each kind: fields first, then numbers."""
    yield from _fields(document, segments, themes)
    yield from _numbers(segments, themes)


def questions_of(block: Block, themes: Sequence[Theme]) -> tuple[str, ...]:
    """The questions that a block's field names, in order of trust: tag, bookmark, title."""
    ids = [question.id for theme in themes for question in theme.questions]
    tags = [name for name in block.fields if name in ids]
    bookmarks = [
        found
        for name in block.fields
        if name.startswith(form.ANSWER_BOOKMARK) and (found := form.question_of_bookmark(name, ids)) is not None
    ]
    named = [found for name in block.fields if (found := form.question_of_title(name, ids)) is not None]
    return tuple(dict.fromkeys((*tags, *bookmarks, *named)))


def _fields(document: Document, segments: Sequence[Segment], themes: Sequence[Theme]) -> Iterator[Notice]:
    printed: str | None = None
    asked = {s.place.last: s.question for s in segments if s.role is SegmentRole.QUESTION and s.question is not None}
    for block in document.blocks:
        printed = asked.get(block.number) or printed
        questions = questions_of(block, themes)
        if not questions:
            continue
        other = next((question for question in questions[1:]), None)
        if other is None and printed is not None and printed != questions[0]:
            other = printed
        if other is not None:
            message = NOTICES["sources-disagree-field"].format(question=questions[0], other=other)
            yield Notice("sources-disagree", message, f"¶{block.number}")
        printed = questions[0]


def _numbers(segments: Sequence[Segment], themes: Sequence[Theme]) -> Iterator[Notice]:
    """Titles with the number of another theme, in a file whose other numbers are ours: one of the two is a mistake."""
    number = {theme.id: at for at, theme in enumerate(themes, start=1)}
    marked: list[tuple[Segment, int, int]] = []
    for segment in segments:
        mark = mark_of(segment.text)
        titled = mark is not None and mark.length < len(segment.text.split())
        if segment.role is SegmentRole.HEADING and len(segment.themes) == 1 and mark is not None and titled:
            # The last of a theme's headings: those before it are a table of contents.
            marked = [item for item in marked if item[0].themes != segment.themes]
            marked.append((segment, mark.numbers[0], number[segment.themes[0]]))
    wrong = [item for item in marked if item[1] != item[2]]
    if len(wrong) * 2 >= len(marked):
        return
    for at, (segment, read, meant) in enumerate(marked):
        # Who leaves a theme out and counts on has numbers of their own; who comes back to ours made a mistake.
        if read == meant or all(later != its for _, later, its in marked[at + 1 :]):
            continue
        title = themes[meant - 1].title
        message = NOTICES["sources-disagree-number"].format(words=segment.text, read=read, number=meant, title=title)
        yield Notice("sources-disagree", message, str(segment.place))

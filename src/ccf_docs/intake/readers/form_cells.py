"""Which cells of a table hold an answer of our form, told by the bookmarks that are left in it.

A bookmark that a program has damaged on the way must not make a later answer that of another question: LibreOffice 7.4
writes two beginnings and one end for one that spans several paragraphs of a cell; in a .doc it loses those of an answer
of one paragraph, and the question's own, in the row above, survives. So it is the cell that counts, and the row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ccf_docs.model.form import ANSWER_BOOKMARK, LABEL_BOOKMARK

_COPY = re.compile(r"_Copy_\d+$")

Names = tuple[str, ...]


def answer_fields(rows: Sequence[Sequence[Iterable[str]]]) -> list[list[Names]]:
    """For each cell the bookmark names of the answer that the whole of it is; `rows` gives the names found in each."""
    found = []
    label = ""
    for row in rows:
        cells = [tuple(cell) for cell in row]
        asked = [name for cell in cells for name in cell if name.startswith(LABEL_BOOKMARK)]
        if asked:
            label = plain(asked[-1])
        found.append([_of_cell(cell, "" if asked else label) for cell in cells])
    return found


def _of_cell(names: Names, label: str) -> Names:
    if any(name.startswith(LABEL_BOOKMARK) for name in names):
        return ()
    answers = tuple(dict.fromkeys(plain(name) for name in names if name.startswith(ANSWER_BOOKMARK)))
    if answers:
        return answers if len(answers) == 1 else ()
    return (ANSWER_BOOKMARK + label.removeprefix(LABEL_BOOKMARK),) if label else ()


def plain(name: str) -> str:
    """A bookmark's name without what LibreOffice adds to a copy."""
    return _COPY.sub("", name)


def is_mark(name: str) -> bool:
    """Whether a bookmark is one of our form's."""
    return name.startswith((ANSWER_BOOKMARK, LABEL_BOOKMARK))

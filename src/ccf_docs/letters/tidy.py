"""What a template's loops and conditions leave behind, put in order: repeated ids, cells without a paragraph."""

from __future__ import annotations

from docx.oxml.ns import qn

from ccf_docs.letters.wordml import Element, element


def tidy(tree: Element) -> None:
    """Number again the controls and pictures whose id is taken, drop repeated bookmarks, fill emptied cells.

    A cell without a paragraph at its end makes Word call the file corrupt (ECMA-376 part 1, 17.4.65).
    """
    for cell in tree.iter(qn("w:tc")):
        if cell[-1].tag not in (qn("w:p"), qn("w:sdt")):
            cell.append(element("p"))
    controls = [found for sdt in tree.iter(qn("w:sdtPr")) for found in sdt.iterfind(qn("w:id"))]
    _number_again(controls, qn("w:val"))
    _number_again(list(tree.iter(qn("wp:docPr"))), "id")
    _drop_repeated(tree)


def _number_again(elements: list[Element], attribute: str) -> None:
    taken = {one.get(attribute) for one in elements}
    seen: set[str | None] = set()
    free = 1
    for one in elements:
        if one.get(attribute) in seen:
            while str(free) in taken:
                free += 1
            one.set(attribute, str(free))
            taken.add(str(free))
        seen.add(one.get(attribute))


def _drop_repeated(tree: Element) -> None:
    """A second bookmark of the same id or name means nothing to Word."""
    seen: set[tuple[str, str | None]] = set()
    for mark in list(tree.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
        key = (mark.tag, mark.get(qn("w:id")))
        parent = mark.getparent()
        if key in seen and parent is not None:
            parent.remove(mark)
        seen.add(key)

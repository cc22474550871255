"""Finds what is in a returned file's text but not of the return: quoted messages, scissors lines, page numbers.

A message quoted under the candidate's own words is apart whole. Where nothing of the candidate's stands above it, they
answered inside it: then only its head is apart, and the rest is read like any other text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ccf_docs.intake import courtesy
from ccf_docs.intake.marks import mark_of
from ccf_docs.model.document import Block, BlockKind
from ccf_docs.model.response import SegmentRole
from ccf_docs.text.letter import FORM_PLACEHOLDER
from ccf_docs.text.words import fold

FIXED = {
    BlockKind.RUNNING: SegmentRole.RUNNING,
    BlockKind.COMMENT: SegmentRole.COMMENT,
    BlockKind.DELETED: SegmentRole.DELETED,
    BlockKind.IMAGE: SegmentRole.IMAGE,
    BlockKind.PLACEHOLDER: SegmentRole.PLACEHOLDER,
    BlockKind.QUOTED: SegmentRole.QUOTED,
}
"""What the reader itself has told apart."""

LONGEST_LINE = 200
"""Signs of a line that is looked at for scissors and the like."""

_SCISSORS = re.compile(r"(?=.*(?:-{2,}|_{2,}|\.{4,}|–{2,}))\W*.*(?:\b8\s?<|>\s?8\b|✂|✁|✃)")
_INSTRUCTION = re.compile(
    r"\W*(?:effacez|effacer|rayez|rayer|cochez|cocher|biffez|supprimez|entourez|veuillez (?:cocher|rayer|entourer)|"
    r"(?:à|a) (?:compléter|completer|remplir|découper|decouper)|remplissez|répondez ici|votre réponse ici)\b",
    re.IGNORECASE,
)
_BOX_LEFT = re.compile(r"[☐□❏❑]|\[\s?\](?!\()|\(\s\)")
_BOX_TICKED = re.compile(r"[☑☒✅✓✔✗✘]|\[[xX]\]|\([xX]\)|[xX]\s")
_PAGE = re.compile(r"(?:[-–—]\s?)?(?:page|p\.)\s?(\d{1,3})(?:\s?(?:/|sur|de)\s?\d{1,3})?(?:\s?[-–—])?", re.IGNORECASE)
_ATTRIBUTION = re.compile(r"(?:Le|On)\b.{6,200}\b(?:a écrit|a ecrit|wrote)\s?:$", re.IGNORECASE)
_ORIGINAL = re.compile(
    r"[-_ ]*(?:message d.origine|message original|original message|message transf[ée]r[ée]|forwarded message|"
    r"début du message (?:réexpédié|transféré))[-_ :]*",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"(?:de|from|envoy[ée](?: le)?|sent|date|[àa]|to|cc|cci|objet|subject|r[ée]pondre [àa]|pi[èe]ces? jointes?)\s?:.*",
    re.IGNORECASE,
)
_COMMENTS = re.compile(r"\d{1,4} (?:commentaires?|comments?)\s?:?", re.IGNORECASE)
_COMMENT_LINK = re.compile(r"(?:Répondre|Reply)\s?(?:Supprimer|Delete)?", re.IGNORECASE)


def fixed_role(block: Block) -> SegmentRole | None:
    """The role that a block has by itself, wherever it stands."""
    if block.kind in FIXED:
        return FIXED[block.kind]
    text = block.text
    if len(text) <= LONGEST_LINE and (fold(text) == fold(FORM_PLACEHOLDER) or _SCISSORS.match(text)):
        return SegmentRole.PLACEHOLDER
    if len(text.split()) <= 20 and text[:1] in "([*" and text[-1:] in ")]*" and _INSTRUCTION.match(text):
        return SegmentRole.PLACEHOLDER
    if text.startswith(">"):
        return SegmentRole.QUOTED
    if _PAGE.fullmatch(text):
        return SegmentRole.RUNNING
    return None if any(character.isalnum() for character in text) else SegmentRole.RUNNING


def box_left_empty(text: str) -> bool:
    """Whether an option begins with a box that nobody ticked: it is not what the candidate says."""
    return bool(_BOX_LEFT.match(text))


def box_ticked(text: str) -> bool:
    """Whether an option begins with a ticked box."""
    return bool(_BOX_TICKED.match(text))


def find(blocks: Sequence[Block]) -> dict[int, SegmentRole]:
    """The blocks that stand apart, by number."""
    found = {block.number: role for block in blocks if (role := fixed_role(block)) is not None}
    own = [block for block in blocks if block.number not in found]
    found.update(_messages(own))
    found.update(_readers_comments(own))
    found.update(_page_numbers(blocks))
    return found


def _messages(blocks: Sequence[Block]) -> dict[int, SegmentRole]:
    found: dict[int, SegmentRole] = {}
    at = 0
    while at < len(blocks):
        end = _head_end(blocks, at)
        if end == at:
            at += 1
            continue
        said = [block for block in blocks[:at] if block.number not in found]
        if any(_says_something(block) for block in said):
            return found | dict.fromkeys((block.number for block in blocks[at:]), SegmentRole.QUOTED)
        found.update(dict.fromkeys((block.number for block in blocks[at:end]), SegmentRole.QUOTED))
        at = end
    return found


def _says_something(block: Block) -> bool:
    mark = mark_of(block.text, block.label)
    marked = (mark is not None and mark.explicit) or courtesy.answers_at_once(block.text)
    return marked or not (courtesy.opens(block.text) or courtesy.closes(block.text))


def _head_end(blocks: Sequence[Block], at: int) -> int:
    """Where the head of a quoted message ends that begins at this block; the same place where none does."""
    if _ATTRIBUTION.fullmatch(blocks[at].text):
        return at + 1
    original = bool(_ORIGINAL.fullmatch(blocks[at].text))
    end = at + original
    while end < len(blocks) and _HEAD.fullmatch(blocks[end].text):
        end += 1
    # "De : …" alone may be anything; three such lines are a message's head.
    return end if original or end - at >= 3 else at


def _readers_comments(blocks: Sequence[Block]) -> dict[int, SegmentRole]:
    """What readers wrote under a page: from the count of comments to the end, if one can answer them there."""
    for at, block in enumerate(blocks):
        if _COMMENTS.fullmatch(block.text) and any(_COMMENT_LINK.fullmatch(later.text) for later in blocks[at + 1 :]):
            return dict.fromkeys((later.number for later in blocks[at:]), SegmentRole.COMMENT)
    return {}


def _page_numbers(blocks: Sequence[Block]) -> dict[int, SegmentRole]:
    """A number alone that follows the last page's: a lone number by itself may be an answer."""
    found: dict[int, SegmentRole] = {}
    last: int | None = None
    for block in blocks:
        named = _PAGE.fullmatch(block.text)
        if named:
            last = int(named[1])
        elif last is not None and block.text == str(last + 1):
            found[block.number], last = SegmentRole.RUNNING, last + 1
    return found

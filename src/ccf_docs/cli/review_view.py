"""What `ccf-docs review` shows: what is left to review, a response's numbered pieces, the words of one counted."""

from __future__ import annotations

import shutil
import sys
from textwrap import fill, shorten
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from ccf_docs.errors import CampaignError, ExitCode, Problem, Where
from ccf_docs.intake.accounting import segment_words
from ccf_docs.intake.pieces import Piece, pieces
from ccf_docs.model.campaign import Campaign
from ccf_docs.model.response import Kind, Response, SegmentRole
from ccf_docs.reviewing import Desk
from ccf_docs.text.french import counted, long_date
from ccf_docs.text.interface import SAYS
from ccf_docs.text.labels import KIND_LABELS, SEGMENT_LABELS
from ccf_docs.text.names import display_name

if TYPE_CHECKING:
    from ccf_docs.store.contents import Contents
    from ccf_docs.store.responses import ResponseFile

_STYLES = {SegmentRole.ANSWER: "bold", SegmentRole.GENERAL: "bold", SegmentRole.UNPLACED: "bold reverse"}


def show_left(contents: Contents) -> None:
    """Which responses nobody has read as they stand, and which other returns wait for a choice."""
    left = [(file.record.candidacy, state) for file in contents.responses if (state := _state(file))]
    left += [
        (file.record.candidacy, SAYS["review.state.pending"].format(version=file.version))
        for file in contents.versions
        if file.record.superseded is None
    ]
    if not left:
        print(SAYS["review.none"])
        return
    print(SAYS["review.left"].format(count=len(left)))
    width = max(len(candidacy) for candidacy, _ in left)
    for candidacy, state in left:
        print(f"  {candidacy:{width}}  {state}")


def _state(file: ResponseFile) -> str:
    record = file.record
    if record.is_reviewed:
        return ""
    if record.source.transcribed_from and record.kind is Kind.ANSWERS and not record.answers:
        return SAYS["review.state.to-fill-in"]
    return SAYS["review.state.changed" if record.reviewed else "review.state.unread"]


def show_pieces(desk: Desk) -> None:
    """The response's state, then every piece on a line or two: number, role, theme, how it begins."""
    console = Console(highlight=False, soft_wrap=True)
    response, campaign = desk.response, desk.contents.campaign
    console.print(Text(_head(desk), "bold"))
    console.print(_reviewed(response))
    width = shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 200
    for number, piece in enumerate(pieces(response), start=1):
        count = len(segment_words(piece.text))
        what = " ".join([SEGMENT_LABELS[piece.role], _themes(campaign, piece)]).strip()
        words = " ".join(piece.text.split())
        room = max(width - 42, 30)
        line = Text(f"{number:>4}  ", "dim")
        line.append(f"{what:<26}", _STYLES.get(piece.role, ""))
        line.append(f" {count:>5}  ", "dim")
        line.append(shorten(words, room, placeholder=" …"))
        if piece.corrections or piece.excerpts:
            line.append(f"  [{len(piece.corrections)} corr., {len(piece.excerpts)} extr.]", "dim")
        console.print(line)
    if response.kind is Kind.ANSWERS:
        blank = [f"{n}. {theme.title}" for n, theme in enumerate(campaign.themes, 1) if not response.passages(theme.id)]
        if blank:
            console.print(SAYS["review.unanswered"].format(themes=" ; ".join(blank)))


def show_words(desk: Desk, number: int) -> None:
    """One piece in full, every fifth word with its number before it."""
    found = pieces(desk.response)
    if not 1 <= number <= len(found):
        values = {"number": number, "count": len(found)}
        raise CampaignError(Problem("no-such-piece", Where(), values), ExitCode.USAGE)
    said = [
        f"[{at}] {word}" if at % 5 == 0 else word for at, word in enumerate(segment_words(found[number - 1].text), 1)
    ]
    print(fill(" ".join(said), shutil.get_terminal_size((100, 24)).columns, break_long_words=False))


def _head(desk: Desk) -> str:
    parts = {"answers": 0, "general": 0, "set_aside": 0}
    for piece in pieces(desk.response):
        parts[piece.part] += len(segment_words(piece.text))
    return SAYS["review.head"].format(
        name=f"{display_name(desk.candidacy)}{f' ({desk.file.version})' if desk.file.version else ''}",
        kind=KIND_LABELS[desk.response.kind],
        words=counted(parts["answers"] + parts["general"], "mot"),
        aside=parts["set_aside"],
    )


def _reviewed(response: Response) -> str:
    if response.is_reviewed and response.reviewed:
        return SAYS["review.read"].format(by=response.reviewed.by, day=long_date(response.reviewed.on))
    return SAYS["review.unread"]


def _themes(campaign: Campaign, piece: Piece) -> str:
    """The numbers of the themes, and their ids where there is but one: what the options take."""
    numbers = [str(campaign.theme_number(theme)) for theme in piece.themes if theme in {t.id for t in campaign.themes}]
    return f"{'+'.join(numbers)} {piece.themes[0]}" if len(numbers) == 1 else "+".join(numbers)

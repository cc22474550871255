"""The paragraphs of our own letter, to know them again when a candidate returns it with the questionnaire."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ccf_docs.model.campaign import Campaign
from ccf_docs.text.french import long_date
from ccf_docs.text.letter import (
    FORM_GUIDANCE,
    FORM_LENGTH,
    FORM_RETURN,
    FORM_RETURN_BY_MAIL,
    LETTER_NOTICES,
    LETTER_NOTICES_TITLE,
    LETTER_OBJECT,
    LETTER_TEAM,
)

_FIELD = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")


def paragraphs(campaign: Campaign) -> tuple[str, ...]:
    """What the campaign's letter says, line by line; what the template adds stands between these lines."""
    return tuple(dict.fromkeys(text for part in _parts(campaign) for text in part.splitlines() if text.strip()))


def _parts(campaign: Campaign) -> Iterator[str]:
    organisation, letter = campaign.organisation, campaign.letter
    yield organisation.name
    yield from organisation.presentation
    yield from (organisation.email, organisation.website)
    yield from (letter.object, f"{LETTER_OBJECT} {letter.object}", letter.opening, letter.closing, LETTER_TEAM)
    yield letter.questionnaire_title
    yield from (FORM_GUIDANCE, FORM_LENGTH.format(signs=campaign.booklet.excerpt_length))
    if campaign.dates.answer_by is not None:
        values = {"email": organisation.email, "day": long_date(campaign.dates.answer_by)}
        yield from (FORM_RETURN_BY_MAIL.format(**values), FORM_RETURN.format(**values))
    for team in campaign.local_teams:
        yield from (", ".join(team.signatories), " et ".join(team.signatories), team.team, team.email)
    yield from _notices(campaign)


def _notices(campaign: Campaign) -> Iterator[str]:
    """The optional paragraphs that the campaign has turned on, their fields filled as the letter fills them."""
    values = {
        "constituency.word": campaign.constituency.singular,
        "candidacy.word": campaign.candidacy.word.singular,
        "letter.excerpt_length": str(campaign.booklet.excerpt_length),
        "dates.answer_by": _day(campaign.dates.answer_by),
        "dates.proofs_by": _day(campaign.dates.proofs_by),
        "organisation.name": campaign.organisation.name,
        "organisation.email": campaign.organisation.email,
    }
    chosen = [LETTER_NOTICES[name] for name, on in campaign.letter.blocks.model_dump().items() if on]
    if chosen:
        yield LETTER_NOTICES_TITLE
    for lead, text in chosen:
        yield f"{lead} {_FIELD.sub(lambda field: values.get(field[1], ''), text)}"


def _day(day: date | None) -> str:
    return long_date(day) if day is not None else ""

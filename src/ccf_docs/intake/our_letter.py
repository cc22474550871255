"""The paragraphs of our own letter, to know them again when a candidate returns it with the questionnaire."""

from __future__ import annotations

from collections.abc import Iterator

from ccf_docs.model.campaign import Campaign
from ccf_docs.text.french import long_date
from ccf_docs.text.letter import FORM_GUIDANCE, FORM_LENGTH, FORM_RETURN, FORM_RETURN_BY_MAIL


def paragraphs(campaign: Campaign) -> tuple[str, ...]:
    """What the campaign's letter says, line by line; what the template adds stands between these lines."""
    return tuple(dict.fromkeys(text for part in _parts(campaign) for text in part.splitlines() if text.strip()))


def _parts(campaign: Campaign) -> Iterator[str]:
    organisation, letter = campaign.organisation, campaign.letter
    yield organisation.name
    yield from organisation.presentation
    yield from (organisation.email, organisation.website)
    yield from (letter.object, letter.opening, letter.closing, letter.questionnaire_title)
    yield from (FORM_GUIDANCE, FORM_LENGTH.format(signs=campaign.booklet.excerpt_length))
    if campaign.dates.answer_by is not None:
        values = {"email": organisation.email, "day": long_date(campaign.dates.answer_by)}
        yield from (FORM_RETURN_BY_MAIL.format(**values), FORM_RETURN.format(**values))
    for team in campaign.local_teams:
        yield from (", ".join(team.signatories), " et ".join(team.signatories), team.team, team.email)

"""A whole campaign folder, read in one pass: what is good as records, what is wrong as problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from pydantic import ValidationError

from ccf_docs.errors import CampaignError, Problem
from ccf_docs.model.campaign import Campaign
from ccf_docs.model.candidacy import Candidacy, Contact
from ccf_docs.model.journal import Event
from ccf_docs.model.register import Register, assemble
from ccf_docs.store.candidates import read_candidacies, read_contacts
from ccf_docs.store.folder import Folder
from ccf_docs.store.journal_file import read_events
from ccf_docs.store.located import Located
from ccf_docs.store.responses import ResponseFile, read_responses, read_versions
from ccf_docs.store.validation import problems_of
from ccf_docs.store.yaml_file import YamlFile, read_yaml

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Contents:
    """What a campaign folder holds.

    `problems` are the mistakes of the files themselves; `check` adds those between them.

    `candidates_read` is false when `candidates.csv` as a whole could not be read: then nobody is known, which is not
    everybody's mistake.

    `responses` are those in force; `versions` the other returns of the same candidacies.
    """

    folder: Folder
    file: YamlFile
    campaign: Campaign
    candidacies: tuple[Located[Candidacy], ...]
    contacts: tuple[Located[Contact], ...]
    responses: tuple[ResponseFile, ...]
    versions: tuple[ResponseFile, ...]
    events: tuple[Located[Event], ...]
    problems: tuple[Problem, ...]
    candidates_read: bool

    def register(self, today: date | None = None) -> Register:
        """Every candidacy with all that is known of it, on the day given, else the rehearsal's day, else today."""
        return assemble(
            self.campaign,
            _records(self.candidacies),
            (response.record for response in self.responses),
            _records(self.events),
            _records(self.contacts),
            today or self.campaign.today or date.today(),
        )


def _records(located: Iterable[Located[T]]) -> list[T]:
    return [item.record for item in located]


def read_contents(folder: Folder) -> Contents:
    """Read every file of the campaign. Raises CampaignError only when `campaign.yaml` itself gives no campaign.

    The mistakes of the other files are then told too: a coordinator sees all of them at once.
    """
    candidacies, candidacy_problems = _read(read_candidacies, folder)
    contacts, contact_problems = _read(read_contacts, folder)
    events, event_problems = _read(read_events, folder)
    responses, response_problems = read_responses(folder)
    versions, version_problems = read_versions(folder)
    problems = (*candidacy_problems, *contact_problems, *event_problems, *response_problems, *version_problems)
    try:
        file, campaign = read_campaign(folder)
    except CampaignError as error:
        raise CampaignError((*error.problems, *problems)) from error
    read = bool(candidacies) or not candidacy_problems
    return Contents(folder, file, campaign, candidacies, contacts, responses, versions, events, problems, read)


def read_campaign(folder: Folder) -> tuple[YamlFile, Campaign]:
    """`campaign.yaml` alone. Raises CampaignError with every mistake in it."""
    file = read_yaml(folder.campaign, folder.name(folder.campaign))
    try:
        return file, Campaign.model_validate(file.data)
    except ValidationError as error:
        raise CampaignError(problems_of(error, Campaign, file.where)) from error


def _read(
    reader: Callable[[Folder], tuple[tuple[T, ...], tuple[Problem, ...]]], folder: Folder
) -> tuple[tuple[T, ...], tuple[Problem, ...]]:
    """What the reader gives, or no records and its problems when the file as a whole cannot be read."""
    try:
        return reader(folder)
    except CampaignError as error:
        return (), error.problems

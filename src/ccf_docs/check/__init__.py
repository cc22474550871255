"""Every mistake of a campaign folder, in one pass."""

from __future__ import annotations

from datetime import date

from ccf_docs.check.campaign import campaign_problems
from ccf_docs.check.candidates import candidate_problems
from ccf_docs.check.records import record_problems
from ccf_docs.check.responses import response_problems
from ccf_docs.errors import CampaignError, Problem, Severity
from ccf_docs.store.contents import Contents, read_contents
from ccf_docs.store.folder import Folder


def check(folder: Folder) -> tuple[Contents | None, tuple[Problem, ...]]:
    """The folder's contents and all that is wrong with it, in the order of files and lines.

    The contents are None when `campaign.yaml` gives no campaign to check the rest against.
    """
    try:
        contents = read_contents(folder)
    except CampaignError as error:
        return None, _in_order(error.problems)
    day = contents.campaign.today or date.today()
    found = (
        *contents.problems,
        *campaign_problems(contents),
        *candidate_problems(contents),
        *response_problems(contents, day),
        *record_problems(contents, day),
    )
    return contents, _in_order(found)


def checked(folder: Folder) -> tuple[Contents, tuple[Problem, ...]]:
    """The contents and the warnings of a folder without errors. Raises CampaignError with all problems of any other."""
    contents, problems = check(folder)
    if contents is None or any(problem.severity is Severity.ERROR for problem in problems):
        raise CampaignError(problems)
    return contents, problems


def _in_order(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.where))

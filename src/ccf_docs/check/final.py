"""What in the folder itself stands against a final booklet: returns that nobody has read, facts that are left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ccf_docs.errors import Problem, Severity, Where
from ccf_docs.store.contents import Contents

_HARMLESS = ("source-twice",)


def reasons_of_the_folder(
    contents: Contents, warnings: Iterable[Problem], today: date, places: Sequence[str]
) -> tuple[Problem, ...]:
    """Why no booklet of these constituencies can be final, whatever the booklet itself would say.

    A warning about a response or about what waits to be read is a reason; so is a day before the last known fact.
    """
    reasons = [
        Problem(warning.code, warning.where, warning.values, Severity.ERROR)
        for warning in warnings
        if warning.code not in _HARMLESS and _concerns(warning.where, contents, places)
    ]
    days = [event.record.on for event in contents.events]
    days += [response.record.received.on for response in contents.responses if response.record.received.on]
    if days and today < max(days):
        values = {"today": today, "day": max(days)}
        reasons.append(Problem("final-in-the-past", Where(contents.folder.name(contents.folder.journal)), values))
    return tuple(reasons)


def _concerns(where: Where, contents: Contents, places: Sequence[str]) -> bool:
    responses, _, rest = where.file.partition("/")
    place, _, inside = rest.partition("/")
    others = {other.id for other in contents.campaign.constituencies} - set(places)
    return responses == contents.folder.responses.name and not (inside and place in others)

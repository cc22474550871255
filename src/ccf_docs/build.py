"""From a checked campaign to `out/`: which products there are, and each group published whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from ccf_docs.errors import CampaignError, Problem, system_refusal
from ccf_docs.model.product import Product
from ccf_docs.model.register import Register
from ccf_docs.model.status import State
from ccf_docs.store.folder import Folder
from ccf_docs.store.outputs import Published, publish


class Wing(StrEnum):
    """The three kinds of product, as the commands name them."""

    LETTERS = "letters"
    TRACKER = "tracker"
    BOOKLETS = "booklets"


@dataclass(frozen=True, slots=True)
class Group:
    """Products that are published together; each step makes some of them.

    `scope` is the pattern of the paths in `out/` that are this group's: one that is no longer made is removed.
    """

    wing: Wing
    scope: str
    steps: Sequence[Callable[[], Iterable[Product]]]
    final: bool = False
    """A final edition has left the house: a copy of it is kept when it is replaced."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one group: `error` tells why nothing of it was published."""

    group: Group
    published: Published
    error: CampaignError | None = None


def plan(
    folder: Folder, register: Register, wings: Iterable[Wing], *, only: Sequence[str] = (), final: bool = False
) -> list[Group]:
    """The groups to make: all letters, the tracker, and the booklets of each constituency (of those in `only`, if any).

    Adding a product is adding a group here. Wings are imported when a group of theirs is planned: they are heavy.
    A constituency where nobody stands has a group without steps: what an earlier run made for it is removed.
    """
    templates, groups = folder.templates, []
    if Wing.LETTERS in wings:
        from ccf_docs.letters import letter

        writable = [entry for entry in register.entries if entry.status.state is not State.WITHDRAWN]
        groups.append(
            Group(
                Wing.LETTERS,
                "letters/*",
                [partial(_one, letter.make, register, entry, templates) for entry in writable],
            )
        )
    if Wing.TRACKER in wings:
        from ccf_docs.tracking import workbook

        groups.append(Group(Wing.TRACKER, "tracker.xlsx", [partial(_one, workbook.make, register)]))
    if Wing.BOOKLETS in wings:
        from ccf_docs.booklets import booklet

        for place in register.campaign.constituencies:
            if not only or place.id in only:
                # A new draft never removes the final edition that went to the printer.
                scope = f"booklets/{place.id}/*" if final else f"booklets/{place.id}/*-{booklet.DRAFT_MARK}.*"
                make = partial(booklet.make, register, place.id, templates, final=final)
                groups.append(Group(Wing.BOOKLETS, scope, [make] if register.of(place.id) else [], final))
    return groups


def _one(make: Callable[..., Product], *arguments: object) -> tuple[Product]:
    return (make(*arguments),)


def run(
    folder: Folder, groups: Iterable[Group], step_done: Callable[[], None], *, force: bool = False
) -> Iterator[Outcome]:
    """Make and publish group after group.

    One that fails stops none of the others, and leaves its part of `out/` as it was.
    """
    for group in groups:
        try:
            products: list[Product] = []
            for step in group.steps:
                products += step()
                step_done()
            yield Outcome(group, publish(folder, group.scope, products, force=force, copies=group.final))
        except CampaignError as error:
            yield Outcome(group, Published(), error)
        except OSError as error:
            yield Outcome(group, Published(), CampaignError(system_refusal(error)))


def problems_of(outcomes: Iterable[Outcome]) -> tuple[Problem, ...]:
    """Everything that kept a file from being written, each said once though it may concern several groups."""
    found = [
        problem
        for outcome in outcomes
        for problem in (*(outcome.error.problems if outcome.error else ()), *outcome.published.kept)
    ]
    return tuple({str(problem): problem for problem in found}.values())

"""From a checked campaign to `out/`: which products there are, and each group published whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from ccf_docs.errors import CampaignError, Problem
from ccf_docs.model.product import Product
from ccf_docs.model.register import Register
from ccf_docs.store.folder import Folder
from ccf_docs.store.outputs import Published, publish


class Wing(StrEnum):
    """The three kinds of product, as the commands name them."""

    LETTERS = "letters"
    TRACKER = "tracker"
    BOOKLETS = "booklets"


@dataclass(frozen=True, slots=True)
class Group:
    """Products that are published together. `scope` is where they stand in `out/`; each step makes some of them."""

    wing: Wing
    scope: str
    steps: Sequence[Callable[[], Iterable[Product]]]


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

        groups.append(
            Group(
                Wing.LETTERS,
                "letters/",
                [partial(_one, letter.make, register, entry, templates) for entry in register.entries],
            )
        )
    if Wing.TRACKER in wings:
        from ccf_docs.tracking import workbook

        groups.append(Group(Wing.TRACKER, "tracker.xlsx", [partial(_one, workbook.make, register)]))
    if Wing.BOOKLETS in wings:
        from ccf_docs.booklets import booklet

        for place in register.campaign.constituencies:
            if not only or place.id in only:
                make = partial(booklet.make, register, place.id, templates, final=final)
                groups.append(Group(Wing.BOOKLETS, f"booklets/{place.id}/", [make] if register.of(place.id) else []))
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
            yield Outcome(group, publish(folder, group.scope, products, force=force))
        except CampaignError as error:
            yield Outcome(group, Published(), error)


def problems_of(outcomes: Iterable[Outcome]) -> tuple[Problem, ...]:
    """Everything that kept a file from being written."""
    return tuple(
        problem
        for outcome in outcomes
        for problem in (*(outcome.error.problems if outcome.error else ()), *outcome.published.kept)
    )

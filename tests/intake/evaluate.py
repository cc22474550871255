"""Measures reading and alignment over the labelled cases, word by word (`make eval`); exit code 1 below the figures.

A word counts for a theme when it stands in an answer under that theme. Precision and recall are those of words, and F1
is their harmonic mean. The seeds are read twice: as text, and as Word files made from them.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import docx
from questioned import Asked
from ruamel.yaml import YAML

from ccf_docs.intake import our_letter, readers
from ccf_docs.intake.accounting import account
from ccf_docs.intake.response import from_segments, kind_of
from ccf_docs.model.campaign import Campaign, Theme
from ccf_docs.model.document import Document, parse_place
from ccf_docs.model.response import Source

HERE = Path(__file__).parent
CASES = HERE / "cases"
LEAST_F1 = 0.98

Label = tuple[str, tuple[str, ...]]
"""The role and the themes of a word."""


@dataclass(frozen=True, slots=True)
class Case:
    """A returned file and what a person says of each of its words."""

    name: str
    path: Path
    asked: Asked
    labels: Path


@dataclass(slots=True)
class Measure:
    """Counts of words, which add up over cases."""

    right: Counter[str] = field(default_factory=Counter)
    """By theme: words that stand under it on both sides."""
    wrongly: Counter[str] = field(default_factory=Counter)
    """By theme: words that the program alone puts under it."""
    missed: Counter[str] = field(default_factory=Counter)
    roles: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By expected and found role."""
    lost: int = 0
    invented: int = 0
    cases: int = 0
    kinds_right: int = 0
    sure: list[float] = field(default_factory=list)
    """Confidence of words that have their right role and themes, then of the others."""
    unsure: list[float] = field(default_factory=list)

    def add(self, other: Measure) -> None:
        """Count another measure in."""
        for mine, theirs in (
            (self.right, other.right),
            (self.wrongly, other.wrongly),
            (self.missed, other.missed),
            (self.roles, other.roles),
        ):
            mine.update(theirs)  # type: ignore[arg-type]
        self.lost, self.invented = self.lost + other.lost, self.invented + other.invented
        self.cases, self.kinds_right = self.cases + other.cases, self.kinds_right + other.kinds_right
        self.sure += other.sure
        self.unsure += other.unsure

    def f1(self, theme: str | None = None) -> float:
        """Of one theme, or of all words under themes; 1 where neither side has any."""
        right, wrongly, missed = (
            counter[theme] if theme else counter.total() for counter in (self.right, self.wrongly, self.missed)
        )
        return 2 * right / (2 * right + wrongly + missed) if right + wrongly + missed else 1.0

    @property
    def words(self) -> int:
        """How many words were compared."""
        return self.roles.total()

    @property
    def exact(self) -> bool:
        """Whether every word has its role and its themes, and the return its kind."""
        return not self.unsure and not self.lost and not self.invented and self.kinds_right == self.cases


def labelled_cases(made: Path) -> Iterator[Case]:
    """Every case with its questionnaire; the seeds also as Word files, which are written into `made`."""
    campaign = Campaign.model_validate(_yaml(HERE.parents[1] / "campaign.yaml"))
    ours = Asked(campaign.themes, our_letter.paragraphs(campaign))
    for path in sorted(CASES.rglob("*.txt")):
        own = path.with_name("themes.yaml")
        name = path.relative_to(CASES).with_suffix("").as_posix()
        labels = path.with_name(path.stem + ".expected.json")
        yield Case(name, path, _asked(own) if own.exists() else ours, labels)
        if path.stem.startswith("seed-"):
            yield Case(f"{name} (docx)", as_word(path, made), ours, labels)


def as_word(path: Path, made: Path) -> Path:
    """A Word file with a paragraph for each line of a text."""
    document = docx.Document()
    for line in path.read_text(encoding="utf-8").split("\n"):
        document.add_paragraph(line)
    target = made / f"{path.stem}.docx"
    document.save(str(target))
    return target


def measure(case: Case) -> Measure:
    """Read and align one case, and compare every word with its label."""
    document = readers.read(case.path)
    expectation = json.loads(case.labels.read_text(encoding="utf-8"))
    segments = case.asked.align(document)
    kind = kind_of(segments)
    wanted = _labels(document, ((s["role"], s.get("themes", ()), s["where"]) for s in expectation["segments"]))
    found = _labels(document, ((s.role.value, s.themes, str(s.place)) for s in segments))
    sureness = [s.confidence for s in segments for _ in document.words_at(s.place)]
    result = Measure(cases=1, kinds_right=int(kind.value == expectation["kind"]))
    result.invented = max(0, len(found) - len(wanted))
    for (role, themes), (seen, placed), confidence in zip(wanted, found, sureness, strict=True):
        under, put = set(themes) if role == "answer" else set(), set(placed) if seen == "answer" else set()
        result.right.update(under & put)
        result.wrongly.update(put - under)
        result.missed.update(under - put)
        result.roles[role, seen] += 1
        (result.sure if (role, set(themes)) == (seen, set(placed)) else result.unsure).append(confidence)
    response = from_segments(segments, "vergerville/prune-navet", Source(file=case.path.name))
    difference = account(document, response)
    result.lost = sum(len(item.words.split()) for item in difference.lost)
    result.invented = sum(len(item.words.split()) for item in difference.invented)
    return result


def _labels(document: Document, segments: Iterable[tuple[str, Sequence[str], str]]) -> list[Label]:
    labels: list[Label] = []
    for role, themes, where in segments:
        place = parse_place(where)
        assert place is not None, where
        labels.extend([(role, tuple(themes))] * len(document.words_at(place)))
    return labels


def below(measures: dict[str, Measure], total: Measure) -> list[str]:
    """What keeps the figures from being reached; empty when they are."""
    found = [f"{name} is not exact" for name, one in measures.items() if name.startswith("seed-") and not one.exact]
    for name, one in (("all cases", total), ("the cases without the seeds", _without_seeds(measures))):
        if one.f1() < LEAST_F1:
            found.append(f"F1 of {name}, {one.f1():.4f}, is below {LEAST_F1}")
    if total.lost or total.invented:
        found.append(f"{total.lost} words lost, {total.invented} invented")
    return found


def measured() -> tuple[dict[str, Measure], Measure]:
    """The measure of every case by name, and of all together."""
    total = Measure()
    measures: dict[str, Measure] = {}
    with tempfile.TemporaryDirectory() as made:
        for case in labelled_cases(Path(made)):
            measures[case.name] = measure(case)
            total.add(measures[case.name])
    return measures, total


def report(measures: dict[str, Measure], total: Measure, *, all_cases: bool) -> Iterator[str]:
    """The tables, line by line; of the cases only those that are not exact, unless all are wanted."""
    yield f"{'case':<58} {'words':>6} {'F1':>6} {'roles':>6} {'lost':>5} {'inv.':>5}  kind"
    for name, one in measures.items():
        if all_cases or not one.exact or name.startswith("seed-"):
            yield _line(name, one)
    yield _line(f"all {total.cases}, {sum(one.exact for one in measures.values())} of them exact", total)
    yield _line("without the seeds, which are long", _without_seeds(measures))
    mean = sum(one.f1() for one in measures.values()) / len(measures)
    yield f"{'mean of the cases, long or short':<58} {'':>6} {mean:>6.3f}"
    yield ""
    yield f"{'theme':<58} {'words':>6} {'F1':>6}"
    for theme in sorted(total.right.keys() | total.missed.keys()):
        yield f"{theme:<58} {total.right[theme] + total.missed[theme]:>6} {total.f1(theme):>6.3f}"
    yield ""
    yield "roles taken for another (expected, found, words)"
    confused = {pair: count for pair, count in total.roles.items() if pair[0] != pair[1]}
    yield from (
        (f"  {a:<12} {b:<12} {count:>5}" for (a, b), count in sorted(confused.items())) if confused else ["  none"]
    )
    yield ""
    yield f"mean confidence of right words {_mean(total.sure)}, of wrong words {_mean(total.unsure)}"
    for low, high in ((0.0, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.01)):
        right = sum(low <= value < high for value in total.sure)
        wrong = sum(low <= value < high for value in total.unsure)
        share = f"{right / (right + wrong):.3f}" if right + wrong else "–"
        yield f"  confidence from {low:.1f} to {min(high, 1.0):.1f}: {right + wrong:>6} words, {share} of them right"


def _without_seeds(measures: dict[str, Measure]) -> Measure:
    others = Measure()
    for name, one in measures.items():
        if not name.startswith("seed-"):
            others.add(one)
    return others


def _line(name: str, one: Measure) -> str:
    roles = len(one.sure) / one.words if one.words else 1.0
    kinds = f"{one.kinds_right}/{one.cases}"
    return f"{name:<58} {one.words:>6} {one.f1():>6.3f} {roles:>6.3f} {one.lost:>5} {one.invented:>5}  {kinds}"


def _mean(values: Sequence[float]) -> str:
    return f"{sum(values) / len(values):.2f}" if values else "–"


def _asked(path: Path) -> Asked:
    data = _yaml(path)
    return Asked(tuple(Theme.model_validate(theme) for theme in data["themes"]), tuple(data["letter"]))


def _yaml(path: Path) -> dict[str, list[object]]:
    loaded: dict[str, list[object]] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return loaded


if __name__ == "__main__":
    of_each, of_all = measured()
    failures = below(of_each, of_all)
    lines = [*report(of_each, of_all, all_cases="--all" in sys.argv), "", *(failures or ["All figures are reached."])]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.exit(1 if failures else 0)

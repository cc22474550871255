"""Who sent a returned file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ccf_docs.errors import CampaignError, ExitCode
from ccf_docs.intake import our_letter, readers
from ccf_docs.intake.align import align
from ccf_docs.intake.segment import Segment
from ccf_docs.intake.sender import Sender, identify
from ccf_docs.model.campaign import Constituency
from ccf_docs.model.candidacy import Candidacy, Person, Role
from ccf_docs.model.document import Block, Document, Place
from ccf_docs.model.response import SegmentRole
from ccf_docs.store.contents import Contents, read_contents
from ccf_docs.store.folder import Folder

PLACES = (
    Constituency(id="vergerville", name="Vergerville", communes=("Vergerville", "Le Clos-Joli")),
    Constituency(id="potager-2", name="Potager-2", communes=("Potager",)),
)


def candidacy(id_: str, *people: tuple[str, str], label: str = "") -> Candidacy:
    named = tuple(
        Person(role=Role.CANDIDATE, order=order, first_name=first, last_name=last)
        for order, (first, last) in enumerate(people, start=1)
    )
    return Candidacy(id=id_, constituency=id_.partition("/")[0], people=named, label=label)


STANDING = (
    candidacy("vergerville/cerise-navet", ("Ondine", "Cerise"), ("Blaise", "Navet")),
    candidacy("vergerville/prune-radis", ("Rose", "Prune"), ("Firmin", "Radis"), label="Union des vergers"),
    candidacy("potager-2/figue-panais", ("Lise", "Figue"), ("Abel", "Panais")),
)


def sent_by(*lines: str, references: tuple[str, ...] = (), **options: object) -> Sender:
    blocks = tuple(Block(number, line) for number, line in enumerate(lines, start=1))
    return identify(Document(blocks, references), STANDING, PLACES, **options)  # type: ignore[arg-type]


def refusal(*lines: str, **options: object) -> tuple[str, str]:
    with pytest.raises(CampaignError) as refused:
        sent_by(*lines, **options)  # type: ignore[arg-type]
    assert refused.value.exit_code is ExitCode.INVALID
    problem = refused.value.problems[0]
    return problem.code, str(problem.values.get("candidacies", problem.values.get("near")))


def test_the_candidacy_that_a_person_names_decides() -> None:
    assert sent_by("Lise Figue", chosen="vergerville/prune-radis").candidacy == "vergerville/prune-radis"


def test_a_misspelt_candidacy_is_refused_with_the_near_one() -> None:
    assert refusal("Bonjour", chosen="vergerville/prune-radi") == ("sender-not-a-candidacy", "vergerville/prune-radis")


def test_our_reference_in_the_properties_or_in_print_is_sure() -> None:
    assert sent_by("Lise Figue", references=("vergerville/prune-radis",)).score == 1
    assert sent_by("Lise Figue", "Réf. : vergerville/prune-radis").candidacy == "vergerville/prune-radis"


def test_two_references_in_one_file_are_a_tie() -> None:
    code, named = refusal("Réf. vergerville/prune-radis", references=("potager-2/figue-panais",))
    assert (code, named) == ("sender-unclear", "potager-2/figue-panais, vergerville/prune-radis")


@pytest.mark.parametrize("name", ["Rose PRUNE", "prune rose", "Firmin Radis", "Réponse de Rose  Prune"])
def test_a_name_tells_in_any_case_and_order(name: str) -> None:
    found = sent_by("Bonjour,", name)
    assert found.candidacy == "vergerville/prune-radis"
    assert "Prune" in found.evidence or "Radis" in found.evidence


def test_a_place_alone_tells_only_where_one_candidacy_stands() -> None:
    assert sent_by("Canton de Potager 2").candidacy == "potager-2/figue-panais"
    code, named = refusal("Canton de Vergerville")
    assert (code, named) == ("sender-unclear", "vergerville/cerise-navet, vergerville/prune-radis")


def test_a_label_parts_two_candidacies_of_one_place() -> None:
    assert sent_by("Vergerville", "Union des vergers").candidacy == "vergerville/prune-radis"


def test_nothing_that_tells_names_all_candidacies() -> None:
    code, named = refusal("Nous planterons des haies.")
    assert code == "sender-unknown"
    assert named.count(",") == 2


def test_an_opponent_named_in_an_answer_and_the_questions_words_do_not_outweigh_the_signature() -> None:
    def segment(role: SegmentRole, text: str) -> Segment:
        return Segment(role, (), None, text, Place(1, 0, 1, 0), 1.0, "")

    segments = (
        segment(SegmentRole.QUESTION, "À Potager et Potager 2, que ferez-vous ?"),
        segment(SegmentRole.ANSWER, "Contrairement à Lise Figue et Abel Panais, nous agirons."),
        segment(SegmentRole.CLOSING, "Ondine Cerise"),
    )
    assert sent_by("", segments=segments).candidacy == "vergerville/cerise-navet"


def test_the_name_of_the_file_helps() -> None:
    assert sent_by("Vergerville", file="reponses-prune-radis.docx").candidacy == "vergerville/prune-radis"


REPOSITORY = Path(__file__).parents[2]
FOLDERS = {name: read_contents(Folder(REPOSITORY / path)) for name, path in (
    ("2021", "."), ("rehearsal", "src/ccf_docs/rehearsal/campaign"),
)}  # fmt: skip
FILED = [
    pytest.param(contents, filed, id=f"{name}: {filed.record.candidacy}")
    for name, contents in FOLDERS.items()
    for filed in contents.responses
    if filed.source is not None
]


@pytest.mark.parametrize(("contents", "filed"), FILED)
def test_a_filed_return_tells_by_itself_who_sent_it(contents: Contents, filed: Any) -> None:
    document = readers.read(filed.source)
    segments = align(document, contents.campaign.themes, letter=our_letter.paragraphs(contents.campaign))
    standing = [item.record for item in contents.candidacies]
    places = contents.campaign.constituencies
    if filed.record.candidacy == "antony/retour-004":  # names nobody, and two candidacies stand in Antony
        with pytest.raises(CampaignError) as refused:
            identify(document, standing, places, segments=segments)
        named = refused.value.problems[0].values["candidacies"]
        assert named == "antony/lajeunie-mongest, antony/retour-004"
    else:
        found = identify(document, standing, places, segments=segments)
        assert found.candidacy == filed.record.candidacy
        assert found.evidence

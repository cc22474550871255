"""Our own letter, filled in and saved by LibreOffice in every format that it offers, comes back answer by answer."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from questioned import Asked

from ccf_docs.formats import libreoffice
from ccf_docs.intake import readers
from ccf_docs.letters import letter
from ccf_docs.model.campaign import Campaign
from ccf_docs.model.candidacy import Candidacy, Person, Role
from ccf_docs.model.register import assemble
from ccf_docs.model.response import SegmentRole

PEOPLE = (
    Person(role=Role.CANDIDATE, order=1, first_name="Ondine", last_name="Cerise"),
    Person(role=Role.CANDIDATE, order=2, first_name="Blaise", last_name="Figue"),
)
SAVED = ("docx", "odt", "fodt", "doc", "docx docx", "odt docx", "doc docx", "docx odt doc docx")
"""The formats that a form goes through, one after the other."""


@pytest.fixture(scope="module")
def filled(real_campaign: Campaign, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The form with one, two or three paragraphs under each question."""
    candidacy = Candidacy(id="antony/cerise-figue", constituency="antony", people=PEOPLE)
    register = assemble(real_campaign, [candidacy], [], [], [], date(2021, 5, 19))
    path = tmp_path_factory.mktemp("form") / "rempli.docx"
    path.write_bytes(letter.make(register, register.entries[0], Path(__file__).parents[2] / "templates").content)
    document = docx.Document(str(path))
    asked = [question.id for theme in real_campaign.themes for question in theme.questions]
    for control in document.element.body.iter(qn("w:sdt")):
        properties, content = control.find(qn("w:sdtPr")), control.find(qn("w:sdtContent"))
        question = properties.find(qn("w:tag")).get(qn("w:val"))
        properties.remove(properties.find(qn("w:showingPlcHdr")))
        paragraph = content.find(qn("w:p"))
        for text in paragraphs(question, asked.index(question)):
            typed = copy.deepcopy(paragraph)
            next(typed.iter(qn("w:t"))).text = text
            content.append(typed)
        content.remove(paragraph)
    document.save(str(path))
    return path


def paragraphs(question: str, place: int) -> list[str]:
    first = f"Nous planterons {question}."
    return [first, *(f"Puis nous arroserons {question} chaque matin de l’an {number}." for number in range(place % 3))]


def expected(asked: Asked) -> dict[str | None, list[str]]:
    ids = [question.id for theme in asked.themes for question in theme.questions]
    return {question: paragraphs(question, place) for place, question in enumerate(ids)}


def answers(path: Path, asked: Asked) -> dict[str | None, list[str]]:
    document = readers.read(path)
    assert document.references == ("antony/cerise-figue",)
    assert [notice for notice in document.notices if notice.code == "unread"] == []
    segments = asked.align(document)
    assert not [segment for segment in segments if segment.role in (SegmentRole.UNPLACED, SegmentRole.GENERAL)]
    found: dict[str | None, list[str]] = defaultdict(list)
    for segment in segments:
        if segment.role is SegmentRole.ANSWER:
            found[segment.question].extend(segment.text.split("\n\n"))
    return dict(found)


@pytest.fixture(scope="module")
def saved(filled: Path) -> Callable[[str], Path]:
    """The filled form as LibreOffice saves it in these formats, one from the other."""
    if libreoffice.program() is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    made = {"": filled}

    def save(formats: str) -> Path:
        steps = ["", *(" ".join(formats.split()[:end]) for end in range(1, len(formats.split()) + 1))]
        for before, after in pairwise(steps):
            if after not in made:
                source, suffix = made[before], after.split()[-1]
                content = libreoffice.convert(
                    source.read_bytes(), source.suffix[1:], suffix, name=source.name, task="un essai"
                )
                made[after] = filled.with_name(f"{after.replace(' ', '-')}.{suffix}")
                made[after].write_bytes(content)
        return made[formats]

    return save


def test_the_answers_come_back_as_they_were_typed_in_word(filled: Path, ccf: Asked) -> None:
    assert answers(filled, ccf) == expected(ccf)


@pytest.mark.libreoffice
@pytest.mark.parametrize("formats", SAVED)
def test_the_answers_come_back_through_libreoffice(saved: Callable[[str], Path], ccf: Asked, formats: str) -> None:
    assert answers(saved(formats), ccf) == expected(ccf)

"""Our own form, filled in and returned: as Word saves it, and as LibreOffice does, which loses its tags."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from questioned import Asked

from ccf_docs.intake import readers
from ccf_docs.intake.contract import warnings
from ccf_docs.intake.response import kind_of
from ccf_docs.letters import letter
from ccf_docs.model.campaign import Campaign
from ccf_docs.model.candidacy import Candidacy, Person, Role
from ccf_docs.model.register import assemble
from ccf_docs.model.response import Kind, SegmentRole

PEOPLE = (
    Person(role=Role.CANDIDATE, order=1, first_name="Ondine", last_name="Cerise"),
    Person(role=Role.CANDIDATE, order=2, first_name="Blaise", last_name="Figue"),
)


@pytest.fixture
def blank(real_campaign: Campaign, repository: Path, tmp_path: Path) -> Path:
    candidacy = Candidacy(id="antony/cerise-figue", constituency="antony", people=PEOPLE)
    register = assemble(real_campaign, [candidacy], [], [], [], date(2021, 5, 19))
    path = tmp_path / "formulaire.docx"
    path.write_bytes(letter.make(register, register.entries[0], repository / "templates").content)
    return path


@pytest.fixture
def filled(blank: Path) -> Path:
    document = docx.Document(str(blank))
    for control in document.element.body.iter(qn("w:sdt")):
        properties = control.find(qn("w:sdtPr"))
        hint, tag = properties.find(qn("w:showingPlcHdr")), properties.find(qn("w:tag"))
        if hint is not None and tag is not None:
            properties.remove(hint)
            first, *others = control.iter(qn("w:t"))
            first.text = f"Nous planterons {tag.get(qn('w:val'))}."
            for other in others:
                other.text = ""
    path = blank.with_name("rempli.docx")
    document.save(str(path))
    return path


def answers(path: Path, asked: Asked) -> dict[str | None, str]:
    segments = asked.align(readers.read(path))
    assert not [segment for segment in segments if segment.role in (SegmentRole.UNPLACED, SegmentRole.GENERAL)]
    return {segment.question: segment.text for segment in segments if segment.role is SegmentRole.ANSWER}


def every_answer(asked: Asked) -> dict[str | None, str]:
    return {question.id: f"Nous planterons {question.id}." for theme in asked.themes for question in theme.questions}


def test_every_answer_of_the_filled_form_comes_back_under_its_question(filled: Path, ccf: Asked) -> None:
    assert answers(filled, ccf) == every_answer(ccf)
    assert readers.read(filled).references == ("antony/cerise-figue",)


def test_a_form_returned_blank_has_no_answer_and_all_its_questions_are_blank(blank: Path, ccf: Asked) -> None:
    document = readers.read(blank)
    segments = ccf.align(document)
    kind = kind_of(segments)
    assert kind is Kind.ACKNOWLEDGEMENT
    codes = [notice.code for notice in warnings(document, segments, ccf.themes, kind)]
    assert codes == ["blank-question"] * sum(len(theme.questions) for theme in ccf.themes)


@pytest.mark.libreoffice
@pytest.mark.parametrize("through", ["docx", "odt"])
def test_a_form_saved_by_libreoffice_comes_back_the_same(filled: Path, ccf: Asked, through: str) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    out = filled.parent / "libreoffice"
    source = filled
    for suffix in (through, "docx"):
        profile = f"-env:UserInstallation=file://{filled.parent}/profile"
        command = [office, "--headless", profile, "--convert-to", suffix, "--outdir", str(out / suffix), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        source = out / suffix / f"rempli.{suffix}"
    assert answers(source, ccf) == every_answer(ccf)

"""The questionnaire reads back: its marks are whole, and each answer is found again after LibreOffice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import etree
from verger import LONG_ID, THEMES, W, body_of, lines_of, make_campaign, make_entry

from ccf_docs.formats.package import read_parts, write_parts
from ccf_docs.letters.letter import make
from ccf_docs.model.form import (
    answer_bookmark,
    control_title,
    label_bookmark,
    numbered,
    printed_reference,
    question_of_bookmark,
    question_of_title,
    references_in,
)
from ccf_docs.text.letter import FORM_PLACEHOLDER

IDS = ("verger-eau", LONG_ID, "cueillette")
ANSWERS = {
    "verger-eau": ["Beaucoup d’eau & <b>peu</b> d’air.", "« Second » paragraphe {{ ici }}.", "- un tiret"],
    LONG_ID: ["En hiver ; jamais avant."],
    "cueillette": ["Un mot.", "", "Après un paragraphe vide."],
}

Convert = Callable[[bytes, str, str], bytes]


@pytest.fixture
def content(letter: Callable[..., bytes]) -> bytes:
    return letter()


def controls(body: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    for control in body.iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        assert tag is not None
        yield tag.get(f"{W}val", ""), control


def filled(content: bytes) -> bytes:
    """The form as Word saves it once someone has typed the answers into the controls."""
    parts = read_parts(content, "letter.docx")
    body = etree.fromstring(parts["word/document.xml"])
    for question, control in controls(body):
        properties, inside = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
        assert properties is not None
        assert inside is not None
        for name in ("showingPlcHdr", "placeholder"):
            properties.remove(properties.find(f"{W}{name}"))
        inside.clear()
        for line in ANSWERS[question]:
            paragraph = etree.SubElement(inside, f"{W}p")
            etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = line
    return write_parts(parts | {"word/document.xml": etree.tostring(body)})


def answers_in(content: bytes) -> dict[str, list[str]]:
    """The last cell of each table that has one of our bookmarks: small on purpose, the way in has its own reader."""
    found = {}
    for table in body_of(content).iter(f"{W}tbl"):
        names = {mark.get(f"{W}name", "") for mark in table.iter(f"{W}bookmarkStart")}
        questions = {question_of_bookmark(name, IDS) for name in names} - {None}
        if questions:
            (question,) = questions
            *_, cell = table.iter(f"{W}tc")
            lines = lines_of(cell)
            while lines and not lines[-1]:
                lines.pop()
            found[question or ""] = lines
    return found


def test_every_question_has_a_control_that_says_which_it_is(content: bytes) -> None:
    found = dict(controls(body_of(content)))
    assert tuple(found) == IDS
    for item in numbered(make_campaign().themes):
        properties = found[item.question.id].find(f"{W}sdtPr")
        assert properties is not None
        values = {child.tag.removeprefix(W): child.get(f"{W}val") for child in properties}
        assert values["alias"] == control_title(item.number, item.question.id)
        assert values["lock"] == "sdtLocked"
        assert "showingPlcHdr" in values
        assert lines_of(found[item.question.id]) == [FORM_PLACEHOLDER]


def test_ids_are_unique_and_bookmarks_paired(content: bytes) -> None:
    body = body_of(content)
    control_ids = [found.get(f"{W}val") for found in body.iterfind(f".//{W}sdtPr/{W}id")]
    starts = [(mark.get(f"{W}id"), mark.get(f"{W}name")) for mark in body.iter(f"{W}bookmarkStart")]
    ends = [mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkEnd")]
    assert len(set(control_ids)) == len(control_ids) == 3
    assert len(starts) == 6
    assert len({name for _, name in starts}) == len({number for number, _ in starts}) == 6
    assert sorted(number or "" for number, _ in starts) == sorted(number or "" for number in ends)


def test_ids_do_not_meet_those_of_the_template(typed: Callable[..., Path], content: bytes) -> None:
    folder = typed("Bonjour.", "[[QUESTIONNAIRE]]")
    parts = read_parts((folder / "letter.docx").read_bytes(), "letter.docx")
    taken = next(body_of(content).iterfind(f".//{W}sdtPr/{W}id")).get(f"{W}val")
    extra = (
        '<w:p><w:bookmarkStart w:id="3" w:name="Ici"/><w:bookmarkEnd w:id="3"/></w:p><w:sdt><w:sdtPr>'
        f'<w:id w:val="{taken}"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'
    )
    document = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + extra.encode())
    (folder / "letter.docx").write_bytes(write_parts(parts | {"word/document.xml": document}))
    body = body_of(make(*make_entry(), folder).content)
    ids = [found.get(f"{W}val") for found in body.iterfind(f".//{W}sdtPr/{W}id")]
    marks = [mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkStart")]
    assert len(set(ids)) == len(ids) == 4
    assert len(set(marks)) == len(marks) == 7


def test_the_form_says_everything_that_is_asked_in_order(content: bytes) -> None:
    lines = lines_of(body_of(content))
    form = lines[lines.index("Questionnaire 2028") :]
    assert [line for line in form if line] == [
        "Questionnaire 2028",
        "Mme\u00a0Prune ABRICOT et M.\u00a0Jean CERISE – canton d’Antony",
        *(line for line in form if line.startswith("Écrivez chaque")),
        "Renvoyez ce document par courriel à bonjour@example.org pour le 20\u00a0février 2028.",
        "1.\tArrosage & taille <du> verger",
        "Les pommiers ont soif\u00a0; les poiriers aussi.",
        "–\u00a0l’hiver",
        "–\u00a0l’été",
        "1.1\tCombien d’eau prévoyez-vous\u00a0? Pour «\u00a0qui\u00a0»\u00a0?",
        FORM_PLACEHOLDER,
        "1.2\tEt la taille\u00a0?",
        "\tQuand se fait-elle\u00a0?",
        FORM_PLACEHOLDER,
        "Rapport\u00a0: https://example.org/verger?a=1&b=<2>",
        "2.\tCueillette",
        "2\tQui cueille\u00a0?",
        FORM_PLACEHOLDER,
    ]


def test_references_are_links(content: bytes) -> None:
    relations = read_parts(content, "letter.docx")["word/_rels/document.xml.rels"].decode()
    assert 'Target="https://example.org/verger?a=1&amp;b=&lt;2&gt;" TargetMode="External"' in relations


def test_no_row_is_cut_by_a_page_and_questions_stay_with_their_answers(content: bytes) -> None:
    body = body_of(content)
    rows = [
        row
        for row in body.iter(f"{W}tr")
        if row.find(f".//{W}sdt") is not None or row.find(f".//{W}bookmarkStart") is not None
    ]
    assert len(rows) == 6
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert b"documentProtection" not in read_parts(content, "letter.docx")["word/settings.xml"]


@pytest.mark.libreoffice
@pytest.mark.parametrize("ways", [("docx",), ("odt", "docx"), ("doc", "docx")], ids="-".join)
def test_each_answer_is_found_again_after_libreoffice(
    content: bytes, libreoffice: Convert, ways: tuple[str, ...]
) -> None:
    returned, before = filled(content), "docx"
    for after in ways:
        returned, before = libreoffice(returned, before, after), after
    found = answers_in(returned)
    if "doc" in ways:  # LibreOffice 7.4 puts an empty paragraph behind a control's first one
        found = {question: [line for line in lines if line] for question, lines in found.items()}
        assert found == {question: [line for line in lines if line] for question, lines in ANSWERS.items()}
    else:
        assert found == ANSWERS


@pytest.mark.libreoffice
def test_the_properties_survive_libreoffice(content: bytes, libreoffice: Convert) -> None:
    parts = read_parts(libreoffice(content, "docx", "docx"), "letter.docx")
    assert b"antony/abricot-cerise" in parts["docProps/core.xml"]
    assert b"antony/abricot-cerise" in parts["docProps/custom.xml"]


@pytest.mark.libreoffice
def test_a_template_that_libreoffice_has_saved_still_renders(templates: Path, libreoffice: Convert) -> None:
    original = make(*make_entry(place="plessis"), templates).content
    path = templates / "letter.docx"
    path.write_bytes(libreoffice(path.read_bytes(), "docx", "docx"))
    again = make(*make_entry(place="plessis"), templates).content
    assert [line for line in lines_of(body_of(again)) if line] == [line for line in lines_of(body_of(original)) if line]
    assert answers_in(filled(again)) == ANSWERS


@pytest.mark.parametrize("question", [*IDS, "a", "plan-pauvrete"])
def test_bookmark_names_are_what_word_allows_and_lead_back(question: str) -> None:
    others = ("autre", question, "verger")
    for name in (answer_bookmark(question), label_bookmark(question)):
        assert name.isascii()
        assert name.replace("_", "").isalnum()
        assert len(name) <= 40
        assert question_of_bookmark(name, others) == question
        assert question_of_bookmark(f"{name}_Copy_1", others) == question
    assert question_of_title(control_title("1.1", question), others) == question


def test_two_long_ids_that_begin_alike_have_different_bookmarks() -> None:
    assert answer_bookmark(f"{LONG_ID}-a") != answer_bookmark(f"{LONG_ID}-b")


def test_a_mark_that_is_not_ours_leads_nowhere() -> None:
    assert question_of_bookmark("_GoBack", IDS) is None
    assert question_of_title("Votre nom", IDS) is None


def test_the_printed_reference_is_found_in_a_page_of_text() -> None:
    page = f"…\n{printed_reference('antony/abricot-cerise')}\tpage 2/5\nRéf. : colombes-2/noix-prune. Fin"
    assert references_in(page) == ("antony/abricot-cerise", "colombes-2/noix-prune")


def test_numbers_follow_the_themes() -> None:
    assert [item.number for item in numbered(make_campaign(themes=THEMES).themes)] == ["1.1", "1.2", "2"]

"""Each mistake a coordinator can make in the template is told with its paragraph; nothing is left empty in silence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from verger import body_of, lines_of, make_entry

from ccf_docs.errors import CampaignError, ExitCode, Problem
from ccf_docs.letters.letter import make
from ccf_docs.text.messages import advise, describe

Typed = Callable[..., Path]
MARKER = "[[QUESTIONNAIRE]]"


def problem_of(templates: Path) -> Problem:
    with pytest.raises(CampaignError) as raised:
        make(*make_entry(), templates)
    assert raised.value.exit_code is ExitCode.TEMPLATE
    (problem,) = raised.value.problems
    assert str(problem.where) == "templates/letter.docx"
    assert describe(problem)
    assert advise(problem)
    return problem


def test_an_unknown_field_names_its_paragraph_and_the_nearest_field(typed: Typed) -> None:
    problem = problem_of(typed("Tout va bien.", "Bonjour {{ candidacy.salutaton }},", MARKER))
    assert problem.code == "letter-unknown-field"
    assert problem.values["paragraph"] == "Bonjour {{ candidacy.salutaton }},"
    assert "vouliez-vous dire « salutation »" in advise(problem)


def test_an_unknown_name_at_the_start_is_unknown_too(typed: Typed) -> None:
    problem = problem_of(typed("Bonjour {{ nom }},", MARKER))
    assert (problem.code, problem.values["field"]) == ("letter-unknown-field", "nom")


def test_an_unknown_field_in_a_condition_is_named_with_the_condition(typed: Typed) -> None:
    problem = problem_of(typed("Avant.", "{%p if teem %}", "Local.", "{%p endif %}", MARKER))
    assert (problem.code, problem.values["paragraph"]) == ("letter-unknown-field", "{% if teem %}")


def test_an_empty_field_never_prints_as_nothing(typed: Typed) -> None:
    problem = problem_of(typed("Site : {{ organisation.website }}", MARKER))
    assert problem.code == "letter-empty-field"
    assert problem.values["paragraph"] == "Site : {{ organisation.website }}"
    assert "{%p if champ %}" in advise(problem)


@pytest.mark.parametrize(
    "text",
    ["Bonjour {{ candidacy.names }", "Bonjour { candidacy.names }}", "Bonjour {candidacy.names}", "{% if team }"],
)
def test_a_brace_too_few_names_its_paragraph(typed: Typed, text: str) -> None:
    problem = problem_of(typed("Avant {{ candidacy.names }}.", text, "Après {{ candidacy.names }}.", MARKER))
    assert (problem.code, problem.values["paragraph"]) == ("letter-broken-tag", text)


def test_a_condition_that_is_not_closed_is_told(typed: Typed) -> None:
    assert problem_of(typed("{%p if team %}", "Bonjour.", MARKER)).code == "letter-broken-tag"


def test_a_tag_that_jinja_cannot_read_names_its_paragraph(typed: Typed) -> None:
    problem = problem_of(typed("Bonjour {{ candidacy names }},", MARKER))
    assert (problem.code, problem.values["paragraph"]) == ("letter-broken-tag", "Bonjour {{ candidacy names }},")


def test_marked_up_text_cannot_get_in_by_a_filter(typed: Typed) -> None:
    assert problem_of(typed("{{ candidacy.names|safe }}", MARKER)).code == "letter-broken-tag"


def test_python_cannot_be_reached_from_a_template(typed: Typed) -> None:
    problem = problem_of(typed("{{ candidacy.__class__.__mro__ }}", MARKER))
    assert problem.code in ("letter-broken-tag", "letter-unknown-field")


def test_a_template_without_the_marker_is_an_error(typed: Typed) -> None:
    assert problem_of(typed("Bonjour.")).code == "letter-no-marker"


def test_a_template_with_two_markers_is_an_error(typed: Typed) -> None:
    assert problem_of(typed(MARKER, MARKER)).code == "letter-marker-twice"


def test_a_marker_inside_a_sentence_is_an_error(typed: Typed) -> None:
    assert problem_of(typed(f"Voici {MARKER} le questionnaire.")).code == "letter-marker-place"


def test_a_marker_inside_a_table_is_an_error(typed: Typed) -> None:
    folder = typed("Bonjour.")
    document = Document(str(folder / "letter.docx"))
    document.add_table(rows=1, cols=1).cell(0, 0).text = MARKER
    document.save(str(folder / "letter.docx"))
    assert problem_of(folder).code == "letter-marker-place"


def test_a_marker_that_a_condition_leaves_out_is_an_error(typed: Typed) -> None:
    assert problem_of(typed("{%p if team %}", MARKER, "{%p endif %}")).code == "letter-marker-conditional"


def test_a_missing_template_is_told(tmp_path: Path) -> None:
    assert problem_of(tmp_path).code == "template-missing"


@pytest.mark.parametrize("content", [b"", b"Bonjour", b"PK\x03\x04 cut short"])
def test_a_template_that_is_no_word_document_is_told(typed: Typed, content: bytes) -> None:
    folder = typed(MARKER)
    (folder / "letter.docx").write_bytes(content)
    assert problem_of(folder).code == "package-unreadable"


def test_an_open_document_in_disguise_is_told(typed: Typed, libreoffice: Callable[[bytes, str, str], bytes]) -> None:
    folder = typed(MARKER)
    (folder / "letter.docx").write_bytes(libreoffice((folder / "letter.docx").read_bytes(), "docx", "odt"))
    assert problem_of(folder).code == "letter-not-word"


def test_a_tag_cut_into_runs_by_the_spell_checker_still_works(typed: Typed) -> None:
    folder = typed("", MARKER)
    document = Document(str(folder / "letter.docx"))
    for piece in ("Bonjour {", "{ candi", "dacy.na", "mes }", "} !"):
        document.paragraphs[0].add_run(piece)
    document.save(str(folder / "letter.docx"))
    lines = lines_of(body_of(make(*make_entry(), folder).content))
    assert lines[0] == "Bonjour Mme\u00a0Prune ABRICOT et M.\u00a0Jean CERISE !"


def test_a_template_without_our_styles_gets_them(typed: Typed) -> None:
    content = make(*make_entry(), typed("Bonjour.", MARKER)).content
    styles = {style.name for style in Document(__import__("io").BytesIO(content)).styles}
    assert {"Questionnaire question", "Questionnaire réponse", "Placeholder Text"} <= styles


def test_the_form_opens_a_new_page_unless_the_template_does(typed: Typed) -> None:
    assert b"pageBreakBefore" in _document_xml(typed("Bonjour.", MARKER))
    folder = typed("Bonjour.", MARKER)
    document = Document(str(folder / "letter.docx"))
    document.paragraphs[0].add_run().add_break(__import__("docx").enum.text.WD_BREAK.PAGE)
    document.save(str(folder / "letter.docx"))
    assert b"pageBreakBefore" not in _document_xml(folder)


def test_a_cell_emptied_by_a_condition_keeps_a_paragraph(typed: Typed) -> None:
    folder = typed("Bonjour.", MARKER)
    document = Document(str(folder / "letter.docx"))
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "{%p if team %}"
    cell.add_paragraph("{{ team.name }}")
    cell.add_paragraph("{%p endif %}")
    document.save(str(folder / "letter.docx"))
    content = make(*make_entry(), folder).content
    assert all(len(cell.findall(f"{cell.tag[:-2]}p")) for cell in body_of(content).iter("{*}tc"))


def _document_xml(templates: Path) -> bytes:
    from ccf_docs.formats.package import read_parts

    return read_parts(make(*make_entry(), templates).content, "letter.docx")["word/document.xml"]

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from potager import ANSWER_BY, PAIRS, TODAY, make_campaign, make_candidacy, make_event, make_register, make_response

from ccf_docs.model.candidacy import Contact
from ccf_docs.model.journal import EventKind
from ccf_docs.model.register import Register, assemble
from ccf_docs.model.response import Kind
from ccf_docs.model.status import State
from ccf_docs.text import tracker as words
from ccf_docs.text.labels import STATE_LABELS, STATE_SIGNS, THEME_STATE_LABELS, THEME_STATE_SIGNS, state_words
from ccf_docs.tracking.draft import LONGEST_TEXT, cell_text
from ccf_docs.tracking.due import due
from ccf_docs.tracking.workbook import make

KEY_ROW, FIRST_ROW = 3, 6
HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://example.org";"ici")',
    "+33 1 99 00 00 00",
    "-2",
    "@SOMME(A1)",
    "#N/A",
    "TRUE",
    "'=1",
    "<b>&amp;</b> ]]>",
    "a\x00b\x0bc\x1fd\ufffee",
    "un\r\ndeux",
    "_x000D_ et _x0041_",
    "{{ campaign }} %PDF",
    "é" * 400,
)


def _open(register: Register, **options: Any) -> Workbook:
    return load_workbook(io.BytesIO(make(register).content), **options)


def _rows(sheet: Worksheet) -> Iterator[dict[str, Any]]:
    """The rows of a table, by the hidden keys of their columns."""
    keys = [cell.value for cell in sheet[KEY_ROW]]
    for row in sheet.iter_rows(min_row=FIRST_ROW, values_only=True):
        yield dict(zip(keys, row, strict=True))


def _by_id(sheet: Worksheet) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in _rows(sheet)}


def _uncalculated(content: bytes) -> bytes:
    """The same workbook without the results of its formulas, so that whoever shows one has calculated it."""
    workbook = load_workbook(io.BytesIO(content))
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _same(kept: Any, calculated: Any) -> bool:
    """Nothing and an empty text are the same; a rate is calculated to fifteen figures."""
    if isinstance(kept, float) and isinstance(calculated, float):
        return kept == pytest.approx(calculated)
    return (kept or "") == (calculated or "")


@pytest.mark.libreoffice
def test_libreoffice_calculates_what_the_model_says(
    register: Register, recalculated: Callable[[bytes], Workbook]
) -> None:
    content = make(register).content
    ours, theirs = load_workbook(io.BytesIO(content), data_only=True), recalculated(_uncalculated(content))
    formulas = load_workbook(io.BytesIO(content))
    seen = 0
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    seen += 1
                    kept, calculated = (
                        ours[sheet.title][cell.coordinate].value,
                        theirs[sheet.title][cell.coordinate].value,
                    )
                    assert _same(kept, calculated), f"{sheet.title}!{cell.coordinate} {cell.value}"
    assert seen > 80
    for entry in register.entries:
        row = _by_id(theirs[words.FOLLOW_UP])[entry.candidacy.id]
        assert row["state"] == state_words(entry.status.state)
        assert (row["late"] == words.YES) is entry.status.late


@pytest.mark.libreoffice
def test_no_cell_of_any_sheet_shows_an_error(register: Register, recalculated: Callable[[bytes], Workbook]) -> None:
    workbook = recalculated(_uncalculated(make(register).content))
    values = [cell.value for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row]
    assert len(values) > 500
    assert [value for value in values if isinstance(value, str) and value.startswith(("#", "Err:"))] == []


@pytest.mark.libreoffice
def test_days_left_are_counted_for_those_who_may_still_answer(recalculated: Callable[[bytes], Workbook]) -> None:
    register = make_register(today=date(2021, 5, 30), states=(State.NOT_SENT, State.SENT, State.UNDELIVERABLE))
    register = Register(make_campaign(today=date(2021, 5, 30)), register.entries, register.today)
    workbook = recalculated(_uncalculated(make(register).content))
    assert [row["days"] for row in _rows(workbook[words.FOLLOW_UP])] == [7, 7, 7]


@pytest.mark.libreoffice
def test_days_left_follow_the_clock_of_the_reader_but_in_a_rehearsal(recalculated: Callable[[bytes], Workbook]) -> None:
    campaign = make_campaign(today=None)
    register = make_register((State.SENT,), campaign)
    (row,) = _rows(recalculated(make(register).content)[words.FOLLOW_UP])
    assert row["days"] == (ANSWER_BY - date.today()).days
    (row,) = _rows(recalculated(make(make_register((State.SENT,))).content)[words.FOLLOW_UP])
    assert row["days"] == (ANSWER_BY - TODAY).days


@pytest.mark.libreoffice
def test_a_fact_changed_in_a_cell_changes_the_status(
    register: Register, recalculated: Callable[[bytes], Workbook]
) -> None:
    workbook = load_workbook(io.BytesIO(make(register).content))
    sheet = workbook[words.FOLLOW_UP]
    columns = {cell.value: cell.column for cell in sheet[KEY_ROW]}
    rows = {row[0].value: row[0].row for row in sheet.iter_rows(min_row=FIRST_ROW)}
    sent = next(entry.candidacy.id for entry in register.entries if entry.status.state is State.SENT)
    sheet.cell(rows[sent], columns["kind"]).value = "Refus"
    buffer = io.BytesIO()
    workbook.save(buffer)
    after = recalculated(buffer.getvalue())
    assert _by_id(after[words.FOLLOW_UP])[sent]["state"] == state_words(State.REFUSED)
    assert after["Par canton"]["I7"].value == 1  # and the count of refusals in its canton


def test_every_candidacy_has_exactly_one_row(register: Register) -> None:
    ids = [row["id"] for row in _rows(_open(register)[words.FOLLOW_UP])]
    assert sorted(ids) == sorted(entry.candidacy.id for entry in register.entries)


def test_every_constituency_is_counted_also_where_nobody_is_known_to_stand(register: Register) -> None:
    rows = list(_rows(_open(register, data_only=True)["Par canton"]))
    places = {row["place"]: row for row in rows}
    assert [row["id"] for row in rows] == ["potager-nord", "potager-sud", "verger", None]
    assert places["Le Verger"]["list"] == words.LIST_UNKNOWN
    assert {places["Le Verger"][key] for key in ("standing", "answers", "silent", "rate")} == {None}
    assert places["Potager-Nord"]["standing"] == 11  # one of the twelve has withdrawn
    assert places["Potager-Nord"]["rate"] == pytest.approx(6 / 11)
    assert places["Potager-Sud"]["standing"] == 2
    assert places["Potager-Sud"]["rate"] is None  # the list of candidacies is not complete
    assert places[words.TOTAL]["standing"] == 13


def test_the_list_of_reminders_is_what_is_due_in_its_order(register: Register) -> None:
    rows = list(_rows(_open(register)[words.REMINDERS]))
    assert [row["id"] for row in rows] == [task.entry.candidacy.id for task in due(register)]
    assert len(rows) > 4


def test_the_journal_has_every_event_the_latest_first(register: Register) -> None:
    rows = list(_rows(_open(register)[words.JOURNAL]))
    assert len(rows) == sum(len(entry.events) for entry in register.entries)
    days = [row["on"] for row in rows]
    assert days == sorted(days, reverse=True)


def test_dates_are_dates_and_what_is_not_known_is_empty(register: Register) -> None:
    rows = _by_id(_open(register)[words.FOLLOW_UP])
    for entry in register.entries:
        row, status = rows[entry.candidacy.id], entry.status
        assert row["received"] == (
            datetime.combine(status.received_on, datetime.min.time()) if status.received_on else None
        )
        assert row["sent"] == (datetime.combine(status.sent_on, datetime.min.time()) if status.sent_on else None)
    assert any(entry.status.received_on is None for entry in register.entries)


def test_a_campaign_without_a_candidacy_or_a_date_has_a_valid_workbook(tmp_path: Path) -> None:
    campaign = make_campaign(dates={}, election={"name": "élections", "area": "Potager"}, today=None)
    product = make(assemble(campaign, [], [], [], [], TODAY))
    assert _audit(product.content, tmp_path) == []
    workbook = load_workbook(io.BytesIO(product.content))
    assert [row["id"] for row in _rows(workbook[words.FOLLOW_UP])] == [None]
    (table,) = workbook[words.FOLLOW_UP].tables.values()
    assert table.ref.endswith(str(FIRST_ROW))
    assert workbook["Par canton"].max_row == FIRST_ROW + len(campaign.constituencies)


def _audit(content: bytes, folder: Path) -> list[str]:
    """What the Open XML rules have against the file."""
    path = folder / "audited.xlsx"
    path.write_bytes(content)
    program = Path(sys.executable).with_name("openxml-audit")
    if not program.exists():
        pytest.skip("openxml-audit is not installed")
    report = subprocess.run([str(program), str(path)], check=False, capture_output=True, text=True, timeout=120).stdout
    assert "Errors:" in report or "valid" in report.lower()
    return [] if "Errors: 0" in report else report.splitlines()


def test_the_file_keeps_the_rules_of_open_xml(register: Register, tmp_path: Path) -> None:
    assert _audit(make(register).content, tmp_path) == []


def test_the_audit_finds_an_error_where_there_is_one(register: Register, tmp_path: Path) -> None:
    broken = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(make(register).content)) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"<sheetData>", b"<noSuchPart/><sheetData>"))
    assert _audit(broken.getvalue(), tmp_path) != []


def test_the_same_register_gives_the_same_bytes(register: Register) -> None:
    assert make(register).content == make(make_register()).content
    assert make(register).path == "tracker.xlsx"


def test_the_properties_tell_the_schema_the_campaign_and_the_state_it_is_a_view_of(register: Register) -> None:
    def properties(one: Register) -> dict[str, str]:
        return {item.name: item.value for item in _open(one).custom_doc_props.props}

    before, after = properties(register), properties(make_register(tuple(State)[1:]))
    assert before["ccf-docs-schema"] == "1"
    assert before["ccf-docs-campaign"] == "potager-2021"
    assert before["ccf-docs-day"] == "2021-06-08"
    assert before["ccf-docs-register"] != after["ccf-docs-register"]
    assert _open(register).properties.modified == datetime(2021, 6, 8)


def _hostile_register(text: str) -> Register:
    """The text in every place where somebody's words can stand."""
    one, two = "potager-nord/abricot-navet", "verger/kiwi-laitue"
    campaign = make_campaign(
        title=f"Titre {text}",
        organisation={"name": f"Nom {text}", "short_name": f"{text} & {text}"},
        themes=[{"id": "theme-1", "title": text, "questions": [{"id": "q1", "text": "?"}]}],
        constituencies=[{"id": "potager-nord", "name": text}, {"id": "verger", "name": "Le Verger"}],
    )
    candidacies = [
        make_candidacy(one, (text, "NAVET"), label=text, note=text),
        make_candidacy(two, ("KIWI", "LAITUE"), label=text, people=()),
    ]
    response = make_response(one, Kind.ANSWERS, 1).model_copy(update={"note": text})
    events = [make_event(one, kind, 20, channel=text, by=text, note=text, source=text) for kind in EventKind]
    contacts = [Contact(candidacy=two, email=text, phone=text)]
    return assemble(campaign, candidacies, [response], events[:6], contacts, TODAY)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_words_are_never_a_formula_nor_lost_nor_a_crash(text: str, tmp_path: Path) -> None:
    content = make(_hostile_register(text)).content
    workbook = load_workbook(io.BytesIO(content))
    computed = {"state", "days", "late"}
    sheet = workbook[words.FOLLOW_UP]
    keys = {cell.column: cell.value for cell in sheet[KEY_ROW]}
    formulas = {
        keys[cell.column] for row in sheet.iter_rows(min_row=FIRST_ROW) for cell in row if cell.data_type == "f"
    }
    assert formulas == computed
    for row in workbook[words.JOURNAL].iter_rows(min_row=FIRST_ROW):
        assert {cell.data_type for cell in row} <= {"s", "d", "n"}
    row = _by_id(sheet)["verger/kiwi-laitue"]
    assert row["email"] == row["people"] == cell_text(text)
    assert _audit(content, tmp_path) == []


@pytest.mark.libreoffice
def test_libreoffice_shows_hostile_words_as_they_are(recalculated: Callable[[bytes], Workbook]) -> None:
    ids = [f"verger/binome-{number}" for number in range(len(HOSTILE))]
    candidacies = [make_candidacy(one, ("KIWI", "LAITUE")) for one in ids]
    contacts = [Contact(candidacy=one, email=text) for one, text in zip(ids, HOSTILE, strict=True)]
    register = assemble(make_campaign(), candidacies, [], [], contacts, TODAY)
    rows = _by_id(recalculated(make(register).content)[words.FOLLOW_UP])
    shown = [rows[one]["email"] for one in ids]
    clean = ["a" + "bcde" if text.startswith("a\x00") else text.replace("\r", "") for text in HOSTILE]
    assert shown == clean


def test_a_text_with_a_formula_sign_stays_a_text_when_somebody_edits_the_cell() -> None:
    sheet = _open(_hostile_register("=1+1"))[words.FOLLOW_UP]
    columns = {cell.value: cell.column for cell in sheet[KEY_ROW]}
    assert all(sheet.cell(FIRST_ROW + 1, columns[key]).quotePrefix for key in ("people", "email", "phone"))
    assert not sheet.cell(FIRST_ROW + 1, columns["place"]).quotePrefix


@given(st.text(st.characters(exclude_categories=["Cs"])))
@settings(max_examples=200, deadline=None)
def test_no_word_is_lost_in_a_cell_but_control_characters(text: str) -> None:
    kept = cell_text(text).replace("_x005F_x", "_x")
    assert [sign for sign in kept if sign.isalnum()] == [sign for sign in text if sign.isalnum()]
    Workbook().create_sheet().cell(1, 1).value = cell_text(text)


def test_a_text_too_long_for_a_cell_is_cut_visibly() -> None:
    cut = cell_text("mot " * 10_000)
    assert len(cut) == LONGEST_TEXT
    assert cut.endswith(words_cut := " […]"), words_cut


def test_every_state_has_a_word_and_a_sign_of_its_own() -> None:
    for labels in (STATE_LABELS, STATE_SIGNS, THEME_STATE_LABELS, THEME_STATE_SIGNS):
        assert len(set(labels.values())) == len(labels)
    assert set(STATE_LABELS) == set(STATE_SIGNS) == set(State) == set(PAIRS)


def test_no_sheet_is_protected_and_all_print_on_a4_with_their_header(register: Register) -> None:
    workbook = _open(register)
    shown = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    assert [sheet.title for sheet in shown] == [
        "Suivi",
        "À relancer",
        "Par canton",
        "Calendrier",
        "Journal",
        "Mode d’emploi",
    ]
    for sheet in shown:
        assert not sheet.protection.sheet
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P / &N" in sheet.oddFooter.center.text
    assert all(sheet.print_title_rows for sheet in shown[:-1])


def test_lists_of_choices_go_through_names_that_exist(register: Register) -> None:
    workbook = _open(register)
    lists = [
        rule.formula1
        for sheet in workbook.worksheets
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
    ]
    assert len(lists) == 6
    assert {formula.strip("=") for formula in lists} <= set(workbook.defined_names)


def test_a_list_of_many_people_is_named_by_its_head() -> None:
    campaign = make_campaign(
        candidacy={"kind": "list", "word": {"singular": "liste", "plural": "listes", "feminine": True}}
    )
    candidacy = make_candidacy("verger/kiwi-laitue", ("KIWI", "LAITUE"))
    third = candidacy.people[0].model_copy(update={"order": 3, "last_name": "MELON"})
    candidacy = candidacy.model_copy(update={"people": (*candidacy.people, third)})
    sheet = _open(assemble(campaign, [candidacy], [], [], [], TODAY))[words.FOLLOW_UP]
    (row,) = _rows(sheet)
    assert row["people"] == "Zoé KIWI\net 2 autres"
    assert sheet["D5"].value == "Liste"

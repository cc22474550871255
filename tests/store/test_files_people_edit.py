from __future__ import annotations

from datetime import date

import pytest

from ccf_docs.errors import CampaignError
from ccf_docs.model.journal import Event, EventKind
from ccf_docs.store.candidates import CANDIDATE_COLUMNS, read_candidacies, read_contacts
from ccf_docs.store.csv_file import read_rows
from ccf_docs.store.folder import Folder
from ccf_docs.store.journal_file import append_events, read_events
from ccf_docs.store.yaml_file import edit_yaml, read_yaml

REMINDED = Event(
    on=date(2028, 2, 19),
    candidacy="verger/kiwi-melon",
    event=EventKind.REMINDED,
    channel="téléphone",
    note="« dès lundi »",
)


def test_yaml_keeps_comments_order_and_quotes_when_the_tool_writes_into_it(campaign: Folder) -> None:
    before = campaign.campaign.read_text("utf-8")

    def move_deadline(data: dict[str, dict[str, date]]) -> None:
        data["dates"]["answer_by"] = date(2028, 2, 24)

    edit_yaml(campaign.campaign, "campaign.yaml", move_deadline)
    after = campaign.campaign.read_text("utf-8")
    changed = [(a, b) for a, b in zip(before.splitlines(), after.splitlines(), strict=True) if a != b]
    assert changed == [("  answer_by: 2028-02-22", "  answer_by: 2028-02-24")]


def test_the_real_campaign_survives_a_round_trip_letter_for_letter(campaign: Folder, repository) -> None:
    original = (repository / "campaign.yaml").read_bytes()
    campaign.campaign.write_bytes(original)
    edit_yaml(campaign.campaign, "campaign.yaml", lambda _: None)
    assert campaign.campaign.read_bytes() == original


def test_yaml_reads_no_as_a_word_and_a_date_as_what_was_typed(campaign: Folder) -> None:
    campaign.campaign.write_text("a: no\nb: 2028-03-12\nc: 12:30\n", "utf-8")
    assert read_yaml(campaign.campaign, "campaign.yaml").data == {"a": "no", "b": "2028-03-12", "c": "12:30"}


@pytest.mark.parametrize(
    ("encoding", "separator"), [("utf-8", ","), ("utf-8-sig", ";"), ("cp1252", ";"), ("utf-8", "\t"), ("cp1252", ",")]
)
def test_candidates_read_the_same_however_excel_saved_them(campaign: Folder, encoding: str, separator: str) -> None:
    expected = read_candidacies(campaign)
    text = campaign.candidates.read_text("utf-8").replace(",", separator).replace("\n", "\r\n")
    campaign.candidates.write_bytes(text.encode(encoding))
    assert read_candidacies(campaign) == expected
    assert len(expected[0]) == 3


def test_people_s_own_columns_and_their_order_are_let_through(campaign: Folder) -> None:
    expected = read_candidacies(campaign)
    lines = [line.split(",") for line in campaign.candidates.read_text("utf-8").splitlines()]
    moved = [["couleur", *reversed(line)] for line in lines]
    campaign.candidates.write_text("\n".join(",".join(line) for line in moved) + "\n", "utf-8")
    assert read_candidacies(campaign) == expected


def test_a_cell_with_line_breaks_does_not_shift_the_lines_of_messages(campaign: Folder) -> None:
    text = campaign.candidates.read_text("utf-8").replace("Jardinière,", 'Jardinière,"deux\nlignes"')
    campaign.candidates.write_text(text, "utf-8")
    rows = read_rows(campaign.candidates, "candidates.csv", CANDIDATE_COLUMNS)
    assert [row.where.line for row in rows] == [2, 4, 5, 6, 7, 8, 9]


def test_a_campaign_without_contacts_has_none(campaign: Folder) -> None:
    campaign.contacts.unlink()
    assert read_contacts(campaign) == ((), ())


def test_an_event_is_added_and_nothing_else_of_the_journal_changes(campaign: Folder) -> None:
    before = campaign.journal.read_bytes()
    append_events(campaign, [REMINDED])
    assert campaign.journal.read_bytes().startswith(before)
    assert read_events(campaign)[0][-1].record == REMINDED


@pytest.mark.parametrize(("encoding", "separator"), [("cp1252", ";"), ("utf-8-sig", ";"), ("utf-8", "\t")])
def test_an_event_is_added_in_the_journal_s_own_dialect(campaign: Folder, encoding: str, separator: str) -> None:
    text = campaign.journal.read_text("utf-8").replace(",", separator).replace("Rhubarbe", "Rhubarbe à l’œil")
    campaign.journal.write_bytes(text.rstrip("\n").encode(encoding))  # and without its last line break
    append_events(campaign, [REMINDED])
    events, problems = read_events(campaign)
    assert problems == ()
    assert [event.record for event in events][-1] == REMINDED
    assert events[0].record.by == "Gaston Rhubarbe à l’œil"


def test_the_first_event_makes_the_journal(campaign: Folder) -> None:
    campaign.journal.unlink()
    append_events(campaign, [REMINDED])
    assert [event.record for event in read_events(campaign)[0]] == [REMINDED]


def test_a_journal_that_cannot_be_read_is_never_added_to(campaign: Folder) -> None:
    campaign.journal.write_text("date,quoi\n2028-02-01,envoi\n", "utf-8")
    before = campaign.journal.read_bytes()
    with pytest.raises(CampaignError):
        append_events(campaign, [REMINDED])
    assert campaign.journal.read_bytes() == before

"""A response's file after a change: what a person wrote round it stays, and what was meant is what stands there."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from ccf_docs.errors import CampaignError, ExitCode
from ccf_docs.intake import changes
from ccf_docs.model.response import Response, SegmentRole, Source, Superseded
from ccf_docs.store.contents import read_campaign
from ccf_docs.store.folder import Folder
from ccf_docs.store.response_edits import edited
from ccf_docs.store.response_history import replace_response, take_back
from ccf_docs.store.responses import read_response

COMMENTED = """\
# Tapé le 15 par GR.
candidacy: verger/abricot-cerise
kind: answers   # relu au téléphone
received: {on: 2028-02-15, channel: courriel}
source:
  file: abricot-cerise.txt
  sha256: 3a0a30cd0c69890fd23e48b9f5819a67de990b12e98ce8f9f88388c93f8923f8
reviewed: null  # pas encore

# Les réponses, dans l’ordre du livret.
answers:  # deux
  # L’arrosage : voir avec Luc.
  - themes: [arrosage]   # sûr
    question: null
    where: "¶3"
    text: Nous arroserons le matin. Le soir aussi, en été.
    excerpts: ["Le soir aussi, en été."]
    corrections: []

  # Le compost.
  - themes: [compost]
    question: compost-partage
    where: "¶5–¶7"
    text: |-
      Oui.

      - un bac par rue
      - un bac par école
    excerpts: []
    corrections: []
general: []     # rien
set_aside:
  - {role: preamble, where: "¶1", text: "Bonjour,"}
  # le titre
  - {role: heading, theme: arrosage, where: "¶2", text: 1. L’arrosage}
  - {role: heading, theme: compost, where: "¶4", text: 2. Le compost}
# fin
"""


@pytest.fixture
def commented(campaign: Folder) -> Path:
    path = campaign.responses / "verger/abricot-cerise.yaml"
    path.write_text(COMMENTED, "utf-8")
    return path


def comments(text: str) -> list[str]:
    return sorted(line.partition("#")[2].strip() for line in text.splitlines() if "#" in line)


def after(campaign: Folder, path: Path, response: Response) -> str:
    """The file with the response changed, read back to be sure."""
    present = read_response(campaign, path)
    path.write_bytes(edited(present.file.text, present.record, response))
    assert read_response(campaign, path).record == response
    return path.read_text("utf-8")


def test_a_change_touches_its_own_lines_only(campaign: Folder, commented: Path) -> None:
    response = read_response(campaign, commented).record
    text = after(campaign, commented, changes.set_aside(response, 1, SegmentRole.CLOSING))
    assert text == COMMENTED.replace(
        '  - {role: preamble, where: "¶1", text: "Bonjour,"}\n',
        "  - role: closing\n    where: ¶1\n    text: Bonjour,\n",
    )


def test_a_passage_taken_out_leaves_the_comments_of_its_neighbours(campaign: Folder, commented: Path) -> None:
    response = read_response(campaign, commented).record
    text = after(campaign, commented, changes.set_aside(response, 5, SegmentRole.QUESTION))
    assert comments(text) == comments(COMMENTED)
    assert text.index("# Le compost.") < text.index("general:")
    assert text.partition("answers:")[0] == COMMENTED.partition("answers:")[0]


def test_a_list_that_was_empty_is_filled_and_one_that_is_emptied_says_so(campaign: Folder, commented: Path) -> None:
    response = read_response(campaign, commented).record
    text = after(campaign, commented, changes.make_general(response, 1))
    assert "general:     # rien\n  - where: ¶1\n    text: Bonjour,\n" in text
    text = after(
        campaign, commented, changes.set_aside(read_response(campaign, commented).record, 1, SegmentRole.CLOSING)
    )
    assert "general: []     # rien\n" in text
    assert comments(text) == comments(COMMENTED)


def test_a_signature_and_a_kind_take_one_line_each_and_keep_its_comment(campaign: Folder, commented: Path) -> None:
    response = read_response(campaign, commented).record
    signed = changes.sign(response, "G. Rhubarbe, d’Arrosoir", date(2028, 2, 26))
    text = after(campaign, commented, signed)
    assert (
        f'reviewed: {{by: "G. Rhubarbe, d’Arrosoir", on: 2028-02-26, digest: {response.digest()}}}  # pas encore'
        in text
    )
    again = after(campaign, commented, signed.model_copy(update={"reviewed": None}))
    assert again == COMMENTED
    other = signed.model_copy(update={"superseded": Superseded(by="GR", on=date(2028, 2, 27))})
    assert "\nsuperseded: {by: GR, on: 2028-02-27}\n" in after(campaign, commented, other)
    assert "superseded" not in after(campaign, commented, signed)


def test_a_file_of_windows_keeps_its_line_ends(campaign: Folder, commented: Path) -> None:
    commented.write_bytes(COMMENTED.replace("\n", "\r\n").encode())
    present = read_response(campaign, commented)
    content = edited(present.file.text, present.record, changes.set_aside(present.record, 1, SegmentRole.CLOSING))
    assert content.count(b"\r\n") == content.count(b"\n")


@pytest.mark.parametrize(
    "layout",
    [
        COMMENTED.partition("answers:")[0] + "answers:" + re.sub(r"\n  ", "\n", COMMENTED.partition("answers:")[2]),
        (
            "{candidacy: verger/abricot-cerise, kind: answers, source: {file: a.txt, sha256: '0'},\n"
            " answers: [{themes: [arrosage], where: ¶1, text: Oui.}, {themes: [compost], where: ¶2, text: Non.}]}\n"
        ),
    ],
    ids=["dashes-in-the-first-column", "all-in-braces"],
)
def test_other_layouts_are_edited_too(campaign: Folder, commented: Path, layout: str) -> None:
    commented.write_text(layout, "utf-8")
    response = read_response(campaign, commented).record
    text = after(campaign, commented, changes.mark_blank(response, "compost", _themes(campaign)))
    assert ("# L’arrosage : voir avec Luc." in text) == ("# L’arrosage : voir avec Luc." in layout)


def _themes(campaign: Folder) -> tuple[object, ...]:
    return read_campaign(campaign)[1].themes


def test_the_empty_places_of_a_transcription_stay_and_do_not_shift_the_lines(campaign: Folder, commented: Path) -> None:
    commented.write_text(
        "candidacy: verger/abricot-cerise\nkind: answers\nsource: {transcribed_from: lettre, by: GR}\n"
        "reviewed: null\nanswers:\n  # 1\n  - themes: [arrosage]\n    text: |-\n\n"
        "  # 2\n  - themes: [compost]\n    text: |-\n      Oui.\n\n  # 3\n  - themes: [arrosage]\n    text: ''\n",
        "utf-8",
    )
    present = read_response(campaign, commented)
    assert [answer.text for answer in present.record.answers] == ["Oui."]
    assert present.where("answers", 0, "text").line == 12
    text = after(campaign, commented, changes.move(present.record, 1, "arrosage", _themes(campaign)))
    assert [line.strip() for line in text.splitlines() if "#" in line] == ["# 1", "# 2", "# 3"]
    assert text.count("- themes:") == 3


def test_the_last_change_is_taken_back_byte_for_byte(campaign: Folder, commented: Path) -> None:
    present = read_response(campaign, commented)
    for number in (1, 2):
        changed = changes.set_aside(read_response(campaign, commented).record, number, SegmentRole.CLOSING)
        now = read_response(campaign, commented)
        replace_response(campaign, commented, edited(now.file.text, now.record, changed))
    take_back(campaign, commented)
    take_back(campaign, commented)
    assert commented.read_text("utf-8") == COMMENTED
    assert read_response(campaign, commented).record == present.record
    with pytest.raises(CampaignError) as error:
        take_back(campaign, commented)
    assert error.value.problems[0].code == "nothing-to-undo"


def test_what_a_person_typed_since_is_not_taken_back(campaign: Folder, commented: Path) -> None:
    replace_response(campaign, commented, COMMENTED.replace("Bonjour,", "Bonjour").encode())
    commented.write_text(COMMENTED.replace("# fin", "# fin, ou presque"), "utf-8")
    with pytest.raises(CampaignError) as error:
        take_back(campaign, commented)
    assert error.value.exit_code is ExitCode.OVERWRITE
    assert "presque" in commented.read_text("utf-8")


def test_a_change_that_was_noted_but_not_made_is_no_change(campaign: Folder, commented: Path) -> None:
    replace_response(campaign, commented, COMMENTED.replace("# fin", "# 1").encode())
    replace_response(campaign, commented, COMMENTED.replace("# fin", "# 2").encode())
    commented.write_text(COMMENTED.replace("# fin", "# 1"), "utf-8")  # as if the run had ended before the second
    take_back(campaign, commented)
    assert commented.read_text("utf-8") == COMMENTED


def test_a_transcription_without_a_word_is_a_response_and_one_from_a_file_is_not() -> None:
    values = {"candidacy": "verger/kiwi-melon", "kind": "answers"}
    assert Response.model_validate({**values, "source": Source(transcribed_from="scan", by="GR")}).answers == ()
    with pytest.raises(ValueError, match="kind-answers"):
        Response.model_validate({**values, "source": Source(file="a.txt", sha256="0")})

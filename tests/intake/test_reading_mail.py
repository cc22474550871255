"""The .eml reader: each message in `mail/` has its expectation beside it (`mail/make.py` writes the messages)."""

from __future__ import annotations

import base64
import re
import time
from datetime import date
from pathlib import Path

import pytest
from handmade_pdf import document, picture, save
from questioned import Asked
from told import compare

from ccf_docs.errors import CampaignError, ExitCode
from ccf_docs.intake import readers
from ccf_docs.intake.accounting import account
from ccf_docs.intake.response import from_segments
from ccf_docs.model.document import BlockKind, Document
from ccf_docs.model.response import SegmentRole, Source

MAIL = Path(__file__).parent / "mail"
MESSAGES = sorted(MAIL.glob("*.eml"))
HEAD = b"From: Persil <persil@example.org>\nDate: Fri, 4 Jun 2021 10:12:00 +0200\nSubject: Verger\nMIME-Version: 1.0\n"
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=v\n\n"
PLAIN = b"--v\nContent-Type: text/plain\n\n%b\n"
LONG = ("Nous planterons des pommiers le long des écoles, et puis des poiriers. " * 8).encode()
SAID = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.BULLET, BlockKind.TABLE_CELL)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "retour.eml"


def read(path: Path, content: bytes) -> Document:
    path.write_bytes(content)
    return readers.read(path)


def refusal(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(CampaignError) as refused:
        readers.read(path)
    assert refused.value.exit_code is ExitCode.UNREADABLE
    return refused.value.problems[0].code


def said(document: Document) -> list[str]:
    return [block.text for block in document.blocks if block.kind in SAID]


def enclosed(name: str, content: bytes, mime: str = "application/octet-stream") -> bytes:
    head = f'--v\nContent-Type: {mime}\nContent-Disposition: attachment; filename="{name}"\n'
    return head.encode() + b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(content)


# --- the messages of the folder ---------------------------------------------------------------------------------------


def test_the_messages_are_there() -> None:
    assert len(MESSAGES) >= 25
    assert {path.stem for path in MESSAGES} == {path.name.partition(".")[0] for path in MAIL.glob("*.expected.json")}


@pytest.mark.parametrize("path", MESSAGES, ids=lambda path: path.stem)
def test_the_message_comes_out_as_expected(path: Path, update: bool) -> None:
    compare(readers.read(path), path.with_suffix(".expected.json"), update=update)


@pytest.mark.parametrize("path", MESSAGES, ids=lambda path: path.stem)
def test_no_word_of_a_message_is_lost_between_its_blocks_and_the_response(path: Path, ccf: Asked) -> None:
    document = readers.read(path)
    response = from_segments(ccf.align(document), "vergerville/persil-salsifis", Source(file=path.name))
    found = account(document, response)
    assert (found.lost, found.invented) == ((), ())


@pytest.mark.parametrize("path", MESSAGES, ids=lambda path: path.stem)
def test_no_address_stands_where_it_could_print(path: Path, ccf: Asked) -> None:
    printing = (SegmentRole.ANSWER, SegmentRole.GENERAL)
    printed = [segment.text for segment in ccf.align(readers.read(path)) if segment.role in printing]
    assert not [text for text in printed if "@" in text or re.search(r"\b0\d(?: \d\d){4}\b", text)]


@pytest.mark.parametrize(
    "name", ["plain-with-a-quotation-below", "answers-attached", "message-enclosed", "text-and-html-the-same"]
)
def test_however_it_is_sent_the_same_answers_come_under_the_same_themes(name: str, ccf: Asked) -> None:
    plain, other = (
        {
            segment.themes: segment.text
            for segment in ccf.align(readers.read(MAIL / f"{found}.eml"))
            if segment.role == "answer"
        }
        for found in ("quoted-printable", name)
    )
    assert len(plain) == 3
    assert other == plain


def test_an_answer_under_a_quoted_question_is_placed_under_its_theme(ccf: Asked) -> None:
    for name in ("answers-inside-the-quotation", "gmail-answers-inside"):
        segments = ccf.align(readers.read(MAIL / f"{name}.eml"))
        assert [segment.themes for segment in segments if segment.role == "answer"] == [
            ("alimentation",),
            ("communication",),
        ]


def test_an_attachment_on_something_else_is_not_the_end_of_the_last_answer(path: Path, ccf: Asked) -> None:
    answers = "3. Contractualisation du plan pauvreté\nNous signerons.\n".encode()
    other = enclosed("profession-de-foi.txt", b"Votez pour le verger et pour ses pommiers.", "text/plain")
    content = MIXED + b"--v\nContent-Type: text/plain; charset=utf-8\n\n" + answers + other + b"--v--\n"
    segments = ccf.align(read(path, content))
    assert [segment.text for segment in segments if segment.role == "answer"] == ["Nous signerons."]


# --- what a message is made of ----------------------------------------------------------------------------------------


def test_the_day_is_that_of_the_place_where_it_arrived(path: Path) -> None:
    late = HEAD.replace(b"4 Jun 2021 10:12:00 +0200", b"4 Jun 2021 22:30:00 +0000")
    assert read(path, late + b"\nOui.\n").received_on == date(2021, 6, 5)


@pytest.mark.parametrize(
    "sender", [b"persil@example.org", b'"persil@example.org" <persil@example.org>', b"<persil@example.org"]
)
def test_the_sender_s_address_is_in_no_block(path: Path, sender: bytes) -> None:
    found = read(path, HEAD.replace(b"Persil <persil@example.org>", sender) + b"\nOui.\n")
    assert not [block.text for block in found.blocks if "@" in block.text]


@pytest.mark.parametrize("day", [b"", b"Date: hier\n", b"Date: Fri, 99 Jun 2021 10:12:00 +9900\n"])
def test_a_message_without_a_day_is_read_all_the_same(path: Path, day: bytes) -> None:
    content = re.sub(rb"Date:.*\n", day, HEAD) + b"\nOui.\n"
    assert (read(path, content).received_on, said(read(path, content))) == (None, ["Oui."])


def test_words_hidden_by_the_page_are_apart_and_told(path: Path) -> None:
    html = b"<p>Oui.</p><p style='display:none'>Non, jamais.</p><div hidden>Peut-etre.</div>"
    document = read(path, HEAD + b"Content-Type: text/html\n\n" + html)
    assert said(document) == ["Oui."]
    assert [notice.code for notice in document.notices] == ["hidden-text", "hidden-text"]
    assert [block.text for block in document.blocks if block.kind is BlockKind.COMMENT] == [
        "Non, jamais.",
        "Peut-etre.",
    ]


def test_a_numbered_list_keeps_its_numbers_as_labels(path: Path) -> None:
    html = b"<ol start=4><li>Oui.<li>Non.<ul><li>jamais</ul><li value=9>Si.</ol>"
    blocks = read(path, HEAD + b"Content-Type: text/html\n\n" + html).blocks[2:]
    assert [(block.kind.value, block.label, block.text) for block in blocks] == [
        ("paragraph", "4.", "Oui."),
        ("paragraph", "5.", "Non."),
        ("bullet", "", "jamais"),
        ("paragraph", "9.", "Si."),
    ]


def test_a_windows_apostrophe_given_by_its_number_is_one(path: Path) -> None:
    document = read(
        path, HEAD + b"Content-Type: text/html; charset=iso-8859-1\n\n<p>J\x92ai, c&#146;est, l&rsquo;or</p>"
    )
    assert said(document) == ["J’ai, c’est, l’or"]


def test_attachments_are_numbered_on_and_name_their_file(path: Path) -> None:
    document = read(path, MIXED + PLAIN % b"Voici." + enclosed("notes.txt", b"Un.\n\nDeux.", "text/plain") + b"--v--\n")
    assert [(block.number, block.origin, block.text) for block in document.blocks] == [
        (1, "", "Verger"),
        (2, "", "Persil"),
        (3, "", "Voici."),
        (4, "notes.txt", "Un."),
        (5, "notes.txt", "Deux."),
    ]


def test_an_attachment_is_what_its_bytes_are_and_not_what_its_name_says(path: Path, tmp_path: Path) -> None:
    pdf = save(document("BT /F1 10 Tf 60 700 Td (Nous planterons.) Tj ET"), tmp_path / "x.pdf").read_bytes()
    found = read(path, MIXED + PLAIN % b"Voici." + enclosed("reponse.docx", pdf) + b"--v--\n")
    assert [(block.text, block.page) for block in found.blocks if block.origin] == [("Nous planterons.", 1)]


def test_notices_of_an_attachment_point_at_the_message_s_own_numbers(path: Path, tmp_path: Path) -> None:
    scan = document("q 500 0 0 800 0 0 cm /Im Do Q BT 3 Tr /F1 10 Tf 60 700 Td (Nous planterons.) Tj ET")
    scan.pages[0].Resources.XObject = {"/Im": picture(scan)}
    pdf = save(scan, tmp_path / "x.pdf").read_bytes()
    found = read(path, MIXED + PLAIN % b"Voici." + enclosed("reponse.pdf", pdf) + b"--v--\n")
    assert [(notice.code, notice.where) for notice in found.notices] == [("no-text-layer", "¶4")]


def test_an_attachment_that_cannot_be_read_is_named_when_the_message_answers(path: Path) -> None:
    found = read(path, MIXED + PLAIN % LONG + enclosed("reponse.pages", b"\x00\x01verger") + b"--v--\n")
    assert [(notice.code, "reponse.pages" in notice.message) for notice in found.notices] == [("unread", True)]


@pytest.mark.parametrize("name", ["reponse.pages", "budget.xlsx", "reponse.pdf"])
def test_an_answer_that_is_only_in_an_unreadable_attachment_is_never_an_empty_one(path: Path, name: str) -> None:
    content = MIXED + PLAIN % b"Ci-joint notre reponse." + enclosed(name, b"\x00\x01verger") + b"--v--\n"
    path.write_bytes(content)
    with pytest.raises(CampaignError) as refused:
        readers.read(path)
    assert refused.value.problems[0].where.file == f"retour.eml ({name})"


def test_a_photograph_of_the_answer_is_never_an_empty_one(path: Path) -> None:
    photograph = enclosed("IMG_0001.jpg", b"\xff\xd8\xff" + bytes(60_000), "image/jpeg")
    assert refusal(path, MIXED + PLAIN % b"Ci-joint." + photograph + b"--v--\n") == "returned-file-format"


def test_two_attachments_with_text_are_told(path: Path) -> None:
    other = LONG.replace(b"pommiers", b"radis").replace(b"planterons", b"vendrons").replace(b"poiriers", b"choux")
    content = MIXED + enclosed("a.txt", LONG, "text/plain") + enclosed("b.txt", other[::-1], "text/plain") + b"--v--\n"
    assert [notice.code for notice in read(path, content).notices] == ["several-returns"]


# --- what cannot be read ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "returned-file-empty"),
        (b"Bonjour, oui.\n", "returned-file-damaged"),
        (HEAD + b"\n\n", "returned-file-empty"),
        (HEAD + b"Content-Type: multipart/mixed; boundary=v\n\nOui.\n--w\n\nNon.\n", "returned-file-damaged"),
        (HEAD + b"Content-Transfer-Encoding: base64\n\nT3VpL\n", "returned-file-damaged"),
        (HEAD + b"Content-Type: application/pkcs7-mime\n\nAAAA\n", "returned-file-locked"),
        (
            HEAD + b"Content-Type: multipart/report; boundary=v\n\n--v\n\nUndelivered\n--v--\n",
            "returned-mail-automatic",
        ),
        (b"%PDF-1.4 verger", "returned-file-misnamed"),
    ],
    ids=["empty", "no mail", "no words", "boundary nowhere", "base64 cut", "encrypted", "not delivered", "a PDF"],
)
def test_a_message_that_cannot_be_read_is_refused_and_says_why(path: Path, content: bytes, code: str) -> None:
    assert refusal(path, content) == code


def test_a_message_cut_short_is_read_and_told(path: Path) -> None:
    found = read(path, MIXED + PLAIN % b"Oui, nous le ferons.")
    assert (said(found), [notice.code for notice in found.notices]) == (["Oui, nous le ferons."], ["unread"])


def nested(count: int) -> bytes:
    parts = b"".join(b"Content-Type: multipart/mixed; boundary=v%d\n\n--v%d\n" % (at, at) for at in range(count))
    return HEAD + parts + b"Content-Type: text/plain\n\nOui.\n"


@pytest.mark.parametrize(
    "content",
    [
        nested(10_000),
        nested(40),
        (HEAD + b"Content-Type: message/rfc822\n\n") * 10_000 + HEAD + b"\nOui.\n",
        MIXED + PLAIN % b"Oui." * 5_000 + b"--v--\n",
        HEAD + b"Content-Type: text/html\n\n" + b"<div>" * 100_000 + b"Oui.",
        b"Subject: " + b"v" * 5_000_000 + b"\n" + HEAD + b"\nOui.\n",
        b"X-V: v\n" * 100_000 + HEAD + b"\nOui.\n",
        HEAD + b"Content-Transfer-Encoding: base64\n\n" + (b"QUFB" * 19 + b"\n") * 500_000,
    ],
    ids=["10,000 parts in parts", "40", "10,000 messages", "5,000 parts", "tags", "a header", "headers", "base64"],
)
def test_a_trap_is_refused_in_bounded_time(path: Path, content: bytes) -> None:
    start = time.process_time()
    assert refusal(path, content) in ("returned-file-hostile", "returned-file-too-big")
    assert time.process_time() - start < 10


def test_an_entity_in_html_is_not_opened(path: Path) -> None:
    html = b"<!DOCTYPE html [<!ENTITY v SYSTEM 'file:///etc/hostname'><!ENTITY w 'Non.'>]><p>&v;&w; Oui.</p>"
    assert said(read(path, HEAD + b"Content-Type: text/html\n\n" + html))[-1] == "&v;&w; Oui."


def test_three_hundred_quotations_in_one_another_lose_no_word(path: Path) -> None:
    html = b"<blockquote>" * 300 + b"Oui, nous le ferons."
    assert said(read(path, HEAD + b"Content-Type: text/html\n\n" + html)) == ["Oui, nous le ferons."]

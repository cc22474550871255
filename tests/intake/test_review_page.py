"""The review page: every word accounted for, every decision told, and nothing in it that candidates could make run."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ccf_docs.intake import changes
from ccf_docs.intake.align import align
from ccf_docs.intake.contract import warnings
from ccf_docs.intake.readers import read
from ccf_docs.intake.response import from_segments
from ccf_docs.intake.review import Subject, make
from ccf_docs.model.campaign import Campaign
from ccf_docs.model.candidacy import Candidacy, Person, Role
from ccf_docs.model.document import Block, BlockKind, Document, Notice
from ccf_docs.model.response import Correction, Response, SegmentRole, Source
from ccf_docs.reviewing import on_the_desk, page
from ccf_docs.store.contents import read_campaign, read_contents
from ccf_docs.store.folder import Folder, shipped_templates

PEOPLE = (
    Person(role=Role.CANDIDATE, order=1, title="M.", first_name="Noé", last_name="Kiwi"),
    Person(role=Role.CANDIDATE, order=2, title="Mme", first_name="Léa", last_name="Melon"),
)
KIWI = Candidacy(id="verger/kiwi-melon", constituency="verger", panel=2, label="<b>Le</b> & Verger", people=PEOPLE)
TEXTS = (
    "Bonjour,",
    "1. L’arrosage",
    "Le <script>alert(1)</script> matin, {{ campaign }} & le soir.",
    "=1+1 </style><img src=x onerror=alert(1)>",
    "Ceci n’a pas de place.",
)


class Reader(HTMLParser):
    """The text and the tags of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not {"style", "script"} & set(self._open):
            self.said.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.said).split())


@pytest.fixture
def small(campaign: Folder) -> Campaign:
    return read_campaign(campaign)[1]


def returned(*texts: str) -> Document:
    blocks = [Block(number, text, page=number) for number, text in enumerate(texts, start=1)]
    return Document(tuple(blocks), notices=(Notice("image", "une image n’a pas été lue", "¶3"),))


def subject(small: Campaign, document: Document) -> Subject:
    segments = align(document, small.themes, letter=())
    response = from_segments(segments, KIWI.id, Source(file="kiwi-melon.txt", sha256="0"))
    return Subject(small, KIWI, response, document, segments, warnings(document, segments, small.themes, response.kind))


def page_of(subject: Subject) -> str:
    return make(subject, shipped_templates()).content.decode()


def meter(page: str) -> list[int]:
    found = re.search(r'<p class="meter.*?</p>', page, re.DOTALL)
    assert found is not None
    return [int(re.sub(r"\s", "", number)) for number in re.findall(r"<b[^>]*>([\d\s]+)</b>", found[0])]


def test_what_a_candidate_wrote_is_only_ever_text(small: Campaign) -> None:
    whole = subject(small, returned(*TEXTS))
    lost = replace(whole, response=whole.response.model_copy(update={"answers": ()}))
    for shown in (whole, lost):
        page = Reader(page_of(shown))
        for text in (*TEXTS, KIWI.label):
            assert text in page.text
        tags = [tag for tag, _ in page.tags]
        assert tags.count("script") == 1
        assert "img" not in tags
        assert not any(name.startswith("on") or name == "style" for _, attributes in page.tags for name in attributes)


def test_nothing_is_fetched_and_only_our_own_style_and_script_are_allowed(small: Campaign) -> None:
    page = page_of(subject(small, returned(*TEXTS)))
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    policy = policy.replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        mark = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{mark}'" in policy
    assert "unsafe" not in policy
    for _, attributes in Reader(page).tags:
        assert "src" not in attributes
        assert (attributes.get("href") or "#").startswith("#")
    assert "url(" not in page
    assert "@import" not in page


def test_the_meter_adds_up_whatever_was_lost_or_added(small: Campaign) -> None:
    whole = subject(small, returned(*TEXTS))
    in_file, answers, aside, lost = meter(page_of(whole))
    assert (in_file, lost) == (sum(len(text.split()) for text in TEXTS), 0)
    assert answers + aside == in_file
    (answer, *_) = whole.response.answers
    poorer = answer.model_copy(update={"text": answer.text.replace("matin, ", "")})
    page = page_of(replace(whole, response=whole.response.model_copy(update={"answers": (poorer,)})))
    in_file, answers, aside, lost = meter(page)
    assert (in_file, lost) == (answers + aside + 1, 1)
    assert "mots perdus" in page
    assert re.search(r"<del[^>]*>matin,</del>", page)
    richer = answer.model_copy(update={"text": answer.text + " Et la nuit."})
    page = page_of(replace(whole, response=whole.response.model_copy(update={"answers": (richer,)})))
    in_file, answers, aside, lost, added = meter(page)
    assert (in_file, lost, added) == (answers + aside - 3, 0, 3)
    assert "mots ajoutés" in page


def test_words_that_no_piece_holds_are_shown_where_they_stand(small: Campaign) -> None:
    whole = subject(small, returned(*TEXTS))
    without = whole.response.model_copy(update={"set_aside": whole.response.set_aside[1:]})
    page = page_of(replace(whole, response=without))
    assert page.index("role-lost") < page.index("1. L’arrosage")
    assert meter(page)[-1] == 1


def test_every_piece_has_its_number_role_theme_place_and_evidence(small: Campaign) -> None:
    page = Reader(page_of(subject(small, returned(*TEXTS))))
    assert [
        attributes["data-number"] for tag, attributes in page.tags if tag == "article" and "data-number" in attributes
    ] == [
        "1",
        "2",
        "3",
    ]
    assert "3 réponse 1 L’arrosage image ¶3–¶5 · p. 3 · p. 4 · p. 5" in page.text
    assert "proche de « L’arrosage » (thème 1" in page.text.replace("\u00a0", " ")


def test_what_a_person_decided_is_told_with_what_the_program_proposed(small: Campaign) -> None:
    whole = subject(small, returned(*TEXTS))
    assert "Décision d’une personne" not in page_of(whole)
    moved = changes.move(whole.response, 3, "compost", small.themes)
    text = Reader(page_of(replace(whole, response=moved))).text
    assert "Décision d’une personne ; le programme proposait : réponse (1)" in text.replace("\u202f", " ").replace(
        "\u00a0", " "
    )


def test_what_is_to_be_looked_at_follows_the_response_and_the_file(small: Campaign) -> None:
    whole = subject(small, returned(*TEXTS))
    page = page_of(whole)
    assert "rien sur le thème 2" in page
    assert "une image n’a pas été lue" in page
    moved = changes.move(whole.response, 3, "arrosage,compost", small.themes)
    assert "rien sur le thème" not in page_of(replace(whole, response=moved))
    unplaced = changes.set_aside(whole.response, 3, SegmentRole.UNPLACED)
    assert "à ranger par une personne" in page_of(replace(whole, response=unplaced))


def test_corrections_and_reviews_are_told(small: Campaign) -> None:
    whole = subject(small, returned(*TEXTS))
    correction = Correction(on=date(2028, 2, 25), asked_by="Mme Melon", before="le soir", after="la nuit")
    corrected = changes.correct(whole.response, 3, correction)
    text = Reader(page_of(replace(whole, response=corrected))).text
    assert "Correction du 25 février 2028, demandée par Mme Melon le soir → la nuit" in text
    assert "{{ campaign }} & la nuit." in text
    signed = changes.sign(corrected, "GR", date(2028, 2, 26))
    assert "✓ Relue par GR le 26 février 2028" in Reader(page_of(replace(whole, response=signed))).text
    again = changes.move(signed, 3, "compost", small.themes)
    assert "À relire de nouveau" in Reader(page_of(replace(whole, response=again))).text


def test_a_transcription_has_a_page_too(small: Campaign) -> None:
    response = Response.model_validate(
        {
            "candidacy": KIWI.id,
            "kind": "answers",
            "source": {"transcribed_from": "téléphone", "by": "GR"},
            "answers": [{"themes": ["compost"], "text": "Oui.\n\n- un bac"}],
        }
    )
    text = Reader(page_of(Subject(small, KIWI, response))).text
    assert "transcription (téléphone) de GR, pas encore vérifiée" in text
    assert "4 mots dans la transcription" not in text
    assert "3 mots dans la transcription = 3 dans les réponses + 0 mis de côté + 0 perdu" in text


def test_the_page_is_the_same_bytes_each_time_and_has_a_name_of_its_own(small: Campaign) -> None:
    whole = subject(small, returned(*TEXTS))
    assert make(whole, shipped_templates()) == make(whole, shipped_templates())
    assert make(whole, shipped_templates()).path == "review/verger/kiwi-melon.html"
    other = make(replace(whole, version="2028-02-21"), shipped_templates())
    assert other.path == "review/verger/kiwi-melon.2028-02-21.html"


def test_the_left_column_has_every_word_of_the_real_returns_in_order() -> None:
    contents = read_contents(Folder(shipped_templates().parent))
    files = on_the_desk(contents)
    assert len(files) == 5
    for file in files:
        assert file.source is not None
        shown = page(contents, file).content.decode()
        said = "\n".join(re.findall(r'<div class="said">(.*?)</div>', shown, re.DOTALL))
        said = re.sub(r"<[^>]+>", "", re.sub(r'<p class="why.*?</p>', "", said, flags=re.DOTALL))
        document = read(file.source)
        assert unescape(said).split() == [word for block in document.blocks for word in block.words]
        assert meter(shown)[-1] == 0


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_a_browser_accepts_the_page_and_its_keys_work(small: Campaign, tmp_path: Path) -> None:
    page = page_of(subject(small, returned(*TEXTS)))
    script = (
        "document.title = [1, 2, 3].map(() => (document.dispatchEvent(new KeyboardEvent('keydown', {key: 'j'})),"
        " document.activeElement.dataset.number)).join() + ' ' + document.querySelector('.command').textContent"
    )
    probe = tmp_path / "probe.html"
    # Its own policy refuses a foreign script: the probe is let in by name, and the refusal of another one is seen.
    mark = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    page = page.replace("script-src ", f"script-src 'sha256-{mark}' ").replace(
        "script-src &#39;", f"script-src &#39;sha256-{mark}&#39; &#39;"
    )
    probe.write_text(
        page.replace("</body>", f"<script>{script}</script><script>document.title = 'bad'</script></body>"), "utf-8"
    )
    options = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-sync"
    command = [str(CHROMIUM), *options.split(), f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", probe.as_uri()]
    shown = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout
    assert "<title>1,2,3 ccf-docs review verger/kiwi-melon --move 3=</title>" in shown


def test_bullets_and_automatic_numbers_are_shown_as_lists(small: Campaign) -> None:
    blocks = (Block(1, "1. L’arrosage"), Block(2, "un bac", BlockKind.BULLET), Block(3, "un puits", label="a)"))
    page = Reader(page_of(subject(small, Document(blocks))))
    assert any(tag == "p" and attributes.get("class") == "item" for tag, attributes in page.tags)
    assert "a) un puits" in page.text

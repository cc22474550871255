"""Each thing that preflight watches over, spoilt once in the templates or in the finished file, and found."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from orchard import Spoil, failure

from ccf_docs.booklets.booklet import DRAFT_MARK
from ccf_docs.booklets.edition import Edition, EditionKind, compose
from ccf_docs.booklets.preflight import preflight
from ccf_docs.errors import ExitCode
from ccf_docs.model.register import Register
from ccf_docs.text import messages

WHOLE = "booklets/colombes-2/colombes-2-integrale-BROUILLON.pdf"


def codes(register: Register, templates: Path) -> set[str]:
    error = failure(register, templates)
    assert error.exit_code is ExitCode.TEMPLATE
    assert all(messages.describe(problem) and messages.advise(problem) for problem in error.problems)
    return {problem.code for problem in error.problems}


@pytest.mark.parametrize(
    ("name", "words", "others", "code"),
    [
        ("theme.html", "in part.voices %}", "in part.voices if voice.standing.key != 'c3' %}", "candidacy-missing"),
        (
            "theme.html",
            '{% include "booklet/voice.html" %}',
            '{% include "booklet/voice.html" %}<h3>2 Anne-Marie NOIX et Luc CERISE</h3><p>Rien.</p>',
            "candidacy-twice",
        ),
        ("theme.html", "in part.voices %}", "in part.voices | reverse %}", "order"),
        ("theme.html", "{% for voice in", "<h3>Un inconnu</h3><p>Bonjour.</p>{% for voice in", "stranger"),
        ("theme.html", "{{ part.theme.title | own }}</h2>", "Un autre titre</h2>", "theme"),
        ("voice.html", "{{ block.text | verbatim", "{{ block.text | truncate(60) | verbatim", "words"),
        ("voice.html", '{% for item in block["items"] %}', '{% for item in block["items"][1:] %}', "words"),
        ("voice.html", "{{ say.fact(voice) }}", "", "silence"),
        ("voice.html", "{{ standing.label | verbatim }}", "{{ standing.label | upper }}", "name"),
        (
            "voice.html",
            '<p class="their">{{ block.text',
            '<p class="their">{{ block.text }}</p><p class="their">{{ block.text',
            "words-twice",
        ),
        ("booklet.css", "content: string(draft);", "content: none;", "draft-mark-missing"),
        ("booklet.css", ".label {", ".label { margin-left: 120mm; white-space: nowrap;", "edge"),
        ("booklet.css", ".fact {", ".fact { display: none;", "silence"),
    ],
)
def test_a_spoilt_template_is_found_in_the_finished_file(
    register: Register, spoil: Spoil, name: str, words: str, others: str, code: str
) -> None:
    assert f"preflight-{code}" in codes(register, spoil(name, words, others))


@pytest.fixture
def edition(register: Register) -> Edition:
    return compose(register, "colombes-2", EditionKind.WHOLE, final=False)


def found(content: bytes, edition: Edition) -> set[str]:
    return {problem.code for problem in preflight(content, edition, "livret.pdf", DRAFT_MARK)}


def test_the_file_as_made_is_clean(products: dict[str, bytes], edition: Edition) -> None:
    assert found(products[WHOLE], edition) == set()


def test_a_page_lost_after_the_making_is_found(products: dict[str, bytes], edition: Edition) -> None:
    with pikepdf.open(io.BytesIO(products[WHOLE])) as document:
        del document.pages[6]
        saved = io.BytesIO()
        document.save(saved)
    assert {"preflight-page-count", "preflight-candidacy-missing"} <= found(saved.getvalue(), edition)


def test_two_pages_exchanged_are_found(products: dict[str, bytes], edition: Edition) -> None:
    with pikepdf.open(io.BytesIO(products[WHOLE])) as document:
        page = document.pages[6]
        document.pages.insert(8, page)
        del document.pages[6]
        saved = io.BytesIO()
        document.save(saved)
    assert found(saved.getvalue(), edition)


def test_a_font_that_is_not_in_the_file_is_found(products: dict[str, bytes], edition: Edition) -> None:
    with pikepdf.open(io.BytesIO(products[WHOLE])) as document:
        font = next(iter(document.pages[5].Resources.Font.values()))
        del font.DescendantFonts[0].FontDescriptor.FontFile2
        saved = io.BytesIO()
        document.save(saved)
    assert "preflight-font-missing" in found(saved.getvalue(), edition)


def test_a_font_of_the_machine_is_found(products: dict[str, bytes], edition: Edition) -> None:
    with pikepdf.open(io.BytesIO(products[WHOLE])) as document:
        next(iter(document.pages[5].Resources.Font.values())).BaseFont = pikepdf.Name("/ABCDEF+DejaVu-Sans")
        saved = io.BytesIO()
        document.save(saved)
    assert "preflight-font-foreign" in found(saved.getvalue(), edition)


def test_a_word_that_the_candidacy_did_not_send_that_way_is_found(
    products: dict[str, bytes], register: Register
) -> None:
    first = register.entries[0]
    assert first.response is not None
    answers = list(first.response.answers)
    answers[0] = answers[0].model_copy(update={"text": answers[0].text.replace("quarante", "cinquante")})
    other = first.response.model_copy(update={"answers": tuple(answers)})
    entries = (type(first)(first.candidacy, other, first.events, first.contacts, first.status), *register.entries[1:])
    changed = type(register)(register.campaign, entries, register.today)
    problems = preflight(
        products[WHOLE], compose(changed, "colombes-2", EditionKind.WHOLE, final=False), "livret.pdf", DRAFT_MARK
    )
    (problem,) = problems
    assert problem.code == "preflight-words"
    assert "cinquante" in str(problem.values["words"])

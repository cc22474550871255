"""Templates are edited by people: what may go wrong in one is said with its place, and nothing in one can do harm."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ccf_docs.errors import CampaignError, ExitCode
from ccf_docs.text.templating import environment, render, template_errors


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "templates"
    made.mkdir()
    return made


def write(folder: Path, text: str, name: str = "page.html") -> None:
    (folder / name).write_text(text, "utf-8")


def failure(folder: Path, name: str = "page.html", **fields: object) -> CampaignError:
    with pytest.raises(CampaignError) as caught:
        render(environment(folder, autoescape=True), name, **fields)
    assert caught.value.exit_code is ExitCode.TEMPLATE
    return caught.value


def test_french_stands_ready_as_filters(folder: Path) -> None:
    write(folder, "{{ place | of }}, {{ day | long_date }}, {{ names | listing }}, {{ 2 | counted('binôme') }}")
    made = render(
        environment(folder, autoescape=True), "page.html", place="Antony", day=date(2021, 6, 1), names=["a", "b", "c"]
    )
    assert made == "d’Antony, 1er juin 2021, a, b et c, 2 binômes"


def test_own_words_are_typeset_between_the_tags_and_never_inside_one(folder: Path) -> None:
    write(folder, '{% filter own %}<p title="l\'avis ?">Vraiment ? {{ name }}</p>{% endfilter %}')
    made = render(environment(folder, autoescape=True), "page.html", name="Compost & Cie <b>")
    assert made == '<p title="l\'avis ?">Vraiment\u202f? Compost &amp; Cie &lt;b&gt;</p>'


def test_candidates_words_are_neither_templates_nor_html(folder: Path) -> None:
    write(folder, "{{ words | verbatim }}|{{ words }}")
    made = render(environment(folder, autoescape=True), "page.html", words="{{ 7 * 7 }} <script> & {# x #}")
    assert made == "|".join(["{{ 7 * 7 }} &lt;script&gt; &amp; {# x #}"] * 2)


def test_an_unknown_field_is_named_with_its_line(folder: Path) -> None:
    write(folder, "un\ndeux\n{{ campain }}\n")
    (problem,) = failure(folder).problems
    assert (problem.code, problem.where.line, problem.where.file) == (
        "template-unknown-field",
        3,
        "templates/page.html",
    )
    assert "campain" in str(problem.values["detail"])


def test_a_mistake_in_an_included_template_is_named_there(folder: Path) -> None:
    write(folder, "{% include 'parts/voice.html' %}")
    (folder / "parts").mkdir()
    write(folder, "un\n{{ absent }}", "parts/voice.html")
    (problem,) = failure(folder).problems
    assert str(problem.where) == "templates/parts/voice.html:2"


def test_a_syntax_error_is_named_with_its_line(folder: Path) -> None:
    write(folder, "un\n{% if %}\n")
    (problem,) = failure(folder).problems
    assert (problem.code, problem.where.line) == ("template-broken", 2)


def test_a_mistake_of_reckoning_is_the_templates_too(folder: Path) -> None:
    write(folder, "un\n{{ count + word }}\n")
    (problem,) = failure(folder, count=1, word="a").problems
    assert (problem.code, problem.where.line) == ("template-broken", 2)


def test_a_bug_of_ours_stays_a_bug(folder: Path) -> None:
    def broken() -> str:
        raise KeyError("ours")

    write(folder, "{{ broken() }}")
    with pytest.raises(KeyError):
        render(environment(folder, autoescape=True), "page.html", broken=broken)


@pytest.mark.parametrize("name", ["absent.html", "../secret.html", "/etc/hostname"])
def test_a_missing_template_and_one_outside_the_folder_are_the_same(folder: Path, name: str) -> None:
    write(folder.parent, "secret", "secret.html")
    (problem,) = failure(folder, name).problems
    assert problem.code == "template-missing"


def test_a_symbolic_link_leads_nowhere_outside(folder: Path) -> None:
    write(folder.parent, "secret", "secret.html")
    (folder / "page.html").symlink_to(folder.parent / "secret.html")
    (problem,) = failure(folder).problems
    assert problem.code == "template-missing"


@pytest.mark.parametrize("attack", ["{{ ''.__class__.__mro__ }}", "{{ items.append(1) }}", "{{ render.__globals__ }}"])
def test_a_template_cannot_reach_into_the_program(folder: Path, attack: str) -> None:
    write(folder, attack)
    assert failure(folder, items=[], render=render).problems[0].code.startswith("template-")


def test_another_library_may_use_the_environment_and_its_errors_are_told_alike(folder: Path) -> None:
    made = environment(folder, autoescape=True)
    with pytest.raises(CampaignError) as caught, template_errors("letter.docx"):
        made.from_string("{{ absent }}").render()
    (problem,) = caught.value.problems
    assert (problem.code, problem.where.file) == ("template-unknown-field", "letter.docx")


@pytest.mark.parametrize(
    "source",
    [
        "{{ 'le 6 juin' | long_date }}",
        "{{ 12 | paragraphs }}",
        "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
        "{% for i in range(10 ** 9) %}{{ i }}{% endfor %}",
        "{{ 1 + 'a' }}",
    ],
)
def test_a_mistake_inside_a_filter_or_a_macro_is_the_template_s(tmp_path: Path, source: str) -> None:
    (tmp_path / "essai.html").write_text(f"<p>\n{source}", "utf-8")
    with pytest.raises(CampaignError) as caught:
        render(environment(tmp_path, autoescape=True), "essai.html")
    (problem,) = caught.value.problems
    assert caught.value.exit_code is ExitCode.TEMPLATE
    assert problem.code == "template-broken"

"""The message catalogue and the code agree: no problem without its sentences, no sentence without its problem."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import ccf_docs
from ccf_docs.errors import Problem
from ccf_docs.text import messages
from ccf_docs.text.interface import HELP, SAYS
from ccf_docs.text.messages import PROBLEMS, advise, describe

PACKAGE = Path(ccf_docs.__file__).parent


def sources() -> list[ast.Module]:
    catalogues = {"messages.py", "interface.py"}
    return [ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py") if path.name not in catalogues]


def constants() -> set[str]:
    return {
        node.value
        for source in sources()
        for node in ast.walk(source)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_problem_in_the_code_has_its_sentences() -> None:
    codes = {
        node.args[0].value
        for source in sources()
        for node in ast.walk(source)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "Problem"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert len(codes) > 40
    assert codes - set(PROBLEMS) == set()


def test_every_sentence_of_the_catalogue_is_used() -> None:
    used = constants()
    assert set(PROBLEMS) - used == set()
    spoken = {key for key in {*HELP, *SAYS} if "." not in key} - used
    assert {key for key in spoken if not key.startswith("progress")} == set()


# A double sign without its space before it; code, fields and addresses have none.
UNSPACED = re.compile(r"[^\s\u00a0\u202f:/(«][;?!](?!\w)|[^\s\u00a0\u202f\w}]:(?=\s)|(?<=[^\W\d_]): ")
CODE = re.compile(r"\{[^}]*\}|« [^»]*: [^»]*»|[a-z_]+: \S+")


def test_sentences_follow_french_typography() -> None:
    sentences = [sentence for pair in PROBLEMS.values() for sentence in pair] + [*HELP.values(), *SAYS.values()]
    for sentence in sentences:
        words = CODE.sub("", sentence)
        assert not set("'\"") & set(words), sentence
        assert "..." not in words, sentence
        assert not UNSPACED.search(words), sentence


def test_a_near_match_becomes_a_question_and_nothing_when_there_is_none() -> None:
    problem = Problem("unknown-theme", values={"id": "composte", "near": "compost"})
    assert advise(problem) == "vouliez-vous dire « compost » ? sinon corrigez l’identifiant"
    assert advise(Problem("unknown-theme", values={"id": "x", "near": ""})) == "corrigez l’identifiant"
    assert describe(problem) == "« composte » n’est pas un thème de campaign.yaml"


def test_every_field_of_a_sentence_can_be_filled() -> None:
    for code, pair in PROBLEMS.items():
        for sentence in pair:
            for _, name, _, _ in string.Formatter().parse(sentence):
                assert name is None or name.isidentifier(), code
    assert messages.PROBLEMS is PROBLEMS

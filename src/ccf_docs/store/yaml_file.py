"""YAML that people edit: read fast, located to the line where something is wrong, rewritten with its comments."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode
from ruamel.yaml.scalarstring import LiteralScalarString

from ccf_docs.errors import CampaignError, Problem, Where
from ccf_docs.store.atomic import write_atomic

Location = tuple[str | int, ...]
"""The keys and indexes that lead to a value, as pydantic gives them."""


class _PlainConstructor(SafeConstructor):
    """Dates stay text: the model reads them, and says which line holds one that does not exist (30 February)."""


_PlainConstructor.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


def _plain() -> YAML:
    yaml = YAML(typ="safe")
    yaml.Constructor = _PlainConstructor
    return yaml


@lru_cache(maxsize=64)
def _nodes(text: str) -> Node | None:
    node: Node | None = _plain().compose(text)
    return node


_DEEPEST = 100


def _depth(text: str) -> int:
    """How deep brackets are nested at most: the C parser has no limit of its own, and the stack has one."""
    signs = (1 if bracket.group() in "[{" else -1 for bracket in re.finditer(r"[\[\]{}]", text))
    return max(accumulate(signs), default=0)


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A file's values, and its text to find the lines in."""

    name: str
    text: str
    data: Any

    def where(self, location: Location = ()) -> Where:
        """The line of the value at that location, or of the nearest thing round it that exists."""
        return Where(self.name, _line_of(_nodes(self.text), location))


def read_yaml(path: Path, name: str) -> YamlFile:
    """Read a file whose top is a mapping. Raises CampaignError naming the line that cannot be read."""
    text = read_text(path, name)
    if _depth(text) > _DEEPEST:
        raise CampaignError(Problem("yaml-syntax", Where(name)))
    try:
        data = _plain().load(text)
    except MarkedYAMLError as error:
        raise CampaignError(_syntax_problem(error, name)) from error
    except (YAMLError, ValueError, RecursionError) as error:
        raise CampaignError(Problem("yaml-syntax", Where(name))) from error
    if not isinstance(data, dict):
        raise CampaignError(Problem("yaml-not-a-mapping", Where(name, 1)))
    return YamlFile(name, text, data)


# What the parser says in English → the problem it is for a person.
_SYNTAX = (
    ("duplicate key", "yaml-key-twice"),
    ("mapping values are not allowed", "yaml-colon"),
    ("cannot start any token", "yaml-character"),
    ("control characters are not allowed", "yaml-character"),
    ("scanning a quoted scalar", "yaml-quote"),
)


def _syntax_problem(error: MarkedYAMLError, name: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    said = f"{error.problem} {error.context}"
    code = next((code for words, code in _SYNTAX if words in said), "yaml-syntax")
    key = re.search(r'duplicate key "(.+?)"', said)
    return Problem(code, Where(name, mark.line + 1 if mark else 0), {"key": key[1] if key else ""})


def read_text(path: Path, name: str) -> str:
    """A text file in UTF-8, with or without the mark that Windows puts first."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise CampaignError(Problem("file-missing", Where(name))) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise CampaignError(Problem("not-utf-8", Where(name, line))) from error
    except OSError as error:
        raise CampaignError(Problem("cannot-read", Where(name), {"detail": error.strerror or ""})) from error


def edit_yaml(path: Path, name: str, change: Callable[[Any], None]) -> None:
    """Apply `change` to the file's mapping; comments, order and quotes of the rest stay as people wrote them."""
    document = _round_trip().load(read_text(path, name))
    change(document)
    write_atomic(path, _dumped(document))


def dump_yaml(data: Any) -> bytes:
    """A new file as a person would write it: long texts as literal blocks, lists of ids on one line."""
    return _dumped(_laid_out(data))


_LONG = 80


def _laid_out(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _laid_out(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        sequence = CommentedSeq(_laid_out(value) for value in data)
        if all(type(value) is str and re.fullmatch(r"[a-z0-9-]+", value) for value in data):
            sequence.fa.set_flow_style()
        return sequence
    return LiteralScalarString(data) if type(data) is str and ("\n" in data or len(data) > _LONG) else data


def _round_trip() -> YAML:
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 1_000_000  # a paragraph stays on its line: people search in it
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.representer.add_representer(type(None), lambda rep, _: rep.represent_scalar("tag:yaml.org,2002:null", "null"))
    return yaml


def _dumped(document: Any) -> bytes:
    stream = io.BytesIO()
    _round_trip().dump(document, stream)
    return stream.getvalue()


def _line_of(node: Node | None, location: Location) -> int:
    if node is None:
        return 0
    line: int = node.start_mark.line + 1
    if not location:
        return line
    key, rest = location[0], location[1:]
    if isinstance(node, MappingNode):
        for key_node, value_node in node.value:
            if key_node.value == str(key):
                return _line_of(value_node, rest) if rest else _line_of(key_node, ())
        # What is not there is reported at the line of the first key beside it.
        return _line_of(node.value[0][0], ()) if node.value else line
    if isinstance(node, SequenceNode) and isinstance(key, int) and key < len(node.value):
        return _line_of(node.value[key], rest)
    return line

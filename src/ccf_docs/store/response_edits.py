"""Writes a changed response into the file that people edit: what did not change stays byte for byte, comments too."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from ccf_docs.model.response import Response
from ccf_docs.store.yaml_file import dump_yaml

PARTS = ("answers", "general", "set_aside")
_KEYS = ("kind", "source", "reviewed", "superseded")


def edited(text: str, before: Response, after: Response) -> bytes:
    """The file's text with `after` in the place of `before`, which it holds.

    A file laid out in a way that these edits do not know is written anew, in the order of the README's example.
    """
    old, new = as_written(before), as_written(after)
    line_end = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    try:
        for part in PARTS:
            if old[part] != new[part]:
                text = _with_items(text, part, old[part], new[part])
        for key in _KEYS:
            if old.get(key) != new.get(key):
                text = _with_value(text, key, new.get(key))
        if _read(text) == after:
            return text.replace("\n", line_end).encode()
    except (LookupError, ValidationError, YAMLError):
        pass
    return dump_yaml(new)


def as_written(response: Response) -> dict[str, Any]:
    """The response in the order of the README's example, dates as dates, empty optional parts left out."""
    data = response.model_dump()
    data["kind"] = response.kind.value
    data["source"] = _without_empty(data["source"], *data["source"])
    data["set_aside"] = [_without_empty(aside | {"role": aside["role"].value}, "theme") for aside in data["set_aside"]]
    return _without_empty(data, "note", "superseded")


def is_blank(answer: object) -> bool:
    """Whether an entry of a transcription's form has nothing typed into it yet."""
    return isinstance(answer, dict) and not str(answer.get("text") or "").strip()


def _without_empty(data: dict[str, Any], *optional: str) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value or key not in optional}


def _read(text: str) -> Response:
    data = YAML(typ="safe").load(text)
    if (data.get("source") or {}).get("transcribed_from"):
        data["answers"] = [answer for answer in data.get("answers") or () if not is_blank(answer)]
    return Response.model_validate(data)


# --- lines of the file ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Section:
    """The lines of one key of the file's mapping, [start, end), without the comments before the next key."""

    start: int
    end: int
    value: Node


def _sections(text: str) -> dict[str, _Section]:
    root = YAML(typ="rt").compose(text)
    if not isinstance(root, MappingNode) or root.flow_style:
        raise LookupError("mapping")
    lines = text.splitlines(keepends=True)
    starts = [key.start_mark.line for key, _ in root.value] + [len(lines)]
    return {
        str(key.value): _Section(start, _without_tail(lines, start, following, 0), value)
        for (key, value), start, following in zip(root.value, starts[:-1], starts[1:], strict=True)
    }


def _without_tail(lines: Sequence[str], start: int, end: int, column: int) -> int:
    """Where the lines end that stand before the comments and empty lines of what follows, indented by `column`."""
    while end > start + 1 and _is_comment(lines[end - 1], column):
        end -= 1
    return end


def _is_comment(line: str, column: int) -> bool:
    """A line that says nothing, or a comment no deeper than `column`: deeper, it could be a text's own line."""
    text = line.strip()
    return not text or (text.startswith("#") and len(line) - len(line.lstrip()) <= column)


def _with_value(text: str, key: str, value: object) -> str:
    """The file with another value for one key: on one line, the comments of the old lines above it."""
    lines = text.splitlines(keepends=True)
    sections = _sections(text)
    new = _flow(key, value).splitlines(keepends=True) if value is not None or key == "reviewed" else []
    if key not in sections:
        lines[sections["reviewed"].end : sections["reviewed"].end] = new
        return "".join(lines)
    section = sections[key]
    old = lines[section.start : section.end]
    if len(old) == len(new) == 1:
        new = [new[0].rstrip("\n") + _note(old[0]) + "\n"]
    lines[section.start : section.end] = [*_comments(old, new, ""), *new]
    return "".join(lines)


def _flow(key: str, value: object) -> str:
    if not isinstance(value, Mapping):
        return dump_yaml({key: value}).decode()
    # Each value as YAML writes it by itself: quoted where it has to be, and where a comma would end it.
    written = {name: dump_yaml({"x": item}).decode().removeprefix("x:").strip() for name, item in value.items()}
    safe = {
        name: json.dumps(item, ensure_ascii=False)
        if re.search(r"[,\[\]{}]", item) and not item.startswith(("'", '"'))
        else item
        for name, item in written.items()
    }
    return f"{key}: {{{', '.join(f'{name}: {item}' for name, item in safe.items())}}}\n"


def _with_items(text: str, part: str, old: Sequence[Any], new: Sequence[Any]) -> str:
    """The file with other items in one of its lists; an item that stays is the lines it was."""
    lines = text.splitlines(keepends=True)
    section = _sections(text)[part]
    listed = _listed(lines, section, old)
    indent = " " * listed.column
    left = list(range(len(old)))
    body: list[str] = []
    for item in new:
        same = next((at for at in left if old[at] == item), None)
        if same is None:
            same = next((at for at in left if item["where"] and old[at]["where"] == item["where"]), None)
        if same is None:
            body += _item(part, item, listed.column)
            continue
        left.remove(same)
        chunk, dumped = listed.chunks[same], _item(part, item, listed.column)
        body += listed.blanks[same] + (chunk if old[same] == item else [*_comments(chunk, dumped, indent), *dumped])
    lost = [line for at in left for line in [*listed.blanks[at], *_comments(listed.chunks[at], [], indent)]]
    note = _note(lines[section.start])
    if new or any(listed.blanks):
        lines[section.start : section.end] = [f"{part}:{note}\n", *lost, *body, *listed.blanks[-1]]
    else:
        lines[section.start : section.end] = [*(f"{line.strip()}\n" for line in lost), f"{part}: []{note}\n"]
    return "".join(lines)


@dataclass(frozen=True, slots=True)
class _Listed:
    """A list's items: the lines of each with the comments above it, and the column of their dashes.

    `blanks` are the entries of a transcription's form with nothing typed into them: before each item, and at the end.
    """

    chunks: list[list[str]]
    blanks: list[list[str]]
    column: int


def _listed(lines: Sequence[str], section: _Section, old: Sequence[Any]) -> _Listed:
    node = section.value
    if not isinstance(node, SequenceNode) or not node.value or node.flow_style:
        return _Listed([[] for _ in old], [[] for _ in range(len(old) + 1)], 2)
    column = node.start_mark.column
    dashes = [_dash(lines, item.start_mark.line) for item in node.value]
    inner = [_without_tail(lines, before, after, column) for before, after in itertools.pairwise(dashes)]
    starts = [section.start + 1, *inner]
    ends = [*inner, section.end]
    chunks: list[list[str]] = []
    blanks: list[list[str]] = [[]]
    for item, start, end in zip(node.value, starts, ends, strict=True):
        chunk = _ended(lines[start:end])
        if _is_blank_node(item):
            blanks[-1] += chunk
        else:
            chunks.append(chunk)
            blanks.append([])
    if len(chunks) != len(old):
        raise LookupError(section.start)
    return _Listed(chunks, blanks, column)


def _is_blank_node(item: Node) -> bool:
    values = {key.value: value for key, value in item.value} if isinstance(item, MappingNode) else {}
    text = values.get("text")
    return "themes" in values and (text is None or not str(text.value).strip())


def _note(line: str) -> str:
    """The comment at the end of a key's line, with the spaces before it."""
    found = re.search(r"\s+#.*$", line)
    return found[0].rstrip("\r\n") if found else ""


def _ended(chunk: Sequence[str]) -> list[str]:
    """The lines, the last one ended: the file's own last line may lack it."""
    return [*chunk[:-1], chunk[-1] if chunk[-1].endswith("\n") else chunk[-1] + "\n"] if chunk else []


def _dash(lines: Sequence[str], line: int) -> int:
    while not lines[line].lstrip().startswith("-"):
        line -= 1
    return line


def _item(part: str, item: object, column: int) -> list[str]:
    """A new item's lines, its dash in the column of the others."""
    dumped = dump_yaml({part: [item]}).decode().splitlines(keepends=True)[1:]
    return [" " * column + line[2:] if line.strip() else line for line in dumped]


_END_NOTE = re.compile(r"^\s*(?:- )?\w+:\s[^'\"#]*?\s(#.*)$")


def _comments(old: Sequence[str], new: Sequence[str], indent: str) -> list[str]:
    """The comments of lines that are replaced, each on a line of its own, but for those that the new lines have."""
    found = []
    column = len(indent) + 2
    for line in old:
        note = _END_NOTE.match(line)
        if line.strip().startswith("#") and _is_comment(line, column):
            found.append(line.strip())
        elif note is not None:
            found.append(note[1].strip())
    return [f"{indent}{comment}\n" for comment in found if not any(comment in line for line in new)]

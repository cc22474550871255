"""From what pydantic refuses to the problems that people are told of: one per mistake, with its line."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterable
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ccf_docs.errors import Problem, Where
from ccf_docs.model.record import Record
from ccf_docs.store.yaml_file import Location
from ccf_docs.text.words import near

# pydantic's error type → our problem code; the sentences stand in the message catalogue.
_CODES = {
    "missing": "missing-key",
    "extra_forbidden": "unknown-key",
    "string_type": "not-text",
    "date_type": "bad-date",
    "date_parsing": "bad-date",
    "date_from_datetime_parsing": "bad-date",
    "date_from_datetime_inexact": "bad-date",
    "int_type": "not-a-number",
    "int_parsing": "not-a-number",
    "int_from_float": "not-a-number",
    "bool_type": "not-true-or-false",
    "bool_parsing": "not-true-or-false",
    "literal_error": "not-in-list",
    "enum": "not-in-list",
    "string_pattern_mismatch": "bad-id",
    "string_too_short": "empty-value",
    "too_short": "empty-list",
    "greater_than_equal": "too-small",
    "less_than_equal": "too-large",
    "string_too_long": "too-long",
    "int_parsing_size": "too-large",
    "tuple_type": "not-a-list",
    "list_type": "not-a-list",
    "model_type": "not-a-block",
    "model_attributes_type": "not-a-block",
    "dict_type": "not-a-block",
}


def problems_of(error: ValidationError, model: type[Record], where: Callable[[Location], Where]) -> tuple[Problem, ...]:
    """Every mistake that `error` holds about a `model`, each at its place."""
    return tuple(_problem(detail, model, where) for detail in error.errors(include_url=False))


def _problem(detail: ErrorDetails, model: type[Record], where: Callable[[Location], Where]) -> Problem:
    location = tuple(detail["loc"])
    values: dict[str, object] = {"key": _written(location), "value": _shown(detail.get("input"))}
    if detail["type"] == "value_error":
        # Our own validators raise ValueError with the problem's code as its only argument.
        return Problem(str(detail["ctx"]["error"]), where(location), values)
    code = _CODES.get(detail["type"], "bad-value")
    if code == "unknown-key":
        values["near"] = _suggestion(str(location[-1]), _fields_at(model, location[:-1]))
    if code == "not-in-list":
        expected = detail["ctx"]["expected"].replace(" or ", ", ").replace("'", "").split(", ")
        values["expected"] = ", ".join(filter(None, expected))
        values["near"] = _suggestion(str(detail.get("input")), expected)
    return Problem(code, where(location), values)


def _suggestion(word: str, candidates: Iterable[str]) -> str:
    """« ; vouliez-vous dire … ? » is the catalogue's business; here only the nearest word, or nothing."""
    return near(word, candidates) or ""


def _written(location: Location) -> str:
    text = ""
    for step in location:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def _shown(value: object) -> str:
    text = "" if isinstance(value, BaseModel | dict | list | tuple) else str(value)
    return text if len(text) <= 60 else text[:59] + "…"


def _fields_at(model: type[Record], location: Location) -> tuple[str, ...]:
    current: Any = model
    for step in location:
        if isinstance(step, int):
            continue
        fields = getattr(current, "model_fields", {})
        if step not in fields:
            return ()
        current = _record_in(fields[step].annotation)
    return tuple(getattr(current, "model_fields", ()))


def _record_in(annotation: Any) -> Any:
    """The record type inside `X | None` or `tuple[X, ...]`."""
    origin = typing.get_origin(annotation)
    if origin in (typing.Union, types.UnionType, tuple):
        return next((found for part in typing.get_args(annotation) if (found := _record_in(part)) is not None), None)
    return annotation if isinstance(annotation, type) and issubclass(annotation, Record) else None

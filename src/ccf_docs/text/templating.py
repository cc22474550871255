"""The one Jinja environment: strict about unknown fields, sandboxed, locked to a folder, with French for filters.

Templates are edited by people, so every mistake in one becomes a `CampaignError` that names the template and the line.
What a candidate wrote is only ever a value: it is never parsed as a template, and it is escaped in HTML and XML.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from ccf_docs.errors import CampaignError, ExitCode, Problem, Where
from ccf_docs.model.campaign import Word
from ccf_docs.text import french, typography

_PYTHON_MISTAKES = (
    *(TypeError, ValueError, ArithmeticError, LookupError, AttributeError),
    *(RecursionError, MemoryError),  # a macro that calls itself, a text multiplied a billion times
)


class _LockedLoader(FileSystemLoader):
    """A loader that also refuses a symbolic link leading out of the folder; Jinja itself refuses `..`."""

    def __init__(self, folder: Path) -> None:
        self.root = folder.resolve()
        super().__init__(self.root)

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source = super().get_source(environment, template)
        if not Path(source[1]).resolve().is_relative_to(self.root):
            raise TemplateNotFound(template)
        return source


_TAG = re.compile(r"(<[^<>]*>)")


def _own(text: str) -> Markup:
    """The collective's words as HTML; in a piece of a template (`{% filter own %}`) the text between its tags."""
    if not isinstance(text, Markup):
        return Markup(typography.to_html(text, own=True))
    parts = _TAG.split(text)
    return Markup(
        "".join(part if at % 2 else typography.to_html(unescape(part), own=True) for at, part in enumerate(parts))
    )


def _verbatim(text: str) -> Markup:
    return Markup(typography.to_html(text, own=False))


def _noun(word: Word) -> french.Noun:
    return french.Noun(word.singular, word.plural, word.feminine)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "long_date": french.long_date,
    "date_range": french.date_range,
    "number": french.number,
    "plural": french.plural,
    "counted": french.counted,
    "capital": french.capital,
    "noun": _noun,
    "listing": french.listing,
    "of": french.of,
    "in_place": french.in_place,
    "salutation": french.salutation,
    "person_name": french.person_name,
    "print_own": typography.print_own,
    "print_verbatim": typography.print_verbatim,
    "own": _own,
    "verbatim": _verbatim,
    "paragraphs": typography.paragraphs,
}
"""`print_own` and `print_verbatim` give plain text (a DOCX template escapes it), `own` and `verbatim` give HTML."""


def environment(folder: Path, *, autoescape: bool) -> Environment:
    """The environment whose templates are the files of `folder`, HTML and XML escaped when `autoescape` is set."""
    loader: BaseLoader = _LockedLoader(folder)
    made = ImmutableSandboxedEnvironment(
        loader=loader,
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(FILTERS)
    return made


def render(environment: Environment, name: str, /, **fields: object) -> str:
    """The text of one template, its fields filled in.

    Raises CampaignError (exit code TEMPLATE) when the template is missing, broken or asks for an unknown field.
    """
    assert isinstance(environment.loader, _LockedLoader)
    root = environment.loader.root
    with template_errors(f"{root.name}/{name}", root):
        return environment.get_template(name).render(**fields)


@contextmanager
def template_errors(name: str, root: Path | None = None) -> Iterator[None]:
    """Turn what Jinja raises inside the block into a CampaignError on the template `name`, its path as people know it.

    For those that hand an environment to another library (docxtpl) instead of calling `render`. Templates that a
    template of the folder `root` includes are named by their own paths.
    """
    try:
        yield
    except (TemplateError, *_PYTHON_MISTAKES) as error:
        problem = _problem(name, root, error)
        if problem is None:
            raise
        raise CampaignError(problem, ExitCode.TEMPLATE) from error


def _problem(name: str, root: Path | None, error: Exception) -> Problem | None:
    """What `error` says of a template; None when the mistake is not the template's."""
    if isinstance(error, TemplateNotFound):
        missing = f"{root.name}/{error.name}" if root and error.name else name
        return Problem("template-missing", Where(name), {"name": missing})
    if isinstance(error, TemplateSyntaxError):
        return _broken("template-broken", _named(error.filename, name, root), error.lineno, error.message or "")
    place = _place_in_template(error)
    if place is None and not isinstance(error, TemplateError):
        return None
    code = "template-unknown-field" if isinstance(error, UndefinedError) else "template-broken"
    file, line = place or (None, 0)
    return _broken(code, _named(file, name, root), line, str(error))


def _named(file: str | None, name: str, root: Path | None) -> str:
    """The file as people know it: below the templates' folder, else the template that was asked for."""
    if file is None or root is None or not Path(file).is_relative_to(root):
        return name
    return Path(file).relative_to(root.parent).as_posix()


def _broken(code: str, name: str, line: int, detail: str) -> Problem:
    return Problem(code, Where(name, line), {"name": name, "detail": detail})


def _place_in_template(error: Exception) -> tuple[str, int] | None:
    """Where Jinja's own traceback points: the template's file and line, when a template raised it.

    Jinja rewrites its frames so that they bear the template's file name. Python's own mistakes (`1 + "a"`, a filter on
    a value that it is not made for) count only when nothing but Jinja and our filters ran after the template's frame;
    else they are ours.
    """
    frames = traceback.extract_tb(error.__traceback__)
    at = next((i for i in reversed(range(len(frames))) if _is_template(frames[i].filename)), None)
    if at is None:
        return None
    if not isinstance(error, TemplateError) and not all(_serves(frame.filename) for frame in frames[at + 1 :]):
        return None
    return frames[at].filename, frames[at].lineno or 0


def _is_template(file: str) -> bool:
    return not file.endswith(".py") and not file.startswith("<frozen")


def _serves(file: str) -> bool:
    """Whether what runs in this file runs for a template: Jinja, and the modules of our filters."""
    path = Path(file)
    return path.parent == Path(__file__).parent or "jinja2" in path.parts or "babel" in path.parts

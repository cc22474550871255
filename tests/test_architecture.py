"""Who may import whom: read from the source, so that nobody has to remember it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import ccf_docs

PACKAGE = Path(ccf_docs.__file__).parent
GROUND = {"errors", "model", "text", "formats"}
WINGS = {"intake", "letters", "tracking", "booklets"}
JOINING = {"check", "build", "filing", "reviewing", "transcribing", "cli", "rehearsal", "__main__"}
ALLOWED = {
    "errors": set[str](),
    "model": {"errors"},
    "text": {"errors", "model"},
    "formats": GROUND,
    "store": {*GROUND, "store"},
    **dict.fromkeys(WINGS, frozenset(GROUND)),
    **dict.fromkeys(JOINING, frozenset({*GROUND, *WINGS, *JOINING, "store"})),
}
BANNED_NAMES = {"utils", "helpers", "common", "manager", "handler", "processor", "service"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def part_of(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_parts(module: Path) -> Iterator[tuple[int, str]]:
    """Line and part (`store`, `letters` …) of every import of our own package, also inside functions."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: imports are absolute"
            bare = node.module == "ccf_docs"
            names = [f"ccf_docs.{alias.name}" for alias in node.names] if bare else [node.module or ""]
        for name in names:
            package, _, rest = name.partition(".")
            if package == "ccf_docs" and rest and not rest.startswith("__"):
                yield node.lineno, rest.partition(".")[0]


def test_every_part_of_the_package_is_known_to_this_test() -> None:
    parts = {part_of(module) for module in modules()} - {"__init__"}
    assert parts == set(ALLOWED), "say in ALLOWED who may import what"


def test_parts_import_only_what_they_may() -> None:
    seen, breaches = 0, []
    for module in modules():
        part = part_of(module)
        if part == "__init__":
            continue
        for line, imported in imported_parts(module):
            seen += 1
            if imported != part and imported not in ALLOWED[part]:
                breaches.append(f"{module.relative_to(PACKAGE)}:{line} imports {imported}")
    assert seen > 100, "the imports were not found"
    assert breaches == []


def test_the_package_itself_imports_nothing_of_its_own() -> None:
    assert list(imported_parts(PACKAGE / "__init__.py")) == []


def test_no_module_bears_a_name_that_says_nothing() -> None:
    assert [module for module in modules() if module.stem in BANNED_NAMES] == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [path.relative_to(PACKAGE) for path in modules() if not ast.get_docstring(ast.parse(path.read_text()))]
    assert silent == []


def test_only_the_command_line_prints_or_exits() -> None:
    breaches = []
    for module in modules():
        if part_of(module) == "cli":
            continue
        source = ast.parse(module.read_text("utf-8"))
        # A module that another starts as a program of its own (`python -m`) ends like one.
        programs = [node for node in source.body if isinstance(node, ast.If) and "__main__" in ast.unparse(node.test)]
        own = {id(node) for program in programs for node in ast.walk(program)}
        breaches += [
            f"{module.relative_to(PACKAGE)}:{node.lineno}"
            for node in ast.walk(source)
            if id(node) not in own
            and isinstance(node, ast.Call)
            and ast.unparse(node.func) in {"print", "exit", "sys.exit", "quit", "input"}
        ]
    assert breaches == []

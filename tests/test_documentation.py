"""README, help and code agree."""

from __future__ import annotations

import dataclasses
import re
import shlex
import subprocess
import sys
import typing
from pathlib import Path

from typer.main import get_command

from ccf_docs.cli import app
from ccf_docs.errors import ExitCode
from ccf_docs.letters import context
from ccf_docs.model.response import SegmentRole
from ccf_docs.model.status import State
from ccf_docs.store.candidates import CANDIDATE_COLUMNS

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
COMMANDS = get_command(app).commands  # type: ignore[attr-defined]


def section(title: str) -> str:
    return README.partition(f"## {title}\n")[2].partition("\n## ")[0]


def test_the_table_of_commands_names_every_command_and_no_other() -> None:
    assert re.findall(r"^\| `(\w+)` \|", section("The commands"), re.MULTILINE) == list(COMMANDS)


def test_the_table_of_exit_codes_is_the_code_s() -> None:
    codes = re.findall(r"^\| (\d) \|", section("The commands"), re.MULTILINE)
    assert [int(code) for code in codes] == [int(code) for code in ExitCode]


def test_every_option_in_the_readme_exists() -> None:
    known = {name for command in COMMANDS.values() for param in command.params for name in param.opts}
    known |= {name for param in get_command(app).params for name in param.opts} | {"--help"}
    shown = [line for line in README.splitlines() if "ccf-docs" in line or "`--" in line]
    options = {option for line in shown for option in re.findall(r"(?<![\w-])--[a-z-]+", line)}
    assert options
    assert options - known - {"--update"} == set()


def test_the_roles_and_states_are_listed() -> None:
    text = section("The response file")
    for role in SegmentRole:
        assert f"`{role}`" in text
    for state in State:
        assert state.replace("-", " ") in text


def test_the_columns_of_candidates_are_listed() -> None:
    listed = re.search(r"one row a person: ([\w, \n]+);", section("The campaign folder"))
    assert listed is not None
    assert tuple(re.split(r",\s+", listed[1])) == CANDIDATE_COLUMNS


def test_the_letter_s_fields_are_listed() -> None:
    lines = section("The letter's fields").splitlines()
    for name, kind in typing.get_type_hints(context.Fields).items():
        fields = next(part for part in (*typing.get_args(kind), kind) if dataclasses.is_dataclass(part))
        (line,) = [line for line in lines if line.startswith(f"| `{name}` |")]
        for field in dataclasses.fields(fields):
            assert f"`{field.name}`" in line, f"{name}.{field.name}"


def test_the_parts_of_the_code_are_listed() -> None:
    package = Path(sys.modules["ccf_docs"].__file__ or "").parent
    for path in package.iterdir():
        if path.suffix == ".py" and not path.name.startswith("_"):
            assert f"  {path.name}" in section("The code"), path.name
        if path.is_dir() and path.name not in {"__pycache__", "templates"}:
            assert f"{path.name}/" in section("The code"), path.name


def test_the_ten_minutes_run_as_they_are_written(tmp_path: Path) -> None:
    block = re.search(r"```sh\n(.*?)```", section("Ten minutes with the rehearsal campaign"), re.DOTALL)
    assert block is not None
    lines = [line.partition("#")[0].strip() for line in block[1].splitlines()]
    assert len(lines) == 4
    for line in lines:
        program, *arguments = shlex.split(line)
        assert program == "ccf-docs"
        command = [sys.executable, "-m", "ccf_docs", *arguments]
        result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False)
        assert result.returncode == ExitCode.DONE, result.stderr


def test_the_pictures_are_there_and_small() -> None:
    pictures = re.findall(r"!\[[^]]+\]\((\S+)\)", README)
    assert len(pictures) == 3
    for picture in pictures:
        size = (Path(__file__).parents[1] / picture).stat().st_size
        assert 2_000 < size < 120_000, f"{picture}: {size} bytes"


def test_help_is_shown_by_the_installed_program() -> None:
    program = Path(sys.executable).with_name("ccf-docs")
    result = subprocess.run([str(program), "--help"], capture_output=True, text=True, check=True)
    assert all(f"  {command} " in result.stdout for command in COMMANDS)

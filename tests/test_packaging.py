"""What a clone and a wheel hold: exact pins, the agreed top level, every template, nothing private, no addresses."""

import ast
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path, PurePosixPath

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PINS = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
TOP_LEVEL = {
    *("README.md", "CHANGELOG.md", "LICENSE", "Makefile", "pyproject.toml", "constraints.txt", ".gitignore", ".ci"),
    *("campaign.yaml", "candidates.csv", "templates", "responses", "out", "src", "tests"),
}
# Package registries, and the options that name one.
ADDRESSES = re.compile(
    r"\b(?:pypi|pythonhosted|npmjs|debian|ubuntu)\.(?:org|com|net|io)\b"
    r"|--(?:find-links|trusted-host|(?:extra-)?index-url)\b|\bPIP_(?:EXTRA_)?INDEX_URL\b",
    re.IGNORECASE,
)
OWN_MACHINE = re.compile(r"(?<![\w.:/-])/(?:work|tmp|root|home)/")


def repository_files(*folders: str) -> list[PurePosixPath]:
    """What git tracks, and what it would track at the next `git add`."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *folders]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    return [PurePosixPath(name) for name in names if name and (ROOT / name).exists()]


RUNTIME = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
DEVELOPMENT = [
    Requirement(line) for line in [*PROJECT["build-system"]["requires"], *PROJECT["dependency-groups"]["dev"]]
]


def with_all_they_need(wanted: Iterable[Requirement]) -> set[str]:
    """The names of the packages, and of those that they ask for in turn on this machine."""
    waiting, seen = list(wanted), set()
    while waiting:
        requirement = waiting.pop()
        for extra in {"", *requirement.extras}:
            key = (canonicalize_name(requirement.name), extra)
            if key not in seen:
                seen.add(key)
                asked = [Requirement(line) for line in metadata.requires(requirement.name) or []]
                waiting += [each for each in asked if each.marker is None or each.marker.evaluate({"extra": extra})]
    return {name for name, _ in seen}


def pins() -> dict[str, str]:
    lines = [line for line in PINS if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, _, version in (line.partition("==") for line in lines)}


def test_constraints_hold_names_and_exact_versions_only() -> None:
    lines = [line for line in PINS if not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.+!]*", line)] == []
    assert lines == sorted(lines, key=str.upper)
    assert len(pins()) == len(lines)
    assert "make constraints" in PINS[0]


@pytest.mark.parametrize("requirement", [*RUNTIME, *DEVELOPMENT], ids=lambda requirement: requirement.name)
def test_each_dependency_is_pinned_at_a_version_it_allows(requirement: Requirement) -> None:
    assert requirement.specifier.contains(pins()[canonicalize_name(requirement.name)])


@pytest.mark.skipif(sys.platform != "linux", reason="other systems add packages of their own, which have no pin")
def test_what_is_installed_is_what_is_pinned_down_to_the_last_package() -> None:
    names = with_all_they_need([*RUNTIME, *DEVELOPMENT])
    assert len(names) > len(RUNTIME) + len(DEVELOPMENT)
    wrong = {
        name: f"installed {metadata.version(name)}, pinned {pins().get(name)}"
        for name in names
        if name not in pins() or Version(metadata.version(name)) != Version(pins()[name])
    }
    assert wrong == {}


def test_each_import_of_the_package_comes_with_it() -> None:
    trees = [ast.parse(file.read_bytes()) for file in (ROOT / "src").rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and not node.level}
    modules = {name.partition(".")[0] for name in names} - set(sys.stdlib_module_names) - {"ccf_docs"}
    packages = metadata.packages_distributions()
    shipped = with_all_they_need(RUNTIME)
    assert {"pydantic", "weasyprint"} <= modules
    assert {name for name in modules if not shipped & set(map(canonicalize_name, packages.get(name, [])))} == set()


def test_yaml_is_read_by_the_c_loader() -> None:
    assert YAML(typ="safe").Parser.__module__.startswith("ruamel.yaml.clib")


def test_the_top_level_holds_only_what_was_agreed() -> None:
    assert {path.parts[0] for path in repository_files()} - TOP_LEVEL == set()
    assert repository_files("out") == [PurePosixPath("out/.gitignore")]


def test_no_file_names_a_registry_or_a_path_of_one_machine() -> None:
    found = []
    for path in repository_files():
        try:
            text = (ROOT / path).read_text("utf-8")
        except UnicodeDecodeError:
            continue
        wrong = [ADDRESSES] if path.parts[0] == "tests" else [ADDRESSES, OWN_MACHINE]
        found += [f"{path}: {match.group()}" for pattern in wrong for match in pattern.finditer(text)]
    assert found == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True)
    [built] = folder.glob("*.whl")
    return built


def test_the_wheel_holds_the_package_and_the_templates_and_nothing_else(wheel: Path) -> None:
    code = {path.relative_to("src").as_posix() for path in repository_files("src")}
    templates = {f"ccf_docs/{path}" for path in repository_files("templates")}
    assert code
    assert templates
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == code | templates


@pytest.fixture
def bare_python(tmp_path: Path) -> Path:
    """A new environment's programs. What the wheel declares is copied into it: the test needs no network."""
    folder = tmp_path / "venv"
    venv.create(folder, with_pip=True)
    packages = Path(sysconfig.get_path("purelib", scheme="venv", vars={"base": str(folder)}))
    for name in with_all_they_need(RUNTIME):
        for file in metadata.files(name) or []:
            if ".." not in file.parts:
                (packages / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(Path(str(file.locate())), packages / file)
    return Path(sysconfig.get_path("scripts", scheme="venv", vars={"base": str(folder)}))


@pytest.mark.slow
def test_the_wheel_alone_makes_a_campaign_and_builds_it(wheel: Path, bare_python: Path, tmp_path: Path) -> None:
    # Nothing of this checkout may help: not its path, not its environment.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}

    def run(program: str, *arguments: str | Path) -> None:
        command = [shutil.which(program, path=str(bare_python)) or program, *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=environment, check=False, capture_output=True, text=True)
        assert done.returncode == 0, f"{program} {arguments}\n{done.stdout}\n{done.stderr}"

    run("python", "-m", "pip", "install", "--no-index", "--constraint", ROOT / "constraints.txt", wheel)
    run("ccf-docs", "init", "--rehearsal", "campagne")
    run("ccf-docs", "-C", "campagne", "build")

    out = tmp_path / "campagne" / "out"
    letters = list(out.glob("letters/*/*.docx"))
    booklets = list(out.glob("booklets/*/*.pdf"))
    assert letters
    assert booklets
    assert all(zipfile.is_zipfile(file) for file in [*letters, out / "tracker.xlsx"])
    assert all(file.read_bytes().startswith(b"%PDF-") for file in booklets)

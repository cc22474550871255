"""Makes damaged files from valid ones, always the same for one seed, and reads them in a process of its own.

Run as a program it prints what came of each file, and the memory that the process needed at most.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from ccf_docs.errors import CampaignError, ExitCode
from ccf_docs.intake import readers

HERE = Path(__file__).parent
FOLDERS = (HERE / "office", HERE / "cases", HERE / "mail", HERE / "pdf")
SLOW_SUFFIXES = (".doc",)
"""Each file starts a program."""
SLOW_SHARE = 0.01
Parts = dict[str, bytes]


@dataclass(frozen=True)
class Outcome:
    """What came of one damaged file."""

    file: str
    said: str
    seconds: float


def valid_files() -> list[Path]:
    """The files that the readers' own tests read, of every format that there is a reader for."""
    known = readers.suffixes()
    found = (path for folder in FOLDERS if folder.exists() for path in sorted(folder.rglob("*")))
    return [path for path in found if path.suffix in known]


def damaged(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """File names with their bytes."""
    by_suffix: dict[str, list[Path]] = {}
    for path in valid_files():
        by_suffix.setdefault(path.suffix, []).append(path)
    quick = sorted(suffix for suffix in by_suffix if suffix not in SLOW_SUFFIXES)
    slow = sorted(suffix for suffix in by_suffix if suffix in SLOW_SUFFIXES)
    for number in range(count):
        chance = random.Random(f"{seed}-{number}")
        suffix = chance.choice(slow if slow and chance.random() < SLOW_SHARE else quick)
        content = chance.choice(by_suffix[suffix]).read_bytes()
        ways = _PACKAGE_WAYS + _WAYS if content.startswith(b"PK") else _WAYS
        name, way = chance.choice(ways)
        yield f"{number:04}-{name}{suffix}", way(content, chance)


def _flip(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 3, 20, 200))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def _hole(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.randrange(1, 2_000) :]


def _repeat(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    piece = content[start : start + chance.randrange(1, 2_000)]
    return content[:start] + piece * chance.choice((2, 30)) + content[start:]


def _without_a_part(parts: Parts, chance: random.Random) -> Parts:
    gone = chance.choice(sorted(parts))
    return {name: part for name, part in parts.items() if name != gone}


def _swapped_parts(parts: Parts, chance: random.Random) -> Parts:
    one, other = chance.choice(sorted(parts)), chance.choice(sorted(parts))
    return {**parts, one: parts[other], other: parts[one]}


def _within_a_part(way: Callable[[bytes, random.Random], bytes]) -> Callable[[Parts, random.Random], Parts]:
    def change(parts: Parts, chance: random.Random) -> Parts:
        name = chance.choice([name for name in sorted(parts) if parts[name]])
        return {**parts, name: way(parts[name], chance)}

    return change


def _swapped_tags(content: bytes, chance: random.Random) -> bytes:
    tags = content.split(b"<")
    for _ in range(chance.choice((1, 5, 50))):
        one, other = chance.randrange(len(tags)), chance.randrange(len(tags))
        tags[one], tags[other] = tags[other], tags[one]
    return b"<".join(tags)


def _packed(change: Callable[[Parts, random.Random], Parts]) -> Callable[[bytes, random.Random], bytes]:
    def way(content: bytes, chance: random.Random) -> bytes:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in change(parts, chance).items():
                archive.writestr(zipfile.ZipInfo(name), part)
        return buffer.getvalue()

    return way


_WAYS: tuple[tuple[str, Callable[[bytes, random.Random], bytes]], ...] = (
    ("flipped", _flip),
    ("cut", _cut),
    ("hole", _hole),
    ("repeated", _repeat),
    ("tags", _swapped_tags),
)
_PACKAGE_WAYS = (
    ("part-gone", _packed(_without_a_part)),
    ("parts-swapped", _packed(_swapped_parts)),
    *((f"part-{name}", _packed(_within_a_part(way))) for name, way in _WAYS),
)


def read_all(seed: int, count: int) -> Iterator[Outcome]:
    """Read each damaged file, and say what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in damaged(seed, count):
            path = Path(folder) / name
            path.write_bytes(content)
            start = time.perf_counter()
            said = _outcome(path)
            yield Outcome(name, said, time.perf_counter() - start)
            path.unlink()


def _outcome(path: Path) -> str:
    try:
        readers.read(path)
    except CampaignError as error:
        return "refused" if error.exit_code is ExitCode.UNREADABLE else f"exit code {error.exit_code}"
    except Exception as error:  # noqa: BLE001 -- what must never happen is what is looked for
        return f"{type(error).__name__}: {error}"
    return "read"


def main() -> None:
    """Print the outcomes as JSON."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--seed", type=int, default=92)
    arguments.add_argument("--count", type=int, default=60)
    chosen = arguments.parse_args()
    outcomes = [asdict(outcome) for outcome in read_all(chosen.seed, chosen.count)]
    json.dump({"outcomes": outcomes, "megabytes": _most_memory()}, sys.stdout)


def _most_memory() -> float:
    """What the process, or a program that it started, held at most, in megabytes; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    held = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return held / (1_000_000 if sys.platform == "darwin" else 1_000)


if __name__ == "__main__":
    main()

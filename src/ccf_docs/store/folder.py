"""Where things are in a campaign folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Folder:
    """A campaign folder; the paths exist only where the coordinators or the tool have made them."""

    root: Path

    PICTURES: ClassVar[str] = ".images"
    """What ends the name of a folder with the pictures of one returned file."""

    @property
    def campaign(self) -> Path:
        return self.root / "campaign.yaml"

    @property
    def candidates(self) -> Path:
        return self.root / "candidates.csv"

    @property
    def contacts(self) -> Path:
        return self.root / "contacts.csv"

    @property
    def templates(self) -> Path:
        return self.root / "templates"

    @property
    def responses(self) -> Path:
        return self.root / "responses"

    @property
    def inbox(self) -> Path:
        return self.responses / "inbox"

    @property
    def journal(self) -> Path:
        return self.responses / "journal.csv"

    @property
    def out(self) -> Path:
        return self.root / "out"

    @property
    def memory(self) -> Path:
        """What the tool must remember between two runs."""
        return self.root / ".ccf-docs"

    def name(self, path: Path) -> str:
        """The path as messages show it: relative to the folder, with forward slashes."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()

    def response_file(self, candidacy_id: str) -> Path:
        """Where the response of a candidacy stands."""
        constituency, _, slug = candidacy_id.partition("/")
        return self.responses / constituency / f"{slug}.yaml"

    def response_files(self) -> Iterator[Path]:
        """Every response file, in a stable order; the inbox is not one of the constituencies."""
        for path in sorted(self.responses.glob("*/*.yaml")):
            if path.parent != self.inbox:
                yield path


def shipped_templates() -> Path:
    """The templates that `init` copies: inside the installed package, or at the top of a source checkout."""
    package = Path(sys.modules["ccf_docs"].__file__ or "").resolve().parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parents[1] / "templates"

"""The parts of a Word file and what points from one to another."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ccf_docs.intake.readers.package import Package, attribute, local

_REFERENCE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")
_MACROS = re.compile(r"vbaProject\.bin$|^Basic/|^Scripts/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part points to: the last word of the relation's type; a part's name, or an address outside the file."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A part that is read: its root element, and its relations by their ids."""

    name: str
    root: Any
    relations: Mapping[str, Relation]


class Parts:
    """The parts that a Word file's main part leads to."""

    def __init__(self, package: Package) -> None:
        self._package = package
        name = next((found.target for found in self._relations("").values() if found.kind == "officeDocument"), "")
        self.main = self._part(name or "word/document.xml")

    def all(self, *kinds: str) -> Iterator[Part]:
        """The parts of these kinds that the main part points to, each once."""
        relations = self.main.relations.values() if self.main else ()
        names = (found.target for found in relations if found.kind in kinds and not found.external)
        found = (self._part(name) for name in dict.fromkeys(names))
        return (part for part in found if part is not None)

    def root(self, kind: str) -> Any | None:
        """The root of the first part of that kind."""
        return next((part.root for part in self.all(kind)), None)

    def part(self, relation: Relation | None) -> Part | None:
        """The part that a relation points to, when it is in the file."""
        return None if relation is None or relation.external else self._part(relation.target)

    def _part(self, name: str) -> Part | None:
        root = self._package.xml(name)
        return None if root is None else Part(name, root, self._relations(name))

    def _relations(self, part: str) -> dict[str, Relation]:
        folder, name = posixpath.split(part)
        root = self._package.xml(f"{folder}/_rels/{name}.rels".lstrip("/"))
        found = {}
        for relation in root if root is not None else ():
            target, external = attribute(relation, "Target"), attribute(relation, "TargetMode") == "External"
            if not external:
                target = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            kind = attribute(relation, "Type").rpartition("/")[2]
            found[attribute(relation, "Id")] = Relation(kind, target.lstrip("/") if not external else target, external)
        return found


def notes(parts: Parts) -> dict[tuple[str, str], tuple[Any, Part]]:
    """Foot and end notes by their kind and id, each with the part that it stands in."""
    return {
        (local(note), attribute(note, "id")): (note, part)
        for part in parts.all("footnotes", "endnotes")
        for note in part.root
        if attribute(note, "type") in ("", "normal")
    }


def references(*properties: Any | None) -> tuple[str, ...]:
    """What may be a candidacy's id in the properties of a document."""
    texts = (element.text or "" for root in properties if root is not None for element in root.iter("{*}*"))
    words = (word for text in texts for word in re.split(r"[\s,;]+", text))
    return tuple(dict.fromkeys(word for word in words if _REFERENCE.fullmatch(word)))


def has_macros(package: Package) -> bool:
    """Whether programs travel in the file; they are never read."""
    return any(_MACROS.search(name) for name in package.names)

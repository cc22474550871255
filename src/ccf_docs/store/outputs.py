"""`out/`: products are published together or not at all, and what a person changed there is never overwritten."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from ccf_docs.errors import Problem, Severity, Where
from ccf_docs.model.product import Product
from ccf_docs.store.atomic import TEMPORARY_PREFIX, write_atomic, write_together, writing_errors
from ccf_docs.store.folder import Folder
from ccf_docs.store.lock import writing

Manifest = dict[str, list[str]]
"""What the tool wrote: the path in `out/` → the fingerprints that are its own work (two while a run is under way)."""


@dataclass(frozen=True, slots=True)
class Published:
    """What became of a group of products: written, left because nothing changed, removed because no longer made.

    `kept` holds a problem for each file that was left alone because a person changed it or has it open.
    """

    written: tuple[Path, ...] = ()
    unchanged: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()
    kept: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Plan:
    write: dict[str, bytes] = field(default_factory=dict)
    unchanged: dict[str, bytes] = field(default_factory=dict)
    remove: list[str] = field(default_factory=list)
    keep: dict[str, Problem] = field(default_factory=dict)


def publish(
    folder: Folder, scope: str, products: Sequence[Product], *, force: bool = False, copies: bool = False
) -> Published:
    """Write these products; earlier ones whose path fits the pattern `scope` and that are no longer made are removed.

    A file that is not as the tool last wrote it stays, unless `force`: then it is copied to `.ccf-docs/backups/` first.
    With `copies`, everything that is replaced or removed is copied.
    Raises CampaignError, with `out/` as it was, when the disk or the rights refuse.
    """
    with writing(folder):
        _sweep(folder)
        manifest = _read_manifest(folder)
        plan = _plan(folder, manifest, scope, {product.path: product.content for product in products}, force=force)
        _back_up(folder, [path for path in (*plan.write, *plan.remove) if copies or _is_edited(folder, manifest, path)])
        ours = {path: [_fingerprint(content)] for path, content in (plan.write | plan.unchanged).items()}
        # Until the renames are done both the old and the new are ours: a killed run is not a person’s edit.
        _write_manifest(folder, {path: [*manifest.get(path, []), *ours.get(path, [])] for path in manifest | ours})
        write_together({folder.out / path: content for path, content in plan.write.items()})
        for path in plan.remove:
            with writing_errors(folder.out / path):
                (folder.out / path).unlink()
        others = {
            path: prints for path, prints in manifest.items() if not fnmatchcase(path, scope) or path in plan.keep
        }
        _write_manifest(folder, others | ours)
    return Published(
        written=tuple(folder.out / path for path in plan.write),
        unchanged=tuple(folder.out / path for path in plan.unchanged),
        removed=tuple(folder.out / path for path in plan.remove),
        kept=tuple(plan.keep.values()),
    )


def _plan(folder: Folder, manifest: Manifest, scope: str, wanted: Mapping[str, bytes], *, force: bool) -> _Plan:
    plan = _Plan()
    for path, content in wanted.items():
        target = folder.out / path
        if target.is_file() and target.read_bytes() == content:
            plan.unchanged[path] = content
        elif opened := _opened_by(target):
            values = {"by": opened}
            plan.keep[path] = Problem("open-elsewhere", Where(folder.name(target)), values)
        elif not force and _is_edited(folder, manifest, path):
            plan.keep[path] = Problem("edited-by-hand", Where(folder.name(target)))
        else:
            plan.write[path] = content
    for path in manifest:
        if fnmatchcase(path, scope) and path not in wanted and (folder.out / path).is_file():
            if not force and _is_edited(folder, manifest, path):
                where = Where(folder.name(folder.out / path))
                plan.keep[path] = Problem("stale-product", where, severity=Severity.WARNING)
            else:
                plan.remove.append(path)
    return plan


def _is_edited(folder: Folder, manifest: Manifest, path: str) -> bool:
    target = folder.out / path
    return target.is_file() and _fingerprint(target.read_bytes()) not in manifest.get(path, ())


def _opened_by(target: Path) -> str:
    """Who has the file open, as the lock file beside it says; only LibreOffice's names the person."""
    libreoffice = target.with_name(f".~lock.{target.name}#")
    if libreoffice.is_file():
        name = libreoffice.read_text("utf-8", errors="replace").strip(",").partition(",")[0]
        return f" dans LibreOffice ({name})" if name else " dans LibreOffice"
    # Word shortens the names of its lock files, Excel does not.
    microsoft = (target.with_name(f"~${target.name}"), target.with_name(f"~${target.name[2:]}"))
    return " dans Microsoft Office" if any(lock.is_file() for lock in microsoft) else ""


def _sweep(folder: Folder) -> None:
    """Remove what a killed run left half-written; whoever holds the lock is alone, so none of it is in use."""
    for place in (folder.out, folder.memory):
        for leftover in place.rglob(f"{TEMPORARY_PREFIX}*"):
            if leftover.is_file():
                leftover.unlink()


def _back_up(folder: Folder, paths: Iterable[str]) -> None:
    backups = folder.memory / "backups" / datetime.now().strftime("%Y-%m-%d-%H%M%S")
    for path in paths:
        if not (folder.out / path).is_file():
            continue
        with writing_errors(backups / path):
            (backups / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(folder.out / path, backups / path)


def _fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _manifest_path(folder: Folder) -> Path:
    return folder.memory / "outputs.json"


def _read_manifest(folder: Folder) -> Manifest:
    """An absent or damaged manifest claims nothing: what stands in `out/` then counts as a person's work."""
    try:
        data = json.loads(_manifest_path(folder).read_bytes())
        return {
            str(path): [str(digest) for digest in digests]
            for path, digests in data.items()
            if ".." not in PurePosixPath(path).parts and not PurePosixPath(path).is_absolute()
        }
    except (OSError, ValueError, AttributeError, TypeError, RecursionError):
        return {}


def _write_manifest(folder: Folder, manifest: Manifest) -> None:
    content = json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False)
    write_atomic(_manifest_path(folder), content.encode())

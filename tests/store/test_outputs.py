from __future__ import annotations

from pathlib import Path

import pytest

from ccf_docs.errors import CampaignError
from ccf_docs.model.product import Product
from ccf_docs.store import atomic
from ccf_docs.store.folder import Folder
from ccf_docs.store.outputs import publish


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def files(folder: Folder) -> dict[str, bytes]:
    """Everything in `out/`, temporary files too."""
    return {
        path.relative_to(folder.out).as_posix(): path.read_bytes() for path in folder.out.rglob("*") if path.is_file()
    }


def letters(**contents: str) -> list[Product]:
    return [Product(f"letters/{name}.docx", content.encode()) for name, content in contents.items()]


def test_products_are_published_and_a_second_time_left_untouched(folder: Folder) -> None:
    first = publish(folder, "letters/*", letters(a="1", b="2"))
    stamps = {path: path.stat().st_mtime_ns for path in folder.out.rglob("*")}
    second = publish(folder, "letters/*", letters(a="1", b="2"))
    assert [path.name for path in first.written] == ["a.docx", "b.docx"]
    assert (second.written, len(second.unchanged)) == ((), 2)
    assert {path: path.stat().st_mtime_ns for path in folder.out.rglob("*")} == stamps


def test_a_product_that_is_no_longer_made_is_removed_but_not_those_of_another_scope(folder: Folder) -> None:
    publish(folder, "letters/*", letters(a="1", b="2"))
    publish(folder, "tracker.xlsx", [Product("tracker.xlsx", b"t")])
    result = publish(folder, "letters/*", letters(a="1"))
    assert [path.name for path in result.removed] == ["b.docx"]
    assert files(folder) == {"letters/a.docx": b"1", "tracker.xlsx": b"t"}


def test_a_file_that_a_person_changed_is_never_overwritten(folder: Folder) -> None:
    publish(folder, "letters/*", letters(a="1", b="1"))
    (folder.out / "letters/a.docx").write_bytes(b"by hand")
    result = publish(folder, "letters/*", letters(a="2", b="2"))
    assert files(folder) == {"letters/a.docx": b"by hand", "letters/b.docx": b"2"}
    assert [problem.code for problem in result.kept] == ["edited-by-hand"]
    again = publish(folder, "letters/*", letters(a="3", b="2"))
    assert files(folder)["letters/a.docx"] == b"by hand", "the second run must remember what the first one kept"
    assert [problem.code for problem in again.kept] == ["edited-by-hand"]


def test_a_file_that_the_tool_did_not_write_is_a_person_s(folder: Folder) -> None:
    (folder.out / "letters").mkdir(parents=True)
    (folder.out / "letters/a.docx").write_bytes(b"mine")
    assert [problem.code for problem in publish(folder, "letters/*", letters(a="1")).kept] == ["edited-by-hand"]
    assert files(folder) == {"letters/a.docx": b"mine"}


def test_force_overwrites_and_keeps_a_copy(folder: Folder) -> None:
    publish(folder, "letters/*", letters(a="1"))
    (folder.out / "letters/a.docx").write_bytes(b"by hand")
    publish(folder, "letters/*", letters(a="2"), force=True)
    assert files(folder) == {"letters/a.docx": b"2"}
    copies = [path.read_bytes() for path in (folder.memory / "backups").rglob("a.docx")]
    assert copies == [b"by hand"]


def test_an_edited_file_that_is_no_longer_made_stays_with_a_warning(folder: Folder) -> None:
    publish(folder, "letters/*", letters(a="1"))
    (folder.out / "letters/a.docx").write_bytes(b"by hand")
    result = publish(folder, "letters/*", [])
    assert [(problem.code, problem.severity) for problem in result.kept] == [("stale-product", "warning")]
    assert files(folder) == {"letters/a.docx": b"by hand"}


@pytest.mark.parametrize(
    ("lock", "content", "says"),
    [
        (".~lock.tracker.xlsx#", ",Rhubarbe,machine,26.02.2028 10:00,file:///profil;", "LibreOffice"),
        ("~$tracker.xlsx", "x" * 165, "Microsoft Office"),
    ],
)
def test_a_file_that_is_open_in_an_editor_is_left_alone(folder: Folder, lock: str, content: str, says: str) -> None:
    publish(folder, "tracker.xlsx", [Product("tracker.xlsx", b"1")])
    (folder.out / lock).write_text(content)
    result = publish(folder, "tracker.xlsx", [Product("tracker.xlsx", b"2")])
    assert files(folder)["tracker.xlsx"] == b"1"
    assert [problem.code for problem in result.kept] == ["open-elsewhere"]
    assert says in str(result.kept[0].values["by"])


def test_a_disk_that_fails_in_the_middle_leaves_out_as_it_was(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(folder, "letters/*", letters(a="1", b="1"))
    before = files(folder)
    real_fsync, calls = atomic.os.fsync, []

    def failing_fsync(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 3:  # the manifest, the first letter, then no space is left
            raise OSError(28, "No space left on device")
        real_fsync(descriptor)

    monkeypatch.setattr(atomic.os, "fsync", failing_fsync)
    with pytest.raises(CampaignError) as caught:
        publish(folder, "letters/*", letters(a="2", b="2"))
    assert [problem.code for problem in caught.value.problems] == ["cannot-write"]
    assert files(folder) == before
    monkeypatch.undo()
    assert publish(folder, "letters/*", letters(a="2", b="2")).kept == (), "the failed run is not a person's edit"


def test_a_run_killed_between_two_renames_is_not_taken_for_a_person_s_edit(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(folder, "letters/*", letters(a="1", b="1"))
    real_replace, calls = Path.replace, []

    def dying_replace(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == 3:  # the manifest, the first letter, then the power goes
            raise KeyboardInterrupt
        return real_replace(self, target)

    monkeypatch.setattr(Path, "replace", dying_replace)
    with pytest.raises(KeyboardInterrupt):
        publish(folder, "letters/*", letters(a="2", b="2"))
    monkeypatch.undo()
    assert publish(folder, "letters/*", letters(a="3", b="3")).kept == ()
    assert files(folder) == {"letters/a.docx": b"3", "letters/b.docx": b"3"}

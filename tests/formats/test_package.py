"""A package from outside is opened with care; one of ours depends on nothing but its content."""

from __future__ import annotations

import io
import zipfile

import pytest

from ccf_docs.errors import CampaignError, ExitCode
from ccf_docs.formats import package
from ccf_docs.formats.package import read_parts, repack, write_parts
from ccf_docs.text.messages import advise, describe

BEFORE, AFTER = b'<cp:coreProperties xmlns:cp="c" xmlns:dcterms="d" xmlns:xsi="x">', b"<title/></cp:coreProperties>"
CLOCK = b'<dcterms:created xsi:type="dcterms:W3CDTF">2028-02-01</dcterms:created><dcterms:modified/>'
CORE = BEFORE + CLOCK + AFTER


def zipped(*entries: tuple[str, bytes], date: tuple[int, ...] = (2028, 2, 1, 12, 0, 0)) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in entries:
            archive.writestr(zipfile.ZipInfo(name, date), content)  # type: ignore[arg-type]
    return buffer.getvalue()


def code_of(content: bytes) -> str:
    with pytest.raises(CampaignError) as raised:
        read_parts(content, "retour.docx")
    assert raised.value.exit_code is ExitCode.UNREADABLE
    (problem,) = raised.value.problems
    assert "retour.docx" in describe(problem)
    assert advise(problem)
    return problem.code


def test_two_packages_of_the_same_parts_are_the_same_bytes() -> None:
    entries = (("b.xml", b"<b/>"), ("docProps/core.xml", CORE))
    one, other = zipped(*entries), zipped(*entries, date=(2031, 1, 1, 0, 0, 0))
    assert one != other
    assert repack(one) == repack(other)


def test_the_clock_leaves_the_properties_and_the_rest_stays() -> None:
    core = read_parts(repack(zipped(("docProps/core.xml", CORE))), "x")["docProps/core.xml"]
    assert core == BEFORE + AFTER


def test_content_types_come_first_and_an_odf_mimetype_is_stored() -> None:
    with zipfile.ZipFile(io.BytesIO(write_parts({"a.xml": b"a", "[Content_Types].xml": b"t"}))) as archive:
        assert archive.namelist() == ["[Content_Types].xml", "a.xml"]
    with zipfile.ZipFile(io.BytesIO(write_parts({"a.xml": b"a", "mimetype": b"m"}))) as archive:
        assert [entry.compress_type for entry in archive.infolist()] == [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]


def test_what_is_written_reads_back() -> None:
    parts = {"[Content_Types].xml": b"t", "word/é.xml": b"x" * 10_000}
    assert read_parts(write_parts(parts), "x") == parts


@pytest.mark.parametrize("content", [b"", b"Bonjour", zipped(("a.xml", b"<a/>"))[:40]])
def test_what_is_no_package_is_told(content: bytes) -> None:
    assert code_of(content) == "package-unreadable"


def test_a_damaged_part_is_told() -> None:
    content = bytearray(write_parts({"a.xml": b"abcdefgh" * 200}))
    content[40] ^= 0xFF
    assert code_of(bytes(content)) == "package-unreadable"


def test_a_document_with_a_password_is_told_apart() -> None:
    assert code_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) == "package-locked"


def test_an_encrypted_part_is_told() -> None:
    content = bytearray(zipped(("a.xml", b"<a/>")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    assert code_of(bytes(content)) == "package-locked"


@pytest.mark.parametrize("name", ["../a.xml", "/a.xml", "word/../../a.xml", "C:a.xml"])
def test_a_path_that_leads_out_is_refused(name: str) -> None:
    assert code_of(zipped((name, b""))) == "package-unsafe"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_named_twice_is_refused() -> None:
    assert code_of(zipped(("a.xml", b"1"), ("a.xml", b"2"))) == "package-unsafe"


def test_a_package_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_BYTES", 1_000)
    assert code_of(write_parts({"a.xml": bytes(2_000)})) == "package-too-large"


def test_more_parts_than_any_document_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_PARTS", 2)
    assert code_of(write_parts(dict.fromkeys("abc", b""))) == "package-too-large"

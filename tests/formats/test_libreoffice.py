"""LibreOffice is run alone, briefly and off line, and its absence is said."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from ccf_docs.errors import CampaignError, ExitCode
from ccf_docs.formats import libreoffice
from ccf_docs.text.messages import advise, describe

NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"'
)
FRAME = '<text:p>Vu<draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="2cm">{}</draw:frame></text:p>'
IMAGE = '<draw:image xlink:href="{}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
OBJECT = '<draw:object xlink:href="{}"/>'
SECTION = '<text:section text:name="S"><text:section-source xlink:href="{}"/><text:p>Gardé</text:p></text:section>'


@pytest.fixture
def office() -> str:
    found = libreoffice.program()
    if found is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    return found


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine: its address, and what has been asked of it."""
    asked: list[str] = []

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 -- the names that http.server calls

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Listening)
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{listening.server_port}", asked
    listening.shutdown()
    listening.server_close()
    thread.join()


def flat(body: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'  # without it LibreOffice takes the file for a plain text
        f'<office:document {NAMESPACES} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def problem_of(error: CampaignError, code: str) -> None:
    assert error.exit_code is ExitCode.UNREADABLE
    (problem,) = error.problems
    assert problem.code == code
    assert problem.where.file == "retour.doc"
    assert describe(problem)
    assert advise(problem)


@pytest.mark.libreoffice
@pytest.mark.usefixtures("office")
def test_a_document_is_converted() -> None:
    made = libreoffice.convert(flat("<text:p>Bonjour</text:p>"), "fodt", "docx", name="retour.fodt", task="un essai")
    assert made.startswith(b"PK")


@pytest.mark.libreoffice
def test_nothing_is_fetched_that_the_document_points_to(
    office: str, server: tuple[str, list[str]], tmp_path: Path
) -> None:
    address, asked = server
    links = (FRAME.format(IMAGE), FRAME.format(OBJECT), SECTION)
    document = flat("".join(link.format(f"{address}/{number}.png") for number, link in enumerate(links)))
    for to in ("docx", "pdf"):
        libreoffice.convert(document, "fodt", to, name="retour.fodt", task="un essai")
    assert asked == []
    # The same by LibreOffice as people run it: it does ask, else this test would see nothing and says so.
    source = tmp_path / "source.fodt"
    source.write_bytes(document)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for _ in range(2):
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
        subprocess.run(command, capture_output=True, timeout=120, check=False)
    if not asked:
        pytest.skip("LibreOffice, run plainly, reaches no server on this machine: nothing is shown")


@pytest.mark.libreoffice
@pytest.mark.usefixtures("office")
def test_a_conversion_that_takes_too_long_is_stopped_with_all_that_it_has_started() -> None:
    begin = time.perf_counter()
    with pytest.raises(CampaignError) as raised:
        # A format that no other test converts, so that only this conversion can be found below.
        libreoffice.convert(b"{\\rtf1 Oui.}", "rtf", "pdf", name="retour.doc", task="un essai", timeout=0.3)
    problem_of(raised.value, "office-failed")
    assert time.perf_counter() - begin < 5
    listing = Path("/proc")
    if listing.exists():
        time.sleep(0.3)
        running = [path.read_bytes() for path in listing.glob("[0-9]*/cmdline") if path.exists()]
        assert not [line for line in running if b"soffice" in line and b"/ccf-docs-" in line and b"source.rtf" in line]


@pytest.mark.libreoffice
@pytest.mark.usefixtures("office")
def test_a_document_that_gives_nothing_is_said() -> None:
    with pytest.raises(CampaignError) as raised:
        libreoffice.convert(b"\0" * 3_000, "doc", "no-such-format", name="retour.doc", task="un essai")
    problem_of(raised.value, "office-failed")


def test_where_libreoffice_is_missing_the_message_says_what_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    if libreoffice.program() is not None:
        pytest.skip("LibreOffice is installed where it is always found")
    with pytest.raises(CampaignError) as raised:
        libreoffice.convert(b"", "doc", "docx", name="retour.doc", task="un essai")
    problem_of(raised.value, "office-missing")
    assert "un essai" in describe(raised.value.problems[0])

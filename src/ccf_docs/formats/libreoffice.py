"""Runs LibreOffice without a window to convert a document, as a stranger's file deserves: alone, briefly, off line.

Each run has a profile of its own in a temporary folder, so that a running LibreOffice is neither needed nor disturbed.
The profile allows no macro and no link to the outside, and sends what would still go out to a port without a listener.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from ccf_docs.errors import CampaignError, ExitCode, Problem, Where

TIMEOUT = 30.0
"""Seconds for one start: a letter takes one to three, a first start on a slow machine ten."""

_NAMES = ("soffice", "libreoffice", "soffice.exe")
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
# Of org.openoffice.Office.Common, Security/Scripting and of org.openoffice.Inet, Settings.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{items}
</oor:items>
"""
_ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
_SCRIPTING, _INET = "Office.Common/Security/Scripting", "Inet/Settings"
_SETTINGS = (
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    (_SCRIPTING, "MacroSecurityLevel", "3"),
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    (_SCRIPTING, "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    (_INET, "ooInetProxyType", "2"),
    *((_INET, f"ooInet{kind}ProxyName", "127.0.0.1") for kind in ("HTTP", "HTTPS")),
    *((_INET, f"ooInet{kind}ProxyPort", "9") for kind in ("HTTP", "HTTPS")),
    (_INET, "ooInetNoProxy", ""),
)


def program() -> str | None:
    """LibreOffice's program, or None where it is not installed."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    return found or next((place for place in _USUAL_PLACES if Path(place).is_file()), None)


def convert(content: bytes, suffix: str, to: str, *, name: str, task: str, timeout: float = TIMEOUT) -> bytes:
    """The document as LibreOffice saves it in another format; `suffix` and `to` are such as "doc" and "docx".

    `name` is the file as people know it, `task` says in French what is being done, both for messages.
    Raises CampaignError (exit UNREADABLE) when LibreOffice is not there, takes too long or writes nothing.
    """
    office = program()
    if office is None:
        raise CampaignError(Problem("office-missing", Where(name), {"task": task}), ExitCode.UNREADABLE)
    with tempfile.TemporaryDirectory(prefix="ccf-docs-", ignore_cleanup_errors=True) as folder:
        root = Path(folder)
        source, target = root / f"source.{suffix}", root / "out" / f"source.{to}"
        source.write_bytes(content)
        _write_profile(root / "profile")
        command = [
            office,
            f"-env:UserInstallation={(root / 'profile').as_uri()}",
            *("--headless", "--invisible", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"),
            *("--convert-to", to, "--outdir", str(target.parent), str(source)),
        ]
        # The first start of a new profile can end without output.
        for _ in range(2):
            _run(command, root, name, timeout)
            if target.is_file():
                return target.read_bytes()
    raise _failed(name, "sans résultat")


def _write_profile(profile: Path) -> None:
    items = "\n".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE.format(items=items), encoding="utf-8")


def _run(command: list[str], folder: Path, name: str, timeout: float) -> None:
    quiet = {key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy")}
    quiet |= {"HOME": str(folder), "SAL_USE_VCLPLUGIN": "svp"}
    with subprocess.Popen(
        command,
        cwd=folder,
        env=quiet,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as running:
        try:
            running.wait(timeout)
        except subprocess.TimeoutExpired as error:
            raise _failed(name, f"plus de {timeout:.0f} secondes") from error
        finally:
            _stop(running)


def _stop(running: subprocess.Popen[bytes]) -> None:
    """End the program with all that it has started: `soffice` is a script that starts another."""
    if running.poll() is None and sys.platform != "win32":
        os.killpg(running.pid, signal.SIGKILL)
    elif running.poll() is None:
        running.kill()


def _failed(name: str, detail: str) -> CampaignError:
    return CampaignError(Problem("office-failed", Where(name), {"detail": detail}), ExitCode.UNREADABLE)

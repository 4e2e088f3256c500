"""Old and foreign office files (.doc, .wps, .rtf, .odt, .xls, .ods …) by way of LibreOffice, where it is installed.

LibreOffice runs without a window, with a profile of its own that is thrown away, macros off and links to other hosts
blocked; it has a minute, and is killed with all that it started. Without it the file is refused with what to do instead.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from mingbai.importing.blocks import Blocks, Finding, Place
from mingbai.importing.read.docx import read_docx
from mingbai.importing.read.refusal import NO_OFFICE, NOT_CONVERTED
from mingbai.importing.read.xlsx import read_xlsx

SECONDS = 60
_PROGRAMS = ("soffice", "libreoffice")
_SCRIPTING = "/org.openoffice.Office.Common/Security/Scripting"
_SETTINGS = (("DisableMacrosExecution", "true"), ("BlockUntrustedRefererLinks", "true"), ("MacroSecurityLevel", "3"))
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">{}</oor:items>',
    '<item oor:path="{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>',
)


def read_doc(name: str, data: bytes) -> Blocks:
    """A document that LibreOffice Writer opens, as blocks. Raises UnreadableSource."""
    return _read(name, data, "docx", read_docx)


def read_xls(name: str, data: bytes) -> Blocks:
    """A workbook that LibreOffice Calc opens, as blocks. Raises UnreadableSource."""
    return _read(name, data, "xlsx", read_xlsx)


def _read(name: str, data: bytes, target: str, reader: Callable[[str, bytes], Blocks]) -> Blocks:
    blocks = reader(name, converted(name, data, target))
    told = Finding(kind="converted", severity="info", sentence=f"这份文件由 LibreOffice 转换为 .{target} 后读入。", place=Place())
    return replace(blocks, findings=(told, *blocks.findings))


def converted(name: str, data: bytes, target: str) -> bytes:
    """``data`` as LibreOffice writes it in the format ``target``. Raises UnreadableSource."""
    program = next((found for each in _PROGRAMS if (found := shutil.which(each))), None)
    if program is None:
        raise NO_OFFICE.of(name, Path(name).suffix or "旧版 Office")
    with tempfile.TemporaryDirectory(prefix="mingbai-office-") as folder:
        root = Path(folder)
        (root / "source").write_bytes(data)
        _write_profile(root / "profile" / "user")
        _run(program, root, target)
        out = root / "out" / f"source.{target}"
        if not out.is_file():
            raise NOT_CONVERTED.of(name)
        return out.read_bytes()


def _write_profile(folder: Path) -> None:
    items = "".join(_PROFILE[1].format(_SCRIPTING, setting, value) for setting, value in _SETTINGS)
    folder.mkdir(parents=True)
    (folder / "registrymodifications.xcu").write_text(_PROFILE[0].format(items), encoding="utf-8")


def _run(program: str, root: Path, target: str) -> None:
    """Convert ``root/source``; whatever is still running after the time is killed, and no output means it failed."""
    command = [
        program, f"-env:UserInstallation={(root / 'profile').as_uri()}", "--headless", "--invisible", "--nologo", "--norestore",
        "--nolockcheck", "--convert-to", target, "--outdir", str(root / "out"), str(root / "source"),
    ]  # fmt: skip
    settings = {"HOME": str(root), "PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8", "TMPDIR": str(root)}
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=settings, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)  # noqa: S603
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        pass
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

"""LibreOffice as a converter: a profile and a folder of its own, no macros, no network, a time limit."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from assistant.errors import UnusableInput

SAVE_AS_DOCX = (
    "请在 Word 或 WPS 里打开这个文件，选“文件 → 另存为”，类型选“Word 文档 (*.docx)”，再读那个 docx"
)
_PROGRAMS = ("soffice", "libreoffice", "soffice.com")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
)
_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_INET = "/org.openoffice.Inet/Settings"
_SETTINGS = (
    (_SECURITY, "MacroSecurityLevel", "3"),
    (_SECURITY, "DisableMacrosExecution", "true"),
    (_SECURITY, "DisableActiveContent", "true"),
    (_SECURITY, "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    # a proxy that is not there: what asks for the network all the same gets none
    (_INET, "ooInetProxyType", "2"),
    (_INET, "ooInetHTTPProxyName", "127.0.0.1"),
    (_INET, "ooInetHTTPProxyPort", "9"),
    (_INET, "ooInetHTTPSProxyName", "127.0.0.1"),
    (_INET, "ooInetHTTPSProxyPort", "9"),
)


@contextmanager
def as_docx(path: Path, data: bytes, suffix: str, seconds: float) -> Iterator[Path]:
    """The same document as a .docx, in a folder that is gone afterwards.

    `suffix` is that of the kind that the bytes are, whatever the file is called.

    Raises:
        UnusableInput: LibreOffice is not installed, failed, or took longer than `seconds`.
    """
    program = _program()
    if program is None:
        raise UnusableInput(
            "是旧格式的文档，这台电脑没有装 LibreOffice，无法转换",
            where=str(path),
            cure=f"{SAVE_AS_DOCX}；或者装上 LibreOffice",
        )
    with tempfile.TemporaryDirectory(prefix="nianbao-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        source = home / f"report{suffix}"
        source.write_bytes(data)
        _write_settings(home / "profile" / "user")
        done = _run(_command(program, home, source), home, seconds)
        converted = home / "out" / "report.docx"
        if done is None:
            raise _failed(path, f"转换了 {seconds:g} 秒还没有完成，已停下")
        if not converted.is_file():
            raise _failed(path, "LibreOffice 转换不了这个文件（可能有密码，或已损坏）")
        yield converted


def _program() -> str | None:
    places = (place for place in _PLACES if Path(place).is_file())
    return next(filter(None, map(shutil.which, _PROGRAMS)), None) or next(places, None)


def _command(program: str, home: Path, source: Path) -> list[str]:
    return [
        program,
        f"-env:UserInstallation={(home / 'profile').as_uri()}",
        *("--headless", "--invisible", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(home / "out"), str(source)),
    ]


def _write_settings(user: Path) -> None:
    user.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">' + items + "</oor:items>",
        encoding="utf-8",
    )


def _run(command: list[str], home: Path, seconds: float) -> int | None:
    """The exit code, or None where time ran out; every process that it started ends with it."""
    environment = {
        **os.environ,
        "HOME": str(home),
        "TMPDIR": str(home),
        **dict.fromkeys(("http_proxy", "https_proxy"), "http://127.0.0.1:9"),
    }
    with subprocess.Popen(  # noqa: S603  a program of the system, by its full path
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=home,
        env=environment,
        start_new_session=True,
    ) as process:
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None
        finally:
            _end_group(process)


def _end_group(process: "subprocess.Popen[bytes]") -> None:
    if sys.platform == "win32":
        process.kill()
        return
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)  # the group is named after its first process


def _failed(path: Path, what: str) -> UnusableInput:
    return UnusableInput(what, where=str(path), cure=SAVE_AS_DOCX)

"""LibreOffice as a converter: a profile and a folder of its own, no macros, no network, a time limit."""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

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


def libreoffice() -> str | None:
    """The program, where it is installed."""
    places = (place for place in _PLACES if Path(place).is_file())
    return next(filter(None, map(shutil.which, _PROGRAMS)), None) or next(places, None)


def convert(program: str, home: Path, source: Path, to: str, seconds: float) -> int | None:
    """Convert `source`, a file in `home`, into the folder `out` of `home`.

    `to` is a suffix, or a suffix and LibreOffice's name of a filter. The exit code, or None
    where time ran out; whether a file came of it, only the folder says.
    """
    _write_settings(home / "profile" / "user")
    return _run(_command(program, home, source, to), home, seconds)


def _command(program: str, home: Path, source: Path, to: str) -> list[str]:
    return [
        program,
        f"-env:UserInstallation={(home / 'profile').as_uri()}",
        *("--headless", "--invisible", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
        *("--convert-to", to, "--outdir", str(home / "out"), str(source)),
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

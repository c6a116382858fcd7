"""The folder that a corpus lives in, or a copy of it where it cannot be written to."""

import os
import shutil
import tempfile
import weakref
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from assistant.retrieval.database import is_damaged
from assistant.retrieval.errors import CorpusError

_DATABASE = "corpus.sqlite"
_PARTS = ("", "-wal")


class Home:
    """Where a corpus keeps its files.

    A folder that cannot be written to is copied into a temporary one, and a database
    that SQLite finds broken is set aside; both are told to `said`, in Chinese.

    Raises:
        CorpusError: There is no temporary folder to write to either.
    """

    def __init__(self, wanted: Path, said: Callable[[str], None]) -> None:
        self.folder = wanted if _is_writable(wanted) else self._temporary(wanted, said)
        self._set_aside_if_damaged(said)

    @property
    def database(self) -> Path:
        """The SQLite file: the truth."""
        return self.folder / _DATABASE

    @property
    def index(self) -> Path:
        """The folder of the derived index: may be deleted at any time."""
        return self.folder / "index"

    @property
    def words(self) -> Path:
        """The folder of the word cutter's dictionary cache."""
        return self.folder / "words"

    def _temporary(self, wanted: Path, said: Callable[[str], None]) -> Path:
        try:
            folder = Path(tempfile.mkdtemp(prefix="nianbao-corpus-"))
            weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
            for part in _PARTS:
                source = wanted / f"{_DATABASE}{part}"
                if os.access(source, os.R_OK):
                    shutil.copyfile(source, folder / source.name)
        except OSError as error:
            raise CorpusError(
                f"资料库文件夹不能写入，临时文件夹也用不了（{error}）",
                where=str(wanted),
                cure="看磁盘是否已满，或用 NIANBAO_HOME 另指一个能写入的文件夹",
            ) from error
        said(f"资料库文件夹 {wanted} 不能写入：本次用临时副本，新加入的资料不会保留")
        return folder

    def _set_aside_if_damaged(self, said: Callable[[str], None]) -> None:
        if not is_damaged(self.database):
            return
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
        aside = self.database.with_name(f"{_DATABASE}.damaged-{stamp}")
        self.database.replace(aside)
        for suffix in ("-wal", "-shm"):
            self.database.with_name(f"{_DATABASE}{suffix}").unlink(missing_ok=True)
        said(f"资料库文件已损坏，移到 {aside.name}；内置资料已恢复，自己加入的资料请重新加入")


def _is_writable(folder: Path) -> bool:
    """Whether files can be made here, and the database (if there) be written."""
    database = folder / _DATABASE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError:
        return False
    return not database.exists() or os.access(database, os.W_OK)

"""Roll-ups under way: one at a time, each told of as it goes, each can be stopped."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Event, Lock, Thread
from typing import Literal

from assistant.errors import AssistantError

State = Literal["none", "waiting", "running", "done", "stopped", "failed"]
_LONGEST = 300


class Stopped(Exception):
    """The person pressed 停止: what has been read is kept."""


@dataclass(frozen=True, slots=True)
class Going:
    """How far a run is: `done` of `total` files, `name` the last one; `words` where it failed.

    `stopping` says that somebody asked for the end, which comes with the file under way.
    """

    state: State = "none"
    done: int = 0
    total: int = 0
    name: str = ""
    words: str = ""
    stopping: bool = False

    @property
    def under_way(self) -> bool:
        """Whether it has not come to an end."""
        return self.state in ("waiting", "running")


class Run:
    """One run, told of by the thread that works and asked by those that show it."""

    def __init__(self) -> None:
        self.stop = Event()
        self.going = Going("waiting")

    def tell(self, done: int, total: int, name: str) -> None:
        """A file is done.

        Raises:
            Stopped: Somebody asked for the end.
        """
        if self.stop.is_set():
            raise Stopped
        self.going = Going("running", done, total, name[:_LONGEST])


class Runs:
    """The runs of one server by collection; the pool of processes belongs to one of them at a time."""

    def __init__(self) -> None:
        self._runs: dict[str, Run] = {}
        self._threads: list[Thread] = []
        self._entering = Lock()
        self._turn = Lock()

    def start(self, id: str, work: Callable[[Run], None]) -> bool:
        """Let a collection's run begin; False where one is under way already."""
        with self._entering:
            before = self._runs.get(id)
            if before is not None and before.going.under_way:
                return False
            run = self._runs[id] = Run()
            thread = Thread(target=self._work, args=(run, work), name=f"rollup-{id}", daemon=True)
            self._threads = [one for one in self._threads if one.is_alive()] + [thread]
        thread.start()
        return True

    def going(self, id: str) -> Going:
        """How far the run of a collection is; its last words where it has ended."""
        run = self._runs.get(id)
        return replace(run.going, stopping=run.stop.is_set()) if run else Going()

    def stop(self, id: str) -> None:
        """Ask a run to end; it does at its next file."""
        if id in self._runs:
            self._runs[id].stop.set()

    def close(self) -> None:
        """End every run and wait until the processes that read for them are gone."""
        for run in self._runs.values():
            run.stop.set()
        for thread in self._threads:
            thread.join()

    def _work(self, run: Run, work: Callable[[Run], None]) -> None:
        state: State = "failed"
        words = "程序出了错，已记入日志。请再试一次。"
        try:
            with self._turn:
                work(run)
            state, words = "done", ""
        except Stopped:
            state, words = "stopped", "已停止。读过的文件已经记下，再汇总时不用重读。"
        except AssistantError as error:
            words = str(error)
        finally:
            run.going = replace(run.going, state=state, words=words)

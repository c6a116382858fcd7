"""The processes beside the server: started when first needed, replaced when they die, ended with it."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from threading import Event, Lock, Semaphore
from typing import TYPE_CHECKING

from assistant.errors import AssistantError
from ui.backroom.worker import STOP, Done, Job, Refused, work

if TYPE_CHECKING:
    from ui.office import Office

_BEAT = 0.05  # seconds between two looks at 停止
_TURN = 0.5  # seconds between two looks at 停止 for who waits for a process
_GRACE = 20.0
_SERVICE = 500  # jobs, after which a process gives way to a fresh one
_CURE = "已经写好的部分都在；请再说一遍，还不行请告诉管理员"


class WorkerGone(AssistantError):
    """The process died in the middle of its work, or did not stop and was ended."""


class NotBegun(AssistantError):
    """The person pressed 停止 before it was their turn."""


class Backroom:
    """At most `most` processes; each does one job at a time, and who comes later waits.

    `opened` is what a process opens first; it is sent there, so it must be a function of a module.
    A job that was asked to stop has `grace` seconds, then its process is ended.
    """

    def __init__(
        self, opened: "Callable[[], Office]", most: int | None = None, grace: float = _GRACE
    ) -> None:
        self.most = most or max(1, (os.cpu_count() or 1) - 1)
        self._opened = opened
        self._grace = grace
        self._places = Semaphore(self.most)
        self._lock = Lock()
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._closed = False

    def prepare(self) -> None:
        """Start a process ahead of the first job, if there is none; does not wait for it."""
        with self._lock:
            if not self._all and not self._closed:
                self._idle.append(self._started())

    def stream(self, job: Job, stop: Event) -> Iterator[object]:
        """What the job tells, step by step; it is stopped when `stop` is set or nobody listens.

        Raises:
            AssistantError: What the job raised there.
            WorkerGone: The process died, or did not stop.
            NotBegun: It was stopped before there was a process for it.
        """
        while not self._places.acquire(timeout=_TURN):
            if stop.is_set():
                raise NotBegun("已停止，还没有开始", cure="要做时再说一遍")
        try:
            with self._worker() as worker:
                yield from worker.stream(job, stop)
        finally:
            self._places.release()

    def processes(self) -> list[int]:
        """The ids of the processes that are there now."""
        with self._lock:
            return sorted(worker.id for worker in self._all)

    def close(self) -> None:
        """End all processes."""
        with self._lock:
            self._closed = True
            leaving = [*self._all]
            self._all.clear()
            self._idle.clear()
        for worker in leaving:
            worker.end()

    @contextmanager
    def _worker(self) -> "Iterator[_Worker]":
        with self._lock:
            if self._closed:
                raise WorkerGone("年报助手正在关闭", cure="等它重新启动后再试")
            self._idle = [one for one in self._idle if self._lives(one)]
            worker = self._idle.pop() if self._idle else self._started()
        try:
            yield worker
        finally:
            with self._lock:
                fit = worker.is_fit and self._lives(worker) and not self._closed
                if fit:
                    self._idle.append(worker)
                else:
                    self._all.discard(worker)
            if not fit:
                worker.end()

    def _lives(self, worker: "_Worker") -> bool:
        if not worker.lives:
            self._all.discard(worker)
        return worker.lives

    def _started(self) -> "_Worker":
        worker = _Worker(self._opened, self._grace)
        self._all.add(worker)
        return worker


class _Worker:
    """The server's end of the line to one process."""

    def __init__(self, opened: "Callable[[], Office]", grace: float) -> None:
        self._grace = grace
        # Not forked: a server with many threads would hand down locks that nobody ever opens.
        context = get_context("spawn")
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=work, args=(theirs, opened), daemon=True)
        self._process.start()
        theirs.close()  # so that the line is cut when the process dies
        self._done = 0
        self._lost = False
        self.id = self._process.pid or 0

    @property
    def lives(self) -> bool:
        return self._process.is_alive()

    @property
    def is_fit(self) -> bool:
        return self._done < _SERVICE and not self._lost

    def stream(self, job: Job, stop: Event) -> Iterator[object]:
        self._done += 1
        over = False
        try:
            self._line.send(job)
            for told in self._told(stop):
                over = isinstance(told, Done | Refused)
                if isinstance(told, Refused):
                    raise told.error()
                if not over:
                    yield told
        except (EOFError, OSError) as error:
            over = True
            self._give_up()
            raise WorkerGone("起草的进程意外中断", cure=_CURE) from error
        finally:
            if not over:
                self._wind_up()

    def end(self) -> None:
        self._line.close()
        self._process.join(self._grace)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()

    def _told(self, stop: Event) -> Iterator[object]:
        """All that comes until the job is over."""
        told: object = STOP
        asked = 0.0
        while not isinstance(told, Done | Refused):
            if stop.is_set() and not asked:
                self._line.send(STOP)
                asked = time.monotonic()
            if self._line.poll(_BEAT):
                told = self._line.recv()
                yield told
            elif asked and time.monotonic() - asked > self._grace:
                raise EOFError("it did not stop")

    def _wind_up(self) -> None:
        """Nobody listens any more: what was written is stored by the job, the rest let go."""
        stop = Event()
        stop.set()
        try:
            for _ in self._told(stop):
                pass
        except (EOFError, OSError):
            self._give_up()

    def _give_up(self) -> None:
        # A process that was just killed still counts as alive for a moment.
        self._lost = True
        self._process.kill()

"""Stopping a model in the middle of a sentence."""

from collections.abc import Iterator
from threading import Event

from assistant.drafting.prompts import Prompt
from assistant.drafting.writer import Reply, Writer
from assistant.drafting.writing.sizing import Sizing


class Stopped(Exception):
    """The person pressed 停止: not an error, and no reason to compose the rest offline."""


class StoppableWriter:
    """A `Writer` that writes as another one does, until `stop` is set."""

    def __init__(self, writer: Writer, stop: Event) -> None:
        self._writer = writer
        self._stop = stop

    @property
    def name(self) -> str:
        return self._writer.name

    @property
    def sizing(self) -> Sizing:
        return self._writer.sizing

    def write(self, prompt: Prompt, reply: Reply | None = None) -> Iterator[str]:
        """The other writer's answer as it comes.

        Raises:
            Stopped: `stop` was set before the answer was complete.
            ModelUnavailable: As the other writer does.
        """
        for text in self._writer.write(prompt, reply):
            if self._stop.is_set():
                raise Stopped
            yield text

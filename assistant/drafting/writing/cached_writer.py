"""A writer that remembers its answers; the server is only asked what it was never asked before."""

import sqlite3
from collections.abc import Callable, Iterator
from decimal import Decimal

from assistant.drafting.prompts import Prompt
from assistant.drafting.writer import Reply, Writer
from assistant.drafting.writing.cache import AnswerCache, CachedAnswer, key_of
from assistant.drafting.writing.sizing import sizing_of
from assistant.settings import Settings


class CachedWriter:
    """A `Writer` over another one, which is made when it is first needed.

    Only whole answers are kept: none that failed, was broken off, or that nobody read to its
    end. A cache that cannot be used is said in a notice, and the server is asked instead.
    """

    def __init__(self, settings: Settings, make: Callable[[], Writer]) -> None:
        self._settings = settings
        self.sizing = sizing_of(settings)
        self._make = make
        self._writer: Writer | None = None
        path = settings.home / "cache" / "answers.sqlite"
        self._cache = AnswerCache(path, settings.cache_max_bytes) if settings.cache else None

    @property
    def name(self) -> str:
        return self._settings.model

    def write(self, prompt: Prompt, reply: Reply | None = None) -> Iterator[str]:
        """The kept answer at once, else the other writer's as it comes.

        Raises:
            ModelUnavailable: As the other writer does.
        """
        reply = reply if reply is not None else Reply()
        key = key_of(prompt, self._settings)
        kept = self._kept(key, reply)
        if kept is not None:
            reply.cached, reply.finish = True, kept.finish
            reply.tokens_in, reply.tokens_out = kept.tokens_in, kept.tokens_out
            reply.seconds = Decimal(kept.milliseconds) / 1000
            yield kept.text
            return
        self._writer = self._writer or self._make()
        texts: list[str] = []
        for text in self._writer.write(prompt, reply):
            texts.append(text)
            yield text
        if reply.finish:
            self._keep(key, "".join(texts), reply)

    def _kept(self, key: str, reply: Reply) -> CachedAnswer | None:
        if self._cache is None:
            return None
        try:
            return self._cache.get(key)
        except (sqlite3.Error, OSError) as error:
            self._give_up(error, reply)
            return None

    def _keep(self, key: str, text: str, reply: Reply) -> None:
        if self._cache is None:
            return
        try:
            spent = (reply.tokens_in, reply.tokens_out, int(reply.seconds * 1000))
            answer = CachedAnswer(text, reply.finish, *spent)
            self._cache.put(key, answer)
        except (sqlite3.Error, OSError) as error:
            self._give_up(error, reply)

    def _give_up(self, error: Exception, reply: Reply) -> None:
        self._cache = None
        reply.notices.append(
            f"回答缓存用不了（{error}），这次直接问模型；"
            f"可删去 {self._settings.home / 'cache' / 'answers.sqlite'}，或设 NIANBAO_CACHE=0"
        )


def open_writer(settings: Settings) -> CachedWriter:
    """The model that is set, with its cache.

    Raises:
        ModelUnavailable: None is set.
    """

    def make() -> Writer:
        # Late: a draft that the cache answers needs no client, which takes seconds to import.
        from assistant.drafting.model import ChatModel

        return ChatModel(settings)

    if not settings.has_model:
        make()
    return CachedWriter(settings, make)

"""Telling figures with the patterns of `wordings.toml`: the first that fits, in a new wording."""

from assistant.drafting.composing.phrases import Pattern, patterns
from assistant.drafting.composing.pieces import realise
from assistant.drafting.composing.voice import Voice
from assistant.drafting.draft import GroundedSentence
from assistant.report.ledger import Ledger


class Teller:
    """Says facts of one ledger in one voice."""

    def __init__(self, ledger: Ledger, voice: Voice) -> None:
        self.ledger = ledger
        self.voice = voice

    def tell(self, group: str, item: str = "") -> GroundedSentence | None:
        """The sentence of the first pattern that fits the figures, or None if none does."""
        for pattern in patterns(group):
            if self._fits(pattern):
                return self.say(group, pattern.wordings, pattern.also, item)
        return None

    def say(
        self, key: str, wordings: tuple[str, ...], also: tuple[str, ...] = (), item: str = ""
    ) -> GroundedSentence | None:
        """One of these wordings with its slots filled in; None where a fact is unknown."""

        def text(wording: str) -> str | None:
            sentence = realise(wording, self.ledger, also)
            return sentence.text if sentence else None

        chosen = self.voice.first_new(key, wordings, text)
        return realise(chosen, self.ledger, also, item) if chosen is not None else None

    def _fits(self, pattern: Pattern) -> bool:
        signs = [
            *[(fact_id, 1) for fact_id in pattern.positive],
            *[(fact_id, 0) for fact_id in pattern.zero],
            *[(fact_id, -1) for fact_id in pattern.negative],
        ]
        return all(self._sign(fact_id) == sign for fact_id, sign in signs)

    def _sign(self, fact_id: str) -> int | None:
        number = self.ledger.number(fact_id)
        return None if number is None else (number > 0) - (number < 0)

"""Not a copy: sentences that repeat last year's report or a passage that was shown as an example.

Reports are returned for being last year's with other numbers (雷同). What counts is a run of at
least `RUN` letters with numbers, punctuation, titles and fixed phrases taken out; the fixed phrases
are those of `assistant/rules/vocabulary/likeness.toml`. Words that the staff noted down themselves
are theirs: a sentence that says them is flagged, never rewritten.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from assistant.drafting.draft import DraftSection, DraftSource, Repeated
from assistant.report.model import AnnualReport
from assistant.rules.lexicon import LEXICON

RUN = 20
_TITLE = re.compile(r"《[^《》\n]{1,80}(?:〈[^〈〉\n]{1,60}〉[^《》\n]{0,20})?》")
_NOT_LETTERS = re.compile(r"[^\u4e00-\u9fff]")
_EXCUSED = ("preface",)  # its wording may stay as it is every year


@dataclass(frozen=True)
class Originality:
    """Knows the texts that a draft must not repeat, each under the name it is told by."""

    windows: Mapping[str, str]
    own: frozenset[str]

    @classmethod
    def of(
        cls,
        report: AnnualReport,
        previous: AnnualReport | None,
        sources: Mapping[str, DraftSource] | None = None,
        statements: Iterable[str] = (),
    ) -> "Originality":
        """Last year's narrative (its preface aside) and the reports among the sources.

        `statements` are the staff's own words of this year.
        """
        known: dict[str, str] = {}
        for source in (sources or {}).values():
            if source.kind == "report" and source.title != report.full_title:
                known |= dict.fromkeys(windows_of(source.text), f"《{source.title}》")
        for section, text in previous.texts() if previous else ():
            if section not in _EXCUSED:
                known |= dict.fromkeys(windows_of(text), f"{report.year - 1}年的报告")
        return cls(known, frozenset(w for text in statements for w in windows_of(text)))

    def reason(self, text: str) -> str:
        """Whose words a sentence repeats, in a sentence for a writer; empty if nobody's."""
        for window in windows_of(text):
            if window in self.windows and window not in self.own:
                return (
                    f"与{self.windows[window]}连续{RUN}字以上相同（“{window}”一处），请换一种说法"
                )
        return ""

    def repeated(self, sections: Iterable[DraftSection]) -> tuple[Repeated, ...]:
        """The sentences of a draft that repeat another text, also where the words are the staff's."""
        found = []
        for section in sections:
            for sentence in section.sentences() if section.id not in _EXCUSED else ():
                window = next((w for w in windows_of(sentence.text) if w in self.windows), None)
                if window is not None:
                    found.append(
                        Repeated(
                            section=section.id,
                            text=sentence.text,
                            of=self.windows[window],
                            staff=window in self.own,
                        )
                    )
        return tuple(found)


def windows_of(text: str) -> list[str]:
    """Every run of `RUN` letters of a text, numbers, titles and fixed phrases aside."""
    letters = _letters(text)
    return [letters[i : i + RUN] for i in range(len(letters) - RUN + 1)]


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", _fixed().sub(" ", _TITLE.sub(" ", text)))


@cache
def _fixed() -> "re.Pattern[str]":
    longest_first = sorted(LEXICON.groups["likeness.fixed"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))

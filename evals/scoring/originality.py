"""Originality: not last year's text, not the passages that were shown, not the same thing twice."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from assistant.drafting.draft import Draft
from assistant.drafting.originality import RUN, windows_of
from evals.scoring.drafted import Drafted
from evals.scoring.scored import Scored, share, shown

_EXCUSED = ("preface",)  # its wording may stay as it is every year


def originality(drafted: Drafted) -> Scored:
    """Shares of the runs of 20 letters that are not last year's (`last_year`), not of a passage
    that was shown (`passages`), and not in the draft before (`within`).

    Numbers, titles and fixed phrases are out; words that the staff noted down are theirs.
    Without last year's report or without passages there is no such value.
    """
    own = _windows(str(f.value) for f in drafted.known.ledger.values() if f.kind == "statement" and not f.id.startswith("last."))  # fmt: skip
    windows = [w for part, text in drafted.texts.items() if part not in _EXCUSED for w in windows_of(text)]  # fmt: skip
    last = _windows(t for part, t in drafted.known.last_texts.items() if part not in _EXCUSED)
    passages = _windows(_passages(drafted.draft))
    of_last = [w for w in windows if w in last and w not in own]
    of_passages = [w for w in windows if w in passages and w not in own]
    again = [w for w, count in Counter(windows).items() for _ in range(count - 1)]
    reasons = [
        *(f"与上年报告连续 {RUN} 字以上相同：“{shown(w)}”" for w in _first_of_runs(of_last)),
        *(
            f"与检索到的段落连续 {RUN} 字以上相同：“{shown(w)}”"
            for w in _first_of_runs(of_passages)
        ),
        *(f"前文已经写过：“{shown(w)}”" for w in _first_of_runs(again)),
        *([] if last else ["没有上年报告的正文，是否照抄上年没有评"]),
        *([] if passages else ["没有用到别的单位的报告，是否照抄检索段落没有评"]),
    ]
    return Scored(
        {
            "last_year": _left(of_last, windows) if last else None,
            "passages": _left(of_passages, windows) if passages else None,
            "within": _left(again, windows),
        },
        tuple(reasons),
    )


def _left(repeated: list[str], windows: list[str]) -> Decimal | None:
    return share(len(windows) - len(repeated), len(windows))


def _windows(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(window for text in texts for window in windows_of(text))


def _passages(draft: Draft) -> Iterable[str]:
    return (s.text for s in draft.sources.values() if s.kind == "report" and not s.own)


def _first_of_runs(windows: list[str]) -> list[str]:
    """One window for each stretch: the next ones overlap it in all letters but one."""
    found: list[str] = []
    before = ""
    for window in windows:
        if not before or window[:-1] != before[1:]:
            found.append(window)
        before = window
    return found

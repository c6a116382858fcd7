"""Register: does a draft sound like an official report? Measured against the sample reports.

The profile is of the tuning agencies alone, so that no held-out draft is compared with its own
agency's reports: of each feature the interval that a further report falls in 95 times in 100
(Student's prediction interval). `python -m evals.scoring.register` tells how many reports of each
half lie inside; `--write` measures the samples and writes `profile.json`.
"""

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import get_args

from assistant.drafting.planning.plan import SECTION_IDS
from assistant.reading.figures import read_figures
from assistant.report.quantities import find_quantities
from assistant.resources import corpus_dir
from evals.drafting.cases import Split, split_of
from evals.scoring.drafted import Drafted
from evals.scoring.scored import ONE, ZERO, Scored, rounded, share, shown

_HERE = Path(__file__).resolve().parent
_PROFILE = _HERE / "profile.json"
_UNFIT = ("LAN202", "LAN401", "LAN403", "LAN501", "LAN506", "LAN601", "LAN603", "LAN604")
_OTHERS_WORDS = re.compile(r"“[^”]*”|《[^》]*》")
_SINGULAR = re.compile(
    r"我(?![省市县区州盟旗镇乡街局委办厅院处室校社队所国军]|机关|单位|中心|们|办|大队|支队|分局|公司|集团|园区)|[你您]|咱"
)
# Two words, or one and its comma; names as App, PDF or www.example.cn are no English.
_ENGLISH = re.compile(r"(?<![\w.@/-])[A-Za-z]*[a-z]{2,}(?: [A-Za-z]+|, )")
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_LABELS = {
    "sentence_length": "平均句长",
    "connectives": "每千字连接词",
    "inflated": "每千字套话",
    "numbers": "每千字数字",
}
# The 97.5 % point of Student's t by degrees of freedom.
_STUDENT = {
    0: ZERO, 1: Decimal("12.706"), 2: Decimal("4.303"), 3: Decimal("3.182"), 4: Decimal("2.776"), 5: Decimal("2.571"), 6: Decimal("2.447"),
    7: Decimal("2.365"), 8: Decimal("2.306"), 9: Decimal("2.262"), 10: Decimal("2.228"), 15: Decimal("2.131"), 20: Decimal("2.086"),
}  # fmt: skip
_ONLY_TOO_MUCH = ("inflated",)
_ONLY_TOO_LITTLE = ("numbers",)


def register(drafted: Drafted) -> Scored:
    """`clean`: share of the sentences without colloquial, absolute or English words, breaking off, vague subjects, first
    person singular or an assistant's phrases; the others are 1 inside what the sample reports show
    and fall in proportion outside. A draft without text has no value.
    """
    text = "\n".join(drafted.texts.values())
    sentences = [match[0] for match in _SENTENCE.finditer(text)]
    if not sentences:
        return Scored({"clean": None, **dict.fromkeys(_LABELS)}, ("草稿是空的，语体没有评",))
    unfit = [f for f in drafted.findings if f.code in _UNFIT]
    reasons = [f"{f.code} {f.message}" for f in unfit]
    singular = [s for s in sentences if _SINGULAR.search(_OTHERS_WORDS.sub("", s))]
    reasons += [f"用了第一人称单数或称呼读者：“{shown(s)}”" for s in singular]
    english = [s for s in sentences if _ENGLISH.search(_OTHERS_WORDS.sub("", s))]
    reasons += [f"夹着英文：“{shown(s)}”" for s in english]
    bad = min(len(sentences), len(unfit) + len(singular) + len(english))
    values: dict[str, Decimal | None] = {"clean": share(len(sentences) - bad, len(sentences))}
    for name, measured in features(text).items():
        low, high = profile(drafted.known.parts)[name]
        values[name] = _closeness(name, measured, low, high)
        if values[name] != ONE:
            reasons.append(f"{_LABELS[name]} {measured:.1f}，样本报告是 {low:.1f} 到 {high:.1f}")
    return Scored(values, tuple(shown(reason, 120) for reason in reasons))


def features(text: str) -> dict[str, Decimal]:
    """Of a narrative: letters a sentence; connectives, inflated words and numbers in 1,000."""
    letters = max(1, len(text))
    sentences = [match[0] for match in _SENTENCE.finditer(text)]
    words = _words()
    counts = {name: sum(text.count(word) for word in words[name]) for name in words}
    counts["numbers"] = len(find_quantities(text))
    found = {name: rounded(Decimal(1000 * counts[name]) / letters) for name in _LABELS if name in counts}  # fmt: skip
    mean = Decimal(sum(map(len, sentences))) / max(1, len(sentences))
    return {"sentence_length": rounded(mean), **found}


def _closeness(name: str, measured: Decimal, low: Decimal, high: Decimal) -> Decimal:
    if measured > high and name not in _ONLY_TOO_LITTLE:
        return rounded(high / measured)
    if measured < low and name not in _ONLY_TOO_MUCH:
        return rounded(measured / low) if low else ZERO
    return ONE


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    data = tomllib.loads((_HERE / "register.toml").read_text("utf-8"))
    return {name: tuple(words) for name, words in data.items()}


@cache
def profile(parts: tuple[str, ...] = SECTION_IDS) -> Mapping[str, tuple[Decimal, Decimal]]:
    """What a further report may show of each feature; of chosen parts, those parts of the samples."""
    data = json.loads(_PROFILE.read_text("utf-8")) if parts == SECTION_IDS else measured_profile(parts)  # fmt: skip
    return {name: (Decimal(low), Decimal(high)) for name, (low, high) in data.items()}


def measured_profile(parts: tuple[str, ...] = SECTION_IDS) -> dict[str, list[str]]:
    """What `profile.json` has to say, measured on the tuning samples as they are now.

    A word that hardly any report uses may still stand once in one of ordinary length.
    """
    texts = list(_samples("tuning", parts))
    once = Decimal(1000 * len(texts)) / sum(map(len, texts))
    found = {name: _interval([features(text)[name] for text in texts]) for name in _LABELS}
    return {
        name: [str(max(ZERO, low)), str(rounded(max(once, high)))]
        for name, (low, high) in found.items()
    }


def _interval(values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """Where the next value falls 95 times in 100, of values spread as usual around their mean."""
    mean = sum(values, ZERO) / len(values)
    spread = sum(((v - mean) ** 2 for v in values), ZERO) / max(1, len(values) - 1)
    reach = _student(len(values) - 1) * (spread * (1 + ONE / len(values))).sqrt()
    return rounded(mean - reach), rounded(mean + reach)


def _student(freedom: int) -> Decimal:
    return _STUDENT[max(known for known in _STUDENT if known <= freedom)]


def _samples(split: Split, parts: tuple[str, ...] = SECTION_IDS) -> Iterator[str]:
    for path in sorted((corpus_dir() / "samples").glob("*.yaml")):
        report = read_figures(path)
        text = "\n".join(text for part, text in report.texts() if text and part in parts)
        if text and split_of(report.agency) == split:
            yield text


def inside(split: Split) -> dict[str, str]:
    """Of each feature, how many reports of a half lie inside the profile."""
    found = [features(text) for text in _samples(split)]
    return {
        name: f"{sum(_closeness(name, one[name], low, high) == ONE for one in found)}/{len(found)}"
        for name, (low, high) in profile().items()
    }


def main() -> None:
    """Show the profile and who lies inside, or write it anew."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true", help="write profile.json")
    text = json.dumps(measured_profile(), indent=1) + "\n"
    if parser.parse_args().write:
        _PROFILE.write_text(text, "utf-8")
    sys.stdout.write(text)
    for split in get_args(Split):
        sys.stdout.write(f"{split}: {inside(split)}\n")


if __name__ == "__main__":
    main()

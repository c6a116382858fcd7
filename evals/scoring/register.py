"""Register: does a draft sound like an official report? Measured against the sample reports.

`python -m evals.scoring.register --write` measures the samples and writes `profile.json`.
"""

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

from assistant.reading.figures import read_figures
from assistant.report.quantities import find_quantities
from assistant.resources import corpus_dir
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
        low, high = profile()[name]
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
def profile() -> Mapping[str, tuple[Decimal, Decimal]]:
    """The least and the most of each feature among the sample reports."""
    data = json.loads(_PROFILE.read_text("utf-8"))
    return {name: (Decimal(low), Decimal(high)) for name, (low, high) in data.items()}


def measured_profile() -> dict[str, list[str]]:
    """What `profile.json` has to say, measured on the samples as they are now."""
    found = [features(text) for text in _samples()]
    return {
        name: [str(min(one[name] for one in found)), str(max(one[name] for one in found))]
        for name in _LABELS
    }


def _samples() -> Iterator[str]:
    for path in sorted((corpus_dir() / "samples").glob("*.yaml")):
        yield "\n".join(text for _, text in read_figures(path).texts() if text)


def main() -> None:
    """Show the profile, or write it anew."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true", help="write profile.json")
    text = json.dumps(measured_profile(), indent=1) + "\n"
    if parser.parse_args().write:
        _PROFILE.write_text(text, "utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()

"""How many lies are refused and how many honest rewordings accepted, and how fast.

`python -m tests.drafting.adversarial.score` prints both halves; with `--show` also the
sentences of the tuning half that are judged wrongly (the other half is not to be looked at
while the grounding is changed), with `--path` how many honest sentences of the reviewer's sets
come whole through a draft.
"""

import statistics
import sys
import time
from collections.abc import Sequence
from itertools import groupby

from assistant.drafting.drafter import Drafter
from assistant.drafting.grounding.ground import Ground
from tests.drafting.adversarial.cases import (
    Case,
    fresh,
    ground_of,
    honest,
    lies,
    newer,
    of_model,
    piece_of_forty,
    previous_of,
    probes,
    report_of,
    reviewer,
    third,
    wider,
)
from tests.drafting.scripted_writer import ScriptedWriter

RUNS = 7


def judged_right(cases: Sequence[Case], *, holds: bool) -> tuple[int, list[Case]]:
    """How many of these are accepted (or refused, without `holds`), and the others."""
    wrong = [c for c in cases if ground_of(c.figures, c.section).judge(c.text).holds is not holds]
    return len(cases) - len(wrong), wrong


def halves(cases: Sequence[Case]) -> dict[str, list[Case]]:
    """The half that the code was tuned on and the half that was held out."""
    return {
        "tuning": [case for case in cases if not case.held_out],
        "held out": [case for case in cases if case.held_out],
    }


def milliseconds(ground: Ground, texts: Sequence[str]) -> float:
    """Processor time of one judgement, the best of several runs over these texts."""
    times = []
    for _ in range(RUNS):
        started = time.process_time()
        for text in texts:
            ground.judge(text)
        times.append((time.process_time() - started) / len(texts))
    return min(times) * 1000


def kept_whole(cases: Sequence[Case]) -> int:
    """How many sentences come whole through a draft whose model writes them all, part by part."""
    kept = 0
    ordered = sorted(cases, key=lambda case: (case.figures, case.section))
    for (figures, section), group in groupby(ordered, key=lambda c: (c.figures, c.section)):
        own = list(group)
        writer = ScriptedWriter("\n".join(case.text for case in own))
        drafter = Drafter(report_of(figures), previous=previous_of(figures), writer=writer)
        steps = drafter.steps((section,))
        said = {step.text.replace("；", "，") for step in steps if step.kind == "sentence"}
        kept += sum(case.text.replace("；", "，") in said for case in own)
    return kept


def reference() -> float:
    """Processor time of a fixed loop of plain Python in milliseconds, the best of several runs."""
    times = []
    for _ in range(RUNS):
        started = time.process_time()
        sum(len(str(number)) for number in range(10_000))
        times.append(time.process_time() - started)
    return min(times) * 1000


def main(*, show: bool, path: bool) -> None:
    """Print the table."""
    for name, cases, holds in (
        ("lies refused", lies(), False),
        ("honest accepted", honest(), True),
    ):
        for half, own in halves(cases).items():
            right, wrong = judged_right(own, holds=holds)
            print(f"{name:16} {half:9} {right:4} of {len(own):4} = {right / len(own):.3f}")
            for case in wrong if show and half == "tuning" else ():
                reasons = ground_of(case.figures, case.section).judge(case.text).reasons
                print(f"    {case.figures} {case.section} {case.text} {'；'.join(reasons)}")
    told, said = fresh()
    for name, cases, holds in (("lies refused", told, False), ("honest accepted", said, True)):
        right, _ = judged_right(cases, holds=holds)
        print(f"{name:16} {'fresh':9} {right:4} of {len(cases):4} = {right / len(cases):.3f}")
    for half, read in (("reviewer", reviewer), ("wider", wider), ("third", third)):
        told, said = read()
        refused, accepted = judged_right(told, holds=False)[0], judged_right(said, holds=True)[0]
        print(f"{'lies refused':16} {half:9} {refused:4} of {len(told):4}")
        print(f"{'honest accepted':16} {half:9} {accepted:4} of {len(said):4}")
        if path:
            print(f"{'whole in a draft':16} {half:9} {kept_whole(said):4} of {len(said):4}")
    right, _ = judged_right(of_model(), holds=False)
    print(f"{'lies refused':16} {'of model':9} {right:4} of {len(of_model()):4}")
    right, _ = judged_right(newer(), holds=False)
    print(f"{'lies refused':16} {'newer':9} {right:4} of {len(newer()):4}")
    right, _ = judged_right(probes(), holds=False)
    print(f"{'probes refused':16} {'':9} {right:4} of {len(probes()):4}")
    ground, texts = piece_of_forty()
    one, loop = milliseconds(ground, texts), reference()
    length = statistics.mean(map(len, texts))
    print(
        f"judge(): {one:.2f} ms a sentence of {length:.0f} characters on {len(ground.facts)} facts,"
        f" {one / loop:.2f} x a loop of 10,000 str() ({loop:.2f} ms)"
    )


if __name__ == "__main__":
    main(show="--show" in sys.argv, path="--path" in sys.argv)

"""In which manner a small model keeps the most sentences: measured on the same pieces.

    python -m evals.drafting.manners --pieces 10

asks the configured model for the same pieces in every manner, and prints what became of the
sentences. `assistant/drafting/writing/manner.py` has the choice.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace

from assistant.drafting.drafter import Drafter
from assistant.drafting.writer import Writer
from assistant.drafting.writing.account import Meter, Spent
from assistant.drafting.writing.cached_writer import open_writer
from assistant.drafting.writing.manner import Manner
from assistant.drafting.writing.part_writing import Part, PartWriting
from assistant.retrieval.corpus import Corpus
from assistant.settings import Settings
from evals.drafting.cases import cases
from evals.drafting.metered import Metered

SECTIONS = ("1.1", "1.2", "1.4", "1.5", "5")
MANNERS = {
    "text": Manner("text"),
    "text, shots": Manner("text", shots=True),
    "text, shots, slots": Manner("text", shots=True, slots=True),
    "text, passages": Manner("text", passages=True),
    "text, passages, composed": Manner("text", passages=True, composed=True),
    "text, shots, composed": Manner("text", shots=True, composed=True),
    "json, shots": Manner("json", shots=True),
    "json, shots, slots": Manner("json", shots=True, slots=True),
}


def pieces(count: int, corpus: Corpus | None) -> Iterator[Part]:
    """So many pieces, each as a part of its own, spread evenly over files and sections."""
    found = []
    for case in cases(4):
        drafter = Drafter(case.figures, previous=case.previous, corpus=corpus)
        for section in SECTIONS:
            part = drafter.to_write(drafter.material(section))
            found += [replace(part, works=(work,)) for work in part.works if work.facts]
    step = max(1, len(found) // count)
    yield from found[::step][:count]


def measure(parts: list[Part], writer: Writer, manner: Manner) -> tuple[Spent, int]:
    """What became of the sentences; how many of the model's are our composed ones again."""
    spent, copied = Spent(), 0
    for part in parts:
        writing = PartWriting(part, writer, manner, Meter())
        composed = {s.text for work in part.works for s in work.piece.sentences}
        for _ in writing.events():
            pass
        by_model = [s for own in writing.sentences for s in own if s.origin == "model"]
        copied += sum(sentence.text in composed for sentence in by_model)
        spent += writing.meter.spent
    return spent, copied


def main() -> None:
    """Print a line for each manner as it is measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pieces", type=int, default=10)
    parser.add_argument("--manners", default="", help="only these, separated by semicolons")
    wanted = parser.parse_args()
    settings = Settings()
    parts = list(pieces(wanted.pieces, Corpus.open(settings.home)))
    names = [name.strip() for name in wanted.manners.split(";") if name.strip()] or list(MANNERS)
    sys.stdout.write(
        "| manner | kept | copied | cut | repaired | replaced | dropped | composed | tokens out | s |\n"
    )
    for name in names:
        writer = Metered(open_writer(settings))
        spent, copied = measure(parts, writer, MANNERS[name])
        sys.stdout.write(
            f"| {name} | {spent.kept} | {copied} | {spent.cut} | {spent.repaired} | {spent.replaced} | {spent.dropped} "
            f"| {spent.composed} | {writer.tokens_out} | {writer.seconds:.0f} |\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main()

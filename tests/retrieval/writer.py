"""A process that adds reports to a corpus, for the tests that kill it or run two of it.

    python writer.py HOME PREFIX COUNT

Prints the id of each document once it is stored and indexed.
"""

import sys
from pathlib import Path

from counted_embedders import HashEmbedder
from small_reports import small_report

from assistant.retrieval.corpus import Corpus


def main() -> None:
    home, prefix, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    with Corpus.open(home, HashEmbedder()) as corpus:
        for number in range(count):
            document = corpus.add_report(
                small_report(f"{prefix}{number}局", about=f"第{number}号事")
            )
            corpus.refresh()
            print(document.id, flush=True)


if __name__ == "__main__":
    main()

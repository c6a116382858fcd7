"""Several processes on one corpus: killed while writing, writing at once, reading old state."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from counted_embedders import Counting, HashEmbedder
from small_reports import small_report

from assistant.retrieval.corpus import Corpus
from assistant.retrieval.embedding import Embedder

Lost = Callable[[Path, Embedder], list[str]]
HERE = Path(__file__).parent


def start_writer(home: Path, prefix: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(HERE / "writer.py"), str(home), prefix, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("acknowledged", [1, 3, 6])
def test_a_kill_in_the_middle_of_writing_loses_nothing_acknowledged(
    home: Path, counting: Counting, lost: Lost, acknowledged: int
) -> None:
    writer = start_writer(home, "甲", 1000)
    assert writer.stdout is not None
    known = [writer.stdout.readline().strip() for _ in range(acknowledged)]
    time.sleep(0.03 * acknowledged)
    writer.send_signal(signal.SIGKILL)
    known += writer.stdout.read().split()
    writer.wait()
    with Corpus.open(home, counting) as corpus:
        stored = {document.id: document for document in corpus.list()}
        assert set(known) <= set(stored)
        for document in stored.values():
            assert len(corpus.passages(document.id)) == document.passages
        corpus.search("依申请公开", 3)
        corpus.add_report(small_report("收尾局"))
        corpus.refresh()
    assert len(counting.passages) == 3
    assert lost(home, counting) == []
    assert len(list((home / "index").glob("index-*"))) == 1


def test_what_a_killed_process_left_is_swept(home: Path) -> None:
    writer = start_writer(home, "乙", 1000)
    assert writer.stdout is not None
    writer.stdout.readline()
    writer.kill()
    writer.wait()
    left = list((home / "index" / "open").glob("copy-*"))
    for folder in left:
        os.utime(folder, (1, 1))
    with Corpus.open(home, HashEmbedder()) as corpus:
        corpus.refresh()
        assert not any(folder.exists() for folder in left)
    assert list((home / "index" / "open").iterdir()) == []


def test_two_processes_writing_at_once_lose_nothing(home: Path, lost: Lost) -> None:
    Corpus.open(home, HashEmbedder()).close()
    writers = [start_writer(home, prefix, 20) for prefix in "丙丁"]
    written = [writer.communicate()[0].split() for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    assert [len(ids) for ids in written] == [20, 20]
    with Corpus.open(home, HashEmbedder()) as corpus:
        assert {i for ids in written for i in ids} <= {d.id for d in corpus.list()}
    assert lost(home, HashEmbedder()) == []


def test_two_processes_that_open_a_new_corpus_at_once_both_work(home: Path, lost: Lost) -> None:
    writers = [start_writer(home, prefix, 2) for prefix in "戊己"]
    assert [len(writer.communicate()[0].split()) for writer in writers] == [2, 2]
    assert lost(home, HashEmbedder()) == []


def test_a_reader_opened_before_a_write_sees_the_new_passage(home: Path) -> None:
    with Corpus.open(home, HashEmbedder()) as reader:
        reader.search("依申请公开", 3)
        reader.notices.clear()
        written = start_writer(home, "庚", 1).communicate()[0].strip()
        own = reader.passages(written)[0]
        hit = reader.search(own.search_text, 1)[0]
        assert hit.passage.id == own.id
        assert hit.why.dense_rank == 1
        assert reader.notices == []


def test_a_reader_survives_the_removal_of_what_it_has_open(home: Path) -> None:
    with Corpus.open(home, HashEmbedder()) as reader, Corpus.open(home, HashEmbedder()) as writer:
        document = writer.add_report(small_report("某市水务局"))
        for corpus in (reader, writer):
            corpus.refresh()
        writer.remove(document.id)
        writer.rebuild()
        assert document.id not in {h.passage.document_id for h in reader.search("苹果种植补贴", 9)}

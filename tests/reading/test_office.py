"""Old Word and WPS documents through LibreOffice: read whole, or refused with the way out."""

import os
import shutil
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from docx import Document

from assistant.errors import UnusableInput
from assistant.reading.blocks import Limits
from assistant.reading.document import read_document
from assistant.reading.office_file import read_office
from assistant.reading.open_file import read_report
from assistant.reading.regulation import Regulation
from evals.reading.office_papers import as_bytes, office, paper, sample
from tests.reading.printed import CITY, TOWN, converted
from tests.reading.reading_back import differences, texts, whats

ENCRYPTED = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
)


def fallen_apart() -> bytes:
    """The report as a conversion leaves it that has lost its tables: each cell a line."""
    whole, document = paper(sample(TOWN)), Document()
    for paragraph in whole.paragraphs:
        document.add_paragraph(paragraph.text)
    for table in whole.tables:
        for row in table.rows:
            for text in {cell._tc: cell.text for cell in row.cells}.values():
                document.add_paragraph(text)
    return as_bytes(document)


@pytest.fixture(scope="session")
def old(needs: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    papers = {name: as_bytes(paper(sample(name))) for name in (CITY, TOWN)}
    papers["fallen-apart"] = fallen_apart()
    folder = tmp_path_factory.mktemp("old")
    documents = converted(needs, folder, "doc", papers)
    for suffix in ("rtf", "odt"):
        office(needs("soffice"), folder, suffix, [folder / f"{TOWN}.docx"])
        documents[suffix] = folder / f"{TOWN}.{suffix}"
    return documents


@pytest.mark.parametrize("name", [CITY, TOWN])
def test_an_old_word_document_reads_back_whole(old: dict[str, Path], name: str) -> None:
    expected, read = sample(name), read_report(old[name])
    assert not differences(read, expected)
    assert texts(read) == texts(expected)
    assert "converted" in whats(read)


@pytest.mark.parametrize("suffix", ["rtf", "odt"])
def test_rtf_and_odt_go_the_same_way(old: dict[str, Path], suffix: str) -> None:
    assert not differences(read_report(old[suffix]), sample(TOWN))


@pytest.mark.parametrize("name", ["改名.docx", "金山.wps"])
def test_the_bytes_say_what_it_is_not_the_suffix(
    old: dict[str, Path], tmp_path: Path, name: str
) -> None:
    shutil.copy(old[TOWN], tmp_path / name)
    assert not differences(read_report(tmp_path / name), sample(TOWN))


def test_a_conversion_that_lost_its_tables_is_refused(old: dict[str, Path]) -> None:
    with pytest.raises(UnusableInput, match="表格不完整") as refused:
        read_office(old["fallen-apart"])
    assert "docx" in str(refused.value)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空的"),
        (ENCRYPTED, "密码"),
        (b"plain text", "不是 Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 40, "转换不了|不是政府信息公开"),
    ],
)
def test_what_cannot_be_converted_says_how_to_save_as_docx(
    needs: Callable[[str], str], data: bytes, said: str, tmp_path: Path
) -> None:
    needs("soffice")
    path = tmp_path / "年报.doc"
    path.write_bytes(data)
    with pytest.raises(UnusableInput, match=said) as refused:
        read_report(path) if b"plain" not in data else read_office(path)
    assert "怎么办" in str(refused.value)


def test_half_a_document_is_refused(old: dict[str, Path], tmp_path: Path) -> None:
    data = old[TOWN].read_bytes()
    path = tmp_path / "半个.doc"
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(UnusableInput, match="转换不了"):
        read_office(path)


def test_without_libreoffice_the_message_says_what_to_do(
    old: dict[str, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnusableInput, match="没有装 LibreOffice") as refused:
        read_office(old[TOWN])
    assert "另存为" in str(refused.value)


def test_a_conversion_that_takes_too_long_is_ended_with_all_it_started(
    tmp_path: Path, old: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "soffice"
    slow.write_text(f'#!/bin/sh\nsleep 60 &\necho $! > "{tmp_path}/child"\nwait\n')
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    started = time.monotonic()
    with pytest.raises(UnusableInput, match="还没有完成"):
        read_office(old[TOWN], Limits(seconds=1))
    assert time.monotonic() - started < 10
    child = int((tmp_path / "child").read_text())
    for _ in range(50):
        if not is_running(child):
            return
        time.sleep(0.1)
    pytest.fail("the process that soffice had started still runs")


def is_running(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] != "Z"


class Asked(BaseHTTPRequestHandler):
    """Notes every request and answers none."""

    seen: list[str]

    def do_GET(self) -> None:
        self.seen.append(self.path)
        self.send_error(404)

    do_OPTIONS = do_HEAD = do_PROPFIND = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    seen: list[str] = []
    server = HTTPServer(("127.0.0.1", 0), type("Listening", (Asked,), {"seen": seen}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", seen
    server.shutdown()
    server.server_close()


def test_a_document_that_asks_for_the_network_gets_none(
    needs: Callable[[str], str], listener: tuple[str, list[str]], tmp_path: Path
) -> None:
    address, seen = listener
    path = tmp_path / "问.odt"
    path.write_bytes(b"")
    with zipfile.ZipFile(path, "w") as odt:
        odt.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        odt.writestr("content.xml", _ASKING.replace("ADDRESS", address))
        odt.writestr("META-INF/manifest.xml", _MANIFEST)
    office(needs("soffice"), tmp_path, "docx", [path])
    assert seen, "LibreOffice as it comes does not ask: this test shows nothing"
    seen.clear()
    read_office(path)
    assert not seen


_ASKING = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content office:version="1.2"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:text><text:p>年报
<draw:frame text:anchor-type="as-char" svg:width="3cm" svg:height="3cm">
<draw:image xlink:href="ADDRESS/picture.png" xlink:type="simple" xlink:show="embed"
 xlink:actuate="onLoad"/></draw:frame></text:p></office:text></office:body>
</office:document-content>"""
_MANIFEST = """<?xml version="1.0"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/"
 manifest:media-type="application/vnd.oasis.opendocument.text"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""


def test_a_law_in_an_old_word_document_is_read_as_a_law(
    needs: Callable[[str], str], tmp_path: Path
) -> None:
    document = Document()
    document.add_paragraph("某县政务公开管理办法")
    for number in "一二三四":
        document.add_paragraph(
            f"第{number}条　各乡镇、各部门应当按季度清理公开栏目，并登记清理结果。"
        )
    (tmp_path / "办法.docx").write_bytes(as_bytes(document))
    office(needs("soffice"), tmp_path, "doc", [tmp_path / "办法.docx"])
    law = read_document(tmp_path / "办法.doc")
    assert isinstance(law, Regulation)
    assert len(law.provisions) == 4

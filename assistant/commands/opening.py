"""What the commands open: files and addresses, the corpus, the model, as the settings say."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from assistant.drafting.writer import Writer
    from assistant.reading.fetch import Fetched
    from assistant.report.model import AnnualReport, Note
    from assistant.retrieval.corpus import Corpus


def read_and_note(source: Path | str) -> "AnnualReport":
    """Read a file or a web address, and say on standard error what was guessed or left blank."""
    from assistant.reading.open_file import Allowance, read_report
    from assistant.settings import Settings

    settings = Settings()
    allowed = Allowance(settings.read_max_bytes, settings.read_seconds)
    if isinstance(source, Path):
        report, name = read_report(source, allowed), source.name
    else:
        page, name = fetched(source), source
        with page.as_file() as path:
            report = read_report(path, allowed)
    for line in notes_in_words(report.notes):
        click.echo(f"注意：{name} {line}", err=True)
    return report


_COUNTED = {
    "blank cell": "{} 格没有填（空白不等于 0）",
    "not read": "{} 格没有读出来，请对照原件补上：{}",
    "read by ocr": "{} 格由文字识别读出，请逐格对照原件：{}",
}
_NAMED = 6


def notes_in_words(notes: "Sequence[Note]") -> list[str]:
    """A reader's notes in lines; those that many cells share are counted, the first few named."""
    lines = []
    for note in notes:
        if note.what not in _COUNTED:
            lines.append(f"{note.where} {note.text}".strip())
    for what, words in _COUNTED.items():
        places = [note.where for note in notes if note.what == what]
        if places:
            more = "等" if len(places) > _NAMED else ""
            lines.append(words.format(len(places), "、".join(places[:_NAMED]) + more))
    return lines


def fetched(address: str) -> "Fetched":
    """What stands at a web address, within the limits of the settings."""
    from assistant.reading.fetch import FetchLimits, fetch
    from assistant.settings import Settings

    settings = Settings()
    limits = FetchLimits(
        max_bytes=settings.fetch_max_bytes,
        seconds=settings.fetch_seconds,
        allow_private=settings.allow_private_addresses,
        proxy=settings.proxy,
    )
    return fetch(address, limits)


def writer_for(engine: str) -> "Writer | None":
    """The model, if one is set and wanted."""
    from assistant.settings import Settings

    settings = Settings()
    if engine == "offline" or (engine == "auto" and not settings.has_model):
        if engine == "auto":
            click.echo("没有设置模型（OPENAI_MODEL），离线组稿", err=True)
        return None
    from assistant.drafting.writing.cached_writer import open_writer

    model = open_writer(settings)
    click.echo(f"使用模型 {model.name}", err=True)
    return model


def opened_corpus() -> "Corpus":
    from assistant.settings import Settings

    return corpus_at(Settings().home)


def corpus_at(home: Path) -> "Corpus":
    """The corpus that lies in this folder; what was mended in it is said on standard error."""
    from assistant.retrieval.corpus import Corpus
    from assistant.settings import Settings

    settings = Settings()
    embedder = None
    if settings.embedding_model:
        from assistant.drafting.model import ServerEmbedder

        embedder = ServerEmbedder(settings)
    corpus = Corpus.open(home, embedder)
    for notice in corpus.notices:
        click.echo(f"注意：{notice}", err=True)
    return corpus

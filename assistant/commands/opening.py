"""What the commands open: files and addresses, the corpus, the model, as the settings say."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from assistant.drafting.writer import Writer
    from assistant.reading.fetch import Fetched
    from assistant.report.model import AnnualReport
    from assistant.retrieval.corpus import Corpus


def read_and_note(source: Path | str) -> "AnnualReport":
    """Read a file or a web address, and say on standard error what was guessed or left blank."""
    from assistant.reading.open_file import read_report

    if isinstance(source, Path):
        report, name = read_report(source), source.name
    else:
        page, name = fetched(source), source
        with page.as_file() as path:
            report = read_report(path)
    blanks = [note for note in report.notes if note.what == "blank cell"]
    for note in report.notes:
        if note not in blanks:
            click.echo(f"注意：{name} {note.where} {note.text}".replace("  ", " "), err=True)
    if blanks:
        click.echo(f"注意：{name} 有 {len(blanks)} 格没有填（空白不等于 0）", err=True)
    return report


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
    from assistant.drafting.model import ChatModel

    model = ChatModel(settings)
    click.echo(f"使用模型 {model.name}", err=True)
    return model


def opened_corpus() -> "Corpus":
    from assistant.retrieval.corpus import Corpus
    from assistant.settings import Settings

    settings = Settings()
    embedder = None
    if settings.embedding_model:
        from assistant.drafting.model import ServerEmbedder

        embedder = ServerEmbedder(settings)
    corpus = Corpus.open(settings.home, embedder)
    for notice in corpus.notices:
        click.echo(f"注意：{notice}", err=True)
    return corpus

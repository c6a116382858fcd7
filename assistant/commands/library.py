"""corpus add, list, remove, search, rebuild."""

import sys
from typing import TYPE_CHECKING

import click

from assistant.commands.opening import corpus_at, fetched, opened_corpus
from assistant.commands.options import OK, UNUSABLE, WRONG, Commands, print_json, with_format

if TYPE_CHECKING:
    from assistant.gathering import Gatherer, Tally
    from assistant.retrieval.corpus import Corpus


@click.group(cls=Commands, help="资料库：条例、样例报告和自己加入的报告。")
@click.option("--agency", default="", help="这个机关自己的资料库（建立了帐号以后，各机关分开）。")
def corpus(agency: str) -> None:
    """The group of corpus commands; `_library` looks at the agency."""


def _library() -> "Corpus":
    """The corpus of the agency that the call names, else that of the whole machine."""
    group = click.get_current_context().parent
    agency = group.params["agency"] if group else ""
    if not agency:
        return opened_corpus()
    from assistant.settings import Settings
    from assistant.workspace.agencies import corpus_folder

    return corpus_at(corpus_folder(Settings().home, agency))


@corpus.command("add", help="加入年报、法规、通知：文件、文件夹（含下级）或网址。")
@click.argument("paths", nargs=-1, required=True)
@click.option("--again", is_flag=True, help="内容没有变的也重新读入。")
@with_format
def corpus_add(paths: tuple[str, ...], again: bool, form: str) -> int:
    """Add files, folders and addresses; goes on after a bad one and lists those at the end."""
    from assistant.gathering import Gatherer, Tally, origins
    from assistant.shell_text import tally_as_json, tally_in_words

    library = _library()
    wanted, tally = origins(paths), Tally()
    try:
        _gather(wanted, Gatherer(library, fetched, again=again), tally)
        library.refresh()
    except KeyboardInterrupt:
        click.echo("已中断，此前加入的都已保存", err=True)
    left = len(wanted) - tally.count
    if form == "json":
        print_json(tally_as_json(tally, left))
    else:
        click.echo(tally_in_words(tally, left))
    usable = tally.added or tally.known
    return (WRONG if usable else UNUSABLE) if tally.bad or left else OK


def _gather(wanted: list[str], gatherer: "Gatherer", tally: "Tally") -> None:
    """Add one after the other, with a bar on a terminal and a line each elsewhere."""
    from assistant.shell_text import added_in_words

    if not sys.stderr.isatty():
        for origin in wanted:
            one = gatherer.add(origin)
            tally.take(one)
            click.echo(added_in_words(one), err=True)
        return
    with click.progressbar(wanted, label="加入资料", file=sys.stderr) as bar:
        for origin in bar:
            tally.take(gatherer.add(origin))


@corpus.command("list", help="列出资料。")
@with_format
def corpus_list(form: str) -> None:
    """List documents."""
    from assistant.shell_text import document_as_json

    documents = _library().list()
    if form == "json":
        print_json([document_as_json(d) for d in documents])
        return
    for document in documents:
        origin = "内置" if document.origin == "built-in" else "加入"
        click.echo(f"{document.id}  {origin}  {document.title}")


@corpus.command("remove", help="移除自己加入的一份资料。")
@click.argument("document_id")
@with_format
def corpus_remove(document_id: str, form: str) -> None:
    """Remove a document."""
    from assistant.shell_text import document_as_json

    document = _library().remove(document_id)
    if form == "json":
        print_json({"removed": document_as_json(document)})
    else:
        click.echo(f"已移除 {document.title}")


@corpus.command("search", help="检索资料。")
@click.argument("query")
@click.option("-k", default=5, type=click.IntRange(1, 50), help="条数。")
@with_format
def corpus_search(query: str, k: int, form: str) -> None:
    """Search passages."""
    hits = _library().search(query, k)
    if form == "json":
        from assistant.shell_text import hit_as_json

        print_json([hit_as_json(hit) for hit in hits])
        return
    for rank, hit in enumerate(hits, 1):
        passage = hit.passage
        text = passage.text if len(passage.text) < 160 else f"{passage.text[:160]}……"
        click.echo(f"{rank}. {passage.title} {passage.locator}\n   {text}")
    if not hits:
        click.echo("没有查到")


@corpus.command("rebuild", help="重建检索索引（不重新计算向量）。")
@with_format
def corpus_rebuild(form: str) -> None:
    """Rebuild the index from the stored vectors."""
    library = _library()
    library.rebuild()
    if form == "json":
        print_json({"rebuilt": True, "documents": len(library.list())})
    else:
        click.echo("索引已重建")

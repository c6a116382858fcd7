"""revise: a draft changed by wishes as one says them, every version kept in a file."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.commands.opening import read_and_note, writer_for
from assistant.commands.options import ENGINE, FILE, OK, WRONG, Command, print_json, with_format
from assistant.commands.trail import history_in

if TYPE_CHECKING:
    from assistant.chat.revising_talk import RevisingTalk
    from assistant.drafting.revising.history import DraftHistory
    from assistant.report.model import AnnualReport


@click.command(
    cls=Command,
    help="修改草稿：DRAFT 是 nianbao draft 写出的 json，或本命令写出的 versions.json；"
    "WISHES 是一句句的要求，如“1.4再短点”“1.2第二句删掉”“撤销”“看看改了什么”。",
)
@click.argument("figures", type=FILE)
@click.argument("draft", type=FILE)
@click.argument("wishes", nargs=-1, required=True)
@click.option("--previous", type=FILE, help="上年报告。")
@click.option("--section", default="", help="没有说哪一部分时改这一部分，如 1.2。")
@click.option("--who", default="", help="修改人，记在版本里。")
@ENGINE
@click.option("--out", type=FILE, help="写到这个文件夹（含 versions.json）；不给则只显示。")
@with_format
def revise(
    figures: Path,
    draft: Path,
    wishes: tuple[str, ...],
    previous: Path | None,
    section: str,
    who: str,
    engine: str,
    out: Path | None,
    form: str,
) -> int:
    """Carry out wishes on a draft, one after the other."""
    from assistant.chat.memory import Memory

    report = read_and_note(figures)
    last = read_and_note(previous) if previous else None
    talk = _talk(report, last, history_in(draft, report), who, engine)
    turns, memory = [], Memory(section=section)
    for wish in wishes:
        turn, memory = _turn(talk, wish, memory)
        turns.append(turn)
        if form == "text":
            click.echo(f"{wish}\n{turn['reply']}\n")
    files = _written(talk.history, report, out) if out else []
    if form == "json":
        shown = talk.history.draft.model_dump(mode="json") if talk.history.draft else None
        print_json({"turns": turns, "version": talk.history.current, "draft": shown})
    for path in files if form == "text" else ():
        click.echo(f"已写出 {path}")
    return OK if all(turn["done"] for turn in turns) else WRONG


def _talk(
    report: "AnnualReport",
    last: "AnnualReport | None",
    history: "DraftHistory",
    who: str,
    engine: str,
) -> "RevisingTalk":
    from assistant.chat.revising_talk import RevisingTalk
    from assistant.drafting.drafter import unfit_previous
    from assistant.drafting.revising.basis import Basis
    from assistant.drafting.revising.reviser import Reviser

    unfit = unfit_previous(report, last)
    if unfit:
        click.echo(f"注意：{unfit}", err=True)
    reviser = Reviser(Basis.of(report, None if unfit else last), writer_for(engine))
    return RevisingTalk(lambda: reviser, who, _now, history)


def _now() -> str:
    return datetime.now(UTC).astimezone().isoformat(" ", "seconds")


def _turn(talk: "RevisingTalk", wish: str, memory: Any) -> tuple[dict[str, Any], Any]:
    """One wish: what was answered, what was changed, and what to remember for the next."""
    from assistant.chat.intent import remembered, understand
    from assistant.errors import UnusableInput

    action = understand(wish, memory)
    if action.kind in ("draft", "check", "ask", "help"):
        raise UnusableInput(
            f"“{wish}”不是对草稿的修改",
            cure="例如“1.4再短点”“1.2第二句删掉”“撤销”；起草、校验、提问用 draft、check、ask",
        )
    before = talk.history
    words = "".join(reply.text for reply in talk.respond(action, wish))
    now = talk.history.now
    changed = talk.history is not before and now is not None
    turn = {
        "wish": wish,
        "action": action.revision.action if action.revision else action.kind,
        "done": changed or action.kind in ("show", "changes", "compare"),
        "reply": words,
        "version": talk.history.current,
        "changes": [c.model_dump() for c in now.changes] if changed and now else [],
    }
    return turn, remembered(memory, action)


def _written(history: "DraftHistory", report: "AnnualReport", out: Path) -> list[Path]:
    from assistant.drafting.draft import assemble
    from assistant.drafting.revising.history_file import history_as_json
    from assistant.exporting.export import default_stem, export
    from assistant.exporting.saving import save

    if history.draft is None:
        return []
    revised = assemble(history.draft, report)
    files = export(revised, ["docx", "html", "md"], out)
    stem = default_stem(revised)
    draft = f"{history.draft.model_dump_json(indent=2)}\n".encode()
    versions = f"{history_as_json(history)}\n".encode()
    return [
        *files,
        save(out, f"{stem}.json", draft),
        save(out, f"{stem}.versions.json", versions),
    ]

"""One save of the form: from the version that a browser shows to the newest one, nobody overwritten."""

from collections.abc import Mapping
from typing import Any

from assistant.errors import UnusableInput
from assistant.report.model import AnnualReport
from assistant.workspace.project import Project
from assistant.workspace.values import Saved
from ui.data.edits import Edited, Edits, edited
from ui.data.form_view import cards_of, values_of
from ui.data.marks import marks_of

_NAMED = 3
_LISTED = 50
_HOW = {"undo": "撤销", "redo": "重做", "merge": "与同事的修改合在一起"}
_FILLS = {"zeros": "其余填 0 并合计", "totals": "填合计"}


def save_edits(project: Project, edits: Edits) -> dict[str, Any]:
    """Put what was typed on the version that it was typed on; what a colleague changed comes along.

    Gives what the form needs to show what stands now: marks, the cells and cards that are other
    than the browser has them, and what was refused and why.

    Raises:
        Conflict: A colleague changed the same places; nothing was saved.
        UnusableInput: The browser shows a version that there is not.
    """
    base = project.read("figures", edits.base)
    if base is None:
        raise UnusableInput("这个项目还没有数据", cure="刷新页面再填")
    before = AnnualReport.model_validate(base.document)
    result = edited(before, edits)
    saved = project.save(
        "figures", result.report.model_dump(mode="json"), edits.base, _why(before, edits, result)
    )
    now = AnnualReport.model_validate(saved.document)
    answer = _shown(project, saved, now)
    answer |= {"refused": dict(result.refused), "doubts": dict(result.doubts)}
    answer["named"] = dict(result.named)
    answer["values"] = _otherwise(now, before, edits, result)
    if cards_of(now) == cards_of(result.report):
        del answer["cards"]
    answer["merged"] = len(saved.merged)
    return answer


def step(project: Project, back: bool, shown: int) -> dict[str, Any]:
    """Undo or redo the newest change of the figures; everything that the form shows.

    Raises:
        UnusableInput: There is nothing to undo or redo.
        Conflict: A colleague saved since the version that the browser shows.
    """
    saved = project.undo("figures", shown) if back else project.redo("figures", shown)
    return _shown(project, saved, AnnualReport.model_validate(saved.document))


def restored(project: Project, version: int, shown: int) -> dict[str, Any]:
    """Make an old version the newest one; everything that the form shows.

    Raises:
        NotThere: There is no such version.
        Conflict: A colleague saved since the version that the browser shows.
    """
    saved = project.restore("figures", version, shown, f"恢复第 {version} 版")
    return _shown(project, saved, AnnualReport.model_validate(saved.document))


def versions_of(project: Project) -> list[dict[str, Any]]:
    """The newest versions of the figures, newest first: who, when and why."""
    return [
        {
            "version": one.version,
            "who": one.who,
            "when": one.when.astimezone().strftime("%m-%d %H:%M"),
            "why": one.why or _HOW.get(one.how, ""),
        }
        for one in reversed(project.versions("figures")[-_LISTED:])
    ]


def newest(project: Project) -> dict[str, Any]:
    """Everything that the form shows, as it stands now.

    Raises:
        UnusableInput: There are no figures yet.
    """
    current = project.read("figures")
    if current is None:
        raise UnusableInput("这个项目还没有数据", cure="刷新页面再填")
    saved = Saved(current.version, current.document)
    return _shown(project, saved, AnnualReport.model_validate(current.document))


def previous_of(project: Project) -> AnnualReport | None:
    """Last year's report of a project, if one was put in."""
    stored = project.read("previous")
    return AnnualReport.model_validate(stored.document) if stored else None


def _shown(project: Project, saved: Saved, now: AnnualReport) -> dict[str, Any]:
    return {
        "version": saved.version,
        "marks": marks_of(now, previous_of(project)).as_json(),
        "values": values_of(now),
        "cards": cards_of(now),
        "problems": "\n".join(now.problems),
        "improvements": "\n".join(now.improvements),
        "published": now.published or "",
    }


def _otherwise(
    now: AnnualReport, before: AnnualReport, edits: Edits, result: Edited
) -> Mapping[str, str]:
    """The cells that stand otherwise than the browser shows them."""
    taken = {a: text for a, text in edits.cells.items() if a not in result.refused}
    shown = values_of(before) | taken
    return {a: value for a, value in values_of(now).items() if shown[a] != value}


def _why(before: AnnualReport, edits: Edits, result: Edited) -> str:
    by_address = before.form.by_address
    told = [
        f"{by_address[a].label} {text.strip() or '空白'}"
        for a, text in edits.cells.items()
        if a not in result.refused
    ]
    more = f"等 {len(told)} 格" if len(told) > _NAMED else ""
    said = ["、".join(told[:_NAMED]) + more] if told else []
    said += [f"工作事实 {len(edits.facts)} 件"] if edits.facts else []
    said += ["问题和改进"] if edits.problems is not None or edits.improvements is not None else []
    said += [_FILLS[edits.fill.partition(":")[0]]] if edits.fill else []
    return "填表：" + "；".join(said) if said else "填表"

"""What was changed, as a person reads it: before and after, why, and what was not done."""

from collections.abc import Sequence

from assistant.drafting.draft import Draft, DraftSection
from assistant.drafting.revising.history import DraftHistory
from assistant.drafting.revising.version import Change, Refused, Revised, Version
from assistant.drafting.revising.wording import body_of

_MOST = 12
_LATEST = 10
_KINDS = {"added": "加", "removed": "删", "changed": "改", "moved": "移"}


def revised_in_words(revised: Revised, number: int) -> str:
    """The answer to a wish; `number` is that of the new version, or of the one that stands."""
    lines = []
    if revised.changes:
        lines.append(f"改好了，现在是第 {number} 版（说“撤销”可以退回）：")
        lines.append(changes_in_words(revised.changes))
    else:
        lines.append("没有改动。")
    lines += refused_in_words(revised.refused)
    lines += [f"（{note}）" for note in revised.notes]
    return "\n".join(lines)


def changes_in_words(changes: Sequence[Change]) -> str:
    """Every change in two lines; those of numbers and marks alone are only counted."""
    told = [c for c in changes if not is_only_mended(c)]
    mended = len(changes) - len(told)
    lines = []
    for change in told[:_MOST]:
        lines += _change(change)
    if len(told) > _MOST:
        lines.append(f"……另有 {len(told) - _MOST} 处")
    if mended:
        lines.append(f"另有 {mended} 句只调整了序号或标点")
    return "\n".join(lines) or "没有不同。"


def is_only_mended(change: Change) -> bool:
    """Whether only a chain's number or a closing mark is another."""
    return change.kind == "changed" and body_of(change.before) == body_of(change.after)


def _change(change: Change) -> list[str]:
    section = "前言" if change.section == "preface" else change.section
    where = f"[{section}] 第{change.paragraph}段第{change.sentence}句"
    why = f"（{change.why}）" if change.why else ""
    lines = [f"【{_KINDS[change.kind]}】{where}{why}"]
    if change.kind == "moved":
        return [*lines, f"  {change.after}"]
    lines += [f"  原：{change.before}"] if change.before else []
    lines += [f"  现：{change.after}"] if change.after else []
    return lines


def refused_in_words(refused: Sequence[Refused]) -> list[str]:
    """What was not done, and why."""
    return [f"没有做：{one.text}\n  原因：{one.why}" for one in refused]


def history_in_words(history: DraftHistory) -> str:
    """The latest versions with the one looked at marked, then what was changed in it."""
    if history.now is None:
        return "还没有起草，也就没有修改。"
    first = max(0, len(history.versions) - _LATEST)
    lines = [f"前面还有 {first} 版；说“回到第几版”可以找回任何一版"] if first else []
    lines += [_version(version, history.current) for version in history.versions[first:]]
    lines += ["", f"第 {history.current} 版改了：", changes_in_words(history.now.changes)]
    lines += refused_in_words(history.now.refused)
    return "\n".join(lines)


def _version(version: Version, current: int) -> str:
    mark = "→" if version.number == current else "·"
    told = [c for c in version.changes if not is_only_mended(c)]
    made = (
        f"，由第 {version.parent} 版改来" if version.parent not in (0, version.number - 1) else ""
    )
    who = "，".join(filter(None, (version.by, version.at)))
    signed = f"（{who}）" if who else ""
    return f"{mark} 第 {version.number} 版：{version.asked}，{len(told)} 处{made}{signed}"


def section_in_words(section: DraftSection) -> str:
    """A part with its sentences counted, so that one can be named."""
    lines = [f"【{section.title}】"]
    number = 0
    for index, paragraph in enumerate(section.paragraphs, 1):
        lines += [f"第{index}段"] if len(section.paragraphs) > 1 else []
        for sentence in paragraph.sentences:
            number += 1
            lines.append(f"  {number}. {sentence.text}")
    return "\n".join(lines if number else [*lines, "（没有正文）"])


def draft_in_short(draft: Draft) -> str:
    """The parts of a draft by name, with how much is written in each."""
    return "\n".join(
        f"· {section.id if section.id != 'preface' else '前言'} {section.title}：{len(section.text)} 字"
        for section in draft.sections
    )

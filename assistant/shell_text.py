"""Results as people read them in a terminal, and as JSON where a model has none of its own."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.report.model import AnnualReport
from assistant.rules.rule import Rule

if TYPE_CHECKING:
    from assistant.drafting.draft import Draft
    from assistant.drafting.writing.account import Account
    from assistant.gathering import Added, Tally
    from assistant.retrieval.passages import Document
    from assistant.retrieval.search import Hit

_SHOWN = 20
_KINDS = {"problem": "问题", "improvement": "改进"}


def report_in_words(report: AnnualReport) -> str:
    """What was read, in a few lines: who, when, how much is filled in, what was noted."""
    cells = report.cells()
    blank = [address for address, value in cells.items() if value is None]
    lines = [
        f"{report.full_title}",
        f"单位 {report.agency}，年度 {report.year}，{report.layout} 年版格式",
        f"表格 {len(cells)} 格，已填 {len(cells) - len(blank)} 格，空白 {len(blank)} 格",
        f"工作事实 {len(report.facts)} 条，问题 {len(report.problems)} 条，改进 {len(report.improvements)} 条",
    ]
    written = [(name, len(text)) for name, text in report.texts() if text]
    lines += [f"正文 {name}：{length} 字" for name, length in written]
    return "\n".join(lines)


def rule_in_words(rule: Rule, *, whole: bool) -> str:
    """A rule in a line, or with its basis, cure and examples."""
    line = f"{rule.code} {rule.name} 【{rule.severity.label}】{rule.summary}"
    if not whole:
        return line
    lines = [line, f"  依据：{rule.basis}", f"  怎么改：{rule.cure}"]
    for example in rule_examples(rule):
        lines.append(f"  {'错例' if example['bad'] else '对例'}：{example['text']}")
        lines += [f"    改前：{text}" for text in example.get("before", ())]
        lines += [f"    改后：{text}" for text in example.get("after", ())]
    return "\n".join(lines)


def rule_examples(rule: Rule) -> list[dict[str, Any]]:
    """The rule's examples: a bad one before and after its cure, then good ones."""
    from assistant.review.before_after import before_after, good_examples

    bad = before_after(rule)
    found: list[dict[str, Any]] = [{"bad": False, "text": text} for text in good_examples(rule)]
    if bad is not None:
        shown = {"before": list(bad.before), "after": list(bad.after)}
        found.insert(0, {"bad": True, "text": bad.message, **shown})
    return found


def rule_as_json(rule: Rule) -> dict[str, Any]:
    """A rule's printed fields."""
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "summary": rule.summary,
        "basis": rule.basis,
        "cure": rule.cure,
        "examples": rule_examples(rule),
    }


def draft_in_words(draft: "Draft", files: list[Path], *, whole: bool) -> str:
    """What was drafted, what was dropped and why, what is missing, where the files are."""
    lines = []
    if whole:
        for section in draft.sections:
            lines += [section.title, section.text, ""]
    lines += _left_open(draft)
    if draft.findings:
        lines.append(f"校验发现 {len(draft.findings)} 处：")
        lines += [f"  {f['code']} {f['message']}" for f in draft.findings[:_SHOWN]]
    engine = "离线组稿" if draft.engine == "offline" else f"模型 {draft.engine}"
    lines.append(
        f"{draft.agency} {draft.year} 年：起草 {len(draft.sections)} 个部分（{engine}），"
        f"引用事实 {len(draft.facts)} 条、资料 {len(draft.sources)} 条"
    )
    if draft.account:
        lines.append(account_in_words(draft.account))
    lines += [f"已写出 {path}" for path in files]
    return "\n".join(lines)


def _left_open(draft: "Draft") -> list[str]:
    """What was dropped, is missing, is only proposed, or repeats another text."""
    lines = []
    if draft.dropped:
        lines.append(f"去掉或改写的句子 {len(draft.dropped)} 处：")
        lines += [f"  [{d.section}] {d.text}\n      原因：{d.why}" for d in draft.dropped]
    if draft.missing:
        lines.append("还缺这些内容（没有依据，未写；请在 facts 里补上）：")
        for one in draft.missing:
            lines.append(f"  [{one.section}] {one.what}")
            lines += [f"      怎么补：{one.hint}"] if one.hint else []
    if draft.proposals:
        lines.append("建议，须确认（由数据推出，没有写进文稿）：")
        lines += [f"  {_KINDS[p.kind]}：{p.text}\n      由来：{p.why}" for p in draft.proposals]
    if draft.repeated:
        lines.append("与上年报告或范文雷同的句子，请换一种说法：")
        lines += [f"  [{r.section}] {r.text}（同{r.of}）" for r in draft.repeated]
    return lines


def account_in_words(account: "Account") -> str:
    """What the model cost and what became of its sentences, in a line."""
    total = account.total
    stood = total.kept + total.cut + total.repaired - total.replaced
    size = "小模型，一次写一个要点" if account.model_size == "small" else "大模型，一次写一个部分"
    about = "约 " if total.estimated else ""
    return (
        f"按{size}（{account.why}）；模型的句子留下 {stood} 句（删改 {total.cut}，重写 {total.repaired}），"
        f"没有依据未用 {total.dropped} 句，组稿 {total.composed} 句；"
        f"请求 {total.requests} 次（重试 {total.retries}），来自缓存 {total.cache_hits} 次，"
        f"词元 {about}{total.tokens_in}+{total.tokens_out}，{total.seconds:.0f} 秒"
    )


def document_as_json(document: "Document") -> dict[str, Any]:
    """A document of the corpus."""
    return {
        "id": document.id,
        "title": document.title,
        "kind": document.kind,
        "origin": document.origin,
        "source": document.source,
        "sha256": document.sha256,
        "added": document.added,
        "agency": document.agency,
        "year": document.year,
    }


def added_in_words(one: "Added") -> str:
    """What became of one file or address, in a line."""
    if one.why:
        return f"没有加入：{one.why}"
    if one.document is None:
        return f"已有，跳过 {one.origin}（内容相同：{one.known}）"
    instead = f"（顶替这次先加入的 {one.replaced}）" if one.replaced else ""
    kind = "法规文件" if one.document.kind == "regulation" else "年报"
    return f"已加入 {one.origin}：{kind}《{one.document.title}》{instead}"


def tally_in_words(tally: "Tally", left: int) -> str:
    """How many were added, known and bad; the bad ones with why and cure."""
    lines = [f"没有加入：{one.why}" for one in tally.bad]
    counts = f"加入 {len(tally.added)} 份，已有跳过 {len(tally.known)} 份，失败 {len(tally.bad)} 份"
    return "\n".join([*lines, f"{counts}，没有处理 {left} 份" if left else counts])


def tally_as_json(tally: "Tally", left: int) -> dict[str, Any]:
    """The documents that were added, and the files that were known or bad."""
    return {
        "added": [document_as_json(one.document) for one in tally.added if one.document],
        "known": [{"file": one.origin, "id": one.known} for one in tally.known],
        "bad": [{"file": one.origin, "why": one.why} for one in tally.bad],
        "not_reached": left,
    }


def hit_as_json(hit: "Hit") -> dict[str, Any]:
    """A search result."""
    passage = hit.passage
    return {
        "id": passage.id,
        "title": passage.title,
        "locator": passage.locator,
        "kind": passage.kind,
        "agency": passage.agency,
        "year": passage.year,
        "section": passage.section,
        "text": passage.text,
        "score": format(hit.score, ".6f"),
    }

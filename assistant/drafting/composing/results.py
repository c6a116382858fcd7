"""Sentences that list what is not zero: results of requests, decisions, reviews and lawsuits."""

from collections.abc import Sequence

from assistant.drafting.composing.phrases import LAWSUITS, RESULTS, REVIEWS
from assistant.drafting.composing.telling import Teller
from assistant.drafting.draft import GroundedSentence
from assistant.report.labels import CASE_GROUPS, CASE_OUTCOMES, GRANTED, PARTIAL
from assistant.report.layout import Group, Layout

_LISTED = (
    "全年答复办结{total}，按结果分：{list}。",
    "从办理结果看，全年办结{total}，其中{list}。",
    "全年办结{total}，其中{list}。",
    "年内办结申请{total}，按结果划分，{list}。",
    "全年办结申请{total}，办理结果为：{list}。",
    "共办结{total}：{list}。",
    "办结申请{total}，{list}。",
    "办理完毕的申请共{total}，其中{list}。",
)
_SINGLE = (
    "办结的{total}均{name}。",
    "办理完毕的申请{total}，均{name}。",
    "全年答复办结{total}，均{name}。",
    "从办理结果看，全年办结{total}，均{name}。",
    "年内办结申请{total}，均{name}。",
    "全年办结{total}，均{name}。",
    "共办结{total}，均{name}。",
)
_WHOLE = (
    "年内办结申请{total}。",
    "全年答复办结申请{total}。",
    "共办结申请{total}。",
    "办理完毕的申请共{total}。",
    "全年办结{total}。",
)
_REASONS = (
    "{group}的{whole}分别是：{list}",
    "{group}的{whole}中，{list}",
    "{group}{whole}，其中{list}",
    "{group}的{whole}，包括{list}",
)
_ONE_REASON = (
    "{group}的{whole}属于{name}",
    "{group}{whole}，属于{name}",
    "{group}的{whole}为{name}",
    "{group}{whole}，即{name}",
)
_DECISIONS = (
    "从行政处理决定看，{list}。",
    "全年作出处理决定：{list}。",
    "本年作出的处理决定中，{list}。",
    "年内行政处理决定情况为：{list}。",
    "行政处理决定方面，{list}。",
    "本年行政处理决定：{list}。",
    "作出的行政处理决定有{list}。",
    "全年作出行政处理决定，其中{list}。",
)
_REVIEWED = (
    "被申请政府信息公开行政复议{total}",
    "全年发生政府信息公开行政复议{total}",
    "政府信息公开行政复议案件{total}",
    "以政府信息公开为由的行政复议{total}",
    "涉及政府信息公开的行政复议案件{total}",
    "因政府信息公开工作被申请行政复议{total}",
    "行政复议方面，因政府信息公开被申请复议{total}",
    "政府信息公开引起行政复议{total}",
)
_SUED = (
    "政府信息公开行政诉讼{total}",
    "政府信息公开行政诉讼案件{total}",
    "全年发生政府信息公开行政诉讼{total}",
    "涉及政府信息公开的行政诉讼案件{total}",
    "行政诉讼方面，因政府信息公开被提起诉讼{total}",
    "因政府信息公开工作被提起行政诉讼{total}",
    "政府信息公开引起行政诉讼{total}",
    "被提起行政诉讼{total}",
)
_ONE_WAY = ("{kind}的{total}", "{kind}{total}", "{kind}案件{total}")
_OF_KIND = (
    "{kind}的{total}案件中，{list}",
    "{kind}的{total}中，{list}",
    "{kind}{total}，其中{list}",
)


def result_sentences(form: Layout, teller: Teller) -> list[GroundedSentence]:
    """Results in total and by kind, then what stands behind the groups; zeros are left out.

    Nothing is said of kinds when a cell is blank or the kinds do not add up to the total.
    """
    number = teller.ledger.number
    total = number(RESULTS)
    kinds = [(f"t3.{row.id}.total", row.name) for row in (GRANTED, PARTIAL)]
    kinds += [(f"sum.t3.{group.id}.total", group.name) for group in form.groups]
    if total is None or any(fact_id not in teller.ledger for fact_id, _ in kinds):
        return []
    if not total:
        return _known(teller.tell("no_results", "results"))
    listed = [(fact_id, name) for fact_id, name in kinds if number(fact_id)]
    if sum(number(fact_id) or 0 for fact_id, _ in kinds) != total:
        return _known(_say(teller, "whole", _WHOLE, "results", total=f"{{{RESULTS}}}"))
    return [*_by_kind(listed, teller), *_reasons(form.groups, teller)]


def _by_kind(listed: list[tuple[str, str]], teller: Teller) -> list[GroundedSentence]:
    whole = f"{{{RESULTS}}}"
    if len(listed) == 1:
        fact_id, name = listed[0]
        said = _say(teller, "single", _SINGLE, "results", (fact_id,), total=whole, name=name)
        return _known(said)
    return _known(_say(teller, "listed", _LISTED, "results", total=whole, list=_list(listed)))


def _reasons(groups: Sequence[Group], teller: Teller) -> list[GroundedSentence]:
    """What stands behind 不予公开, 无法提供, 不予处理 and 其他处理.

    Groups with one reason each are told in one sentence, small facts together.
    """
    several: list[GroundedSentence] = []
    single: list[tuple[Group, str, str]] = []
    for group in groups:
        rows = [
            (f"t3.{row.id}.total", _reason(row.name))
            for row in group.rows
            if teller.ledger.number(f"t3.{row.id}.total")
        ]
        if len(rows) == 1 and len(group.rows) > 1:
            single.append((group, *rows[0]))
        elif len(rows) > 1:
            several += _several_reasons(group, rows, len(several), teller)
    return [*several, *_single_reasons(single, teller)]


def _several_reasons(
    group: Group, rows: list[tuple[str, str]], nth: int, teller: Teller
) -> list[GroundedSentence]:
    whole = f"{{sum.t3.{group.id}.total}}"
    wordings = tuple(f"{text}。" for text in _from(teller.voice.permuted("reasons", _REASONS), nth))
    said = _say(
        teller, "reasons", wordings, "results", group=group.name, whole=whole, list=_list(rows)
    )
    return _known(said)


def _single_reasons(single: list[tuple[Group, str, str]], teller: Teller) -> list[GroundedSentence]:
    if not single:
        return []
    clauses = []
    for nth, (group, _, name) in enumerate(single):
        wording = _from(teller.voice.permuted("one-reason", _ONE_REASON), nth)[0]
        whole = f"{{sum.t3.{group.id}.total}}"
        clauses.append(
            wording.replace("{group}", group.name).replace("{whole}", whole).replace("{name}", name)
        )
    rows = tuple(fact_id for _, fact_id, _ in single)
    return _known(teller.say("one-reason", (f"{'；'.join(clauses)}。",), rows, "results"))


def _reason(name: str) -> str:
    return "其他情形" if name == "其他" else name.removeprefix("属于")


def decision_sentences(teller: Teller) -> list[GroundedSentence]:
    """Licences, penalties, coercion and fees of table two, where there were any."""
    named = (
        ("t2.licensing", "行政许可"),
        ("t2.penalties", "行政处罚"),
        ("t2.coercion", "行政强制"),
    )
    given = [(fact_id, name) for fact_id, name in named if teller.ledger.number(fact_id)]
    found: list[GroundedSentence] = []
    if given:
        found += _known(_say(teller, "decisions", _DECISIONS, "decisions", list=_list(given)))
    return [*found, *_known(teller.tell("fees", "decisions"))]


def case_sentences(teller: Teller) -> list[GroundedSentence]:
    """Reviews and lawsuits with their outcomes, or that there were none."""
    number = teller.ledger.number
    reviews, lawsuits = number(REVIEWS), number(LAWSUITS)
    if reviews is None or lawsuits is None:
        return []
    if not reviews and not lawsuits:
        return _known(teller.tell("no_cases", "cases"))
    return [*_reviewed(teller), *_sued(teller)]


def _reviewed(teller: Teller) -> list[GroundedSentence]:
    if not teller.ledger.number(REVIEWS):
        return _known(teller.tell("no_reviews", "cases"))
    ending, also = _ended(REVIEWS, _outcomes("reconsideration", teller), teller)
    wordings = tuple(f"{text}{ending}。" for text in _REVIEWED)
    return _known(_say(teller, "reviewed", wordings, "cases", also, total=f"{{{REVIEWS}}}"))


def _sued(teller: Teller) -> list[GroundedSentence]:
    """Lawsuits by kind, then the outcomes of each kind."""
    if not teller.ledger.number(LAWSUITS):
        return _known(teller.tell("no_lawsuits", "cases"))
    kinds = [
        (f"t4.{group.id}.total", group.label, group.id)
        for group in CASE_GROUPS[1:]
        if teller.ledger.number(f"t4.{group.id}.total")
    ]
    if len(kinds) == 1:
        return _sued_one_way(*kinds[0], teller)
    ending = "，其中" + _list([(fact_id, label) for fact_id, label, _ in kinds]) + "。"
    wordings = tuple(f"{text}{ending}" for text in _SUED)
    found = _known(_say(teller, "sued", wordings, "cases", total=f"{{{LAWSUITS}}}"))
    for nth, (fact_id, label, group) in enumerate(kinds):
        found += _of_kind(fact_id, label, _outcomes(group, teller), nth, teller)
    return found


def _sued_one_way(total: str, kind: str, group: str, teller: Teller) -> list[GroundedSentence]:
    """All lawsuits are of one kind: kind and outcomes in one sentence."""
    ending, also = _ended(total, _outcomes(group, teller), teller)
    every = "均为" if (teller.ledger.number(LAWSUITS) or 0) > 1 else "为"
    wordings = tuple(f"{text}，{every}{kind}{ending}。" for text in _SUED)
    facts = (total, *also)
    return _known(_say(teller, "sued", wordings, "cases", facts, total=f"{{{LAWSUITS}}}"))


def _of_kind(
    fact_id: str, kind: str, outcomes: list[tuple[str, str]], nth: int, teller: Teller
) -> list[GroundedSentence]:
    if not outcomes:
        return []
    total = f"{{{fact_id}}}"
    ending, also = _ended(fact_id, outcomes, teller)
    if also:
        ways = tuple(
            f"{text}{ending}。" for text in _from(teller.voice.permuted("one-way", _ONE_WAY), nth)
        )
        return _known(_say(teller, "of-kind", ways, "cases", also, kind=kind, total=total))
    ways = tuple(f"{text}。" for text in _from(teller.voice.permuted("of-kind", _OF_KIND), nth))
    listed = _list(outcomes)
    return _known(_say(teller, "of-kind", ways, "cases", kind=kind, total=total, list=listed))


def _ended(
    total: str, outcomes: list[tuple[str, str]], teller: Teller
) -> tuple[str, tuple[str, ...]]:
    """How a number of cases goes on: the outcomes, or the one that all of them had.

    The second value are facts that such an ending rests on without printing them.
    """
    number = teller.ledger.number
    if len(outcomes) != 1 or number(outcomes[0][0]) != number(total):
        return (f"，其中{_list(outcomes)}" if outcomes else ""), ()
    fact_id, label = outcomes[0]
    every = "均" if (number(total) or 0) > 1 else ""
    result = label if label.startswith(("结果", "尚未")) else f"为{label}"
    return f"，{every}{result}", (fact_id,)


def _outcomes(group: str, teller: Teller) -> list[tuple[str, str]]:
    return [
        (f"t4.{group}.{outcome.id}", outcome.label)
        for outcome in CASE_OUTCOMES[:-1]
        if teller.ledger.number(f"t4.{group}.{outcome.id}")
    ]


def _say(
    teller: Teller, key: str, wordings: tuple[str, ...], item: str,
    also: tuple[str, ...] = (), **values: str,
) -> GroundedSentence | None:  # fmt: skip
    """One of the wordings with its own slots ({total}, {list} …) replaced by slots of facts."""
    filled = []
    for wording in wordings:
        for name, value in values.items():
            wording = wording.replace(f"{{{name}}}", value)
        filled.append(wording)
    return teller.say(key, tuple(filled), also, item)


def _from(wordings: tuple[str, ...], by: int) -> tuple[str, ...]:
    """The wordings begun further on, so that no two texts of a report take the same."""
    at = by % len(wordings)
    return (*wordings[at:], *wordings[:at])


def _list(named: list[tuple[str, str]]) -> str:
    return "、".join(f"{name}{{{fact_id}}}" for fact_id, name in named)


def _known(sentence: GroundedSentence | None) -> list[GroundedSentence]:
    return [sentence] if sentence else []

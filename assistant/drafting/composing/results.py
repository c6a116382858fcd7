"""Sentences that list what is not zero: results of requests, decisions, reviews and lawsuits."""

from assistant.drafting.composing.phrases import LAWSUITS, RESULTS, REVIEWS
from assistant.drafting.composing.pieces import Voice, realise
from assistant.drafting.draft import GroundedSentence
from assistant.report.labels import CASE_GROUPS, CASE_OUTCOMES, GRANTED, PARTIAL
from assistant.report.layout import Layout
from assistant.report.ledger import Ledger

_LISTED = ("全年办结{total}，其中{list}。", "共办结{total}：{list}。", "办结申请{total}，{list}。")
_SINGLE = ("全年办结{total}，均{name}。", "共办结{total}，均{name}。")


def result_sentences(form: Layout, ledger: Ledger, voice: Voice) -> list[GroundedSentence]:
    """Results in total and by kind, then what stands behind the groups; zeros are left out.

    Nothing is said of kinds when a cell is blank or the kinds do not add up to the total.
    """
    total = ledger.number(RESULTS)
    kinds = [(f"t3.{row.id}.total", row.name) for row in (GRANTED, PARTIAL)]
    kinds += [(f"sum.t3.{group.id}.total", group.name) for group in form.groups]
    if total is None or any(fact_id not in ledger for fact_id, _ in kinds):
        return []
    if not total:
        handled = ledger.number("sum.t3.handled.total")
        return _sentences(realise("本年没有办结的申请。", ledger, (RESULTS,))) if handled else []
    listed = [(fact_id, name) for fact_id, name in kinds if ledger.number(fact_id)]
    if sum(ledger.number(fact_id) or 0 for fact_id, _ in kinds) != total:
        return _sentences(realise(f"全年办结{{{RESULTS}}}。", ledger))
    first = _kinds_sentence(listed, ledger, voice)
    return [*first, *_reasons(form, ledger)]


def _kinds_sentence(
    listed: list[tuple[str, str]], ledger: Ledger, voice: Voice
) -> list[GroundedSentence]:
    if len(listed) == 1:
        wording = voice.choose("single-result", _SINGLE)
        filled = wording.replace("{total}", f"{{{RESULTS}}}").replace("{name}", listed[0][1])
        return _sentences(realise(filled, ledger, (listed[0][0],)))
    wording = voice.choose("results", _LISTED)
    filled = wording.replace("{total}", f"{{{RESULTS}}}").replace("{list}", _list(listed))
    return _sentences(realise(filled, ledger))


def _reasons(form: Layout, ledger: Ledger) -> list[GroundedSentence]:
    found: list[GroundedSentence] = []
    for group in form.groups:
        rows = [
            (f"t3.{r.id}.total", r.name) for r in group.rows if ledger.number(f"t3.{r.id}.total")
        ]
        whole = f"sum.t3.{group.id}.total"
        if not rows or len(group.rows) == 1:
            continue
        if len(rows) == 1:
            reason = "其他情形" if rows[0][1] == "其他" else f"“{rows[0][1]}”情形"
            wording = f"{group.name}的{{{whole}}}属{reason}。"
            found += _sentences(realise(wording, ledger, (rows[0][0],)))
        else:
            named = [(f, "其他情形" if n == "其他" else n) for f, n in rows]
            found += _sentences(realise(f"{group.name}的{{{whole}}}中，{_list(named)}。", ledger))
    return found


def decision_sentences(ledger: Ledger, voice: Voice) -> list[GroundedSentence]:
    """Licences, penalties, coercion and fees of table two, where there were any."""
    named = (
        ("t2.licensing", "行政许可"),
        ("t2.penalties", "行政处罚"),
        ("t2.coercion", "行政强制"),
    )
    given = [(fact_id, name) for fact_id, name in named if ledger.number(fact_id)]
    found: list[GroundedSentence] = []
    if given:
        lead = voice.choose("decisions", ("全年作出处理决定：", "本年作出的处理决定中，"))
        found += _sentences(realise(f"{lead}{_list(given)}。", ledger))
    if ledger.number("t2.fees"):
        found += _sentences(realise("本年行政事业性收费金额{t2.fees}。", ledger))
    return found


def case_sentences(ledger: Ledger, voice: Voice) -> list[GroundedSentence]:
    """Reviews and lawsuits with their outcomes, where there was at least one of either."""
    reviews, lawsuits = ledger.number(REVIEWS), ledger.number(LAWSUITS)
    if reviews is None or lawsuits is None or (not reviews and not lawsuits):
        return []
    found = _case_sentence("reconsideration", "因政府信息公开工作被申请行政复议", REVIEWS, ledger)
    groups = [
        (f"t4.{group.id}.total", group.label)
        for group in CASE_GROUPS[1:]
        if ledger.number(f"t4.{group.id}.total")
    ]
    if not lawsuits:
        return [*found, *_sentences(realise("未发生政府信息公开行政诉讼。", ledger, (LAWSUITS,)))]
    lead = voice.choose("lawsuits", ("被提起行政诉讼", "因政府信息公开工作被提起行政诉讼"))
    found += _sentences(realise(f"{lead}{{{LAWSUITS}}}，其中{_list(groups)}。", ledger))
    for group in CASE_GROUPS[1:]:
        if ledger.number(f"t4.{group.id}.total"):
            found += _case_sentence(group.id, f"{group.label}的", f"t4.{group.id}.total", ledger)
    return found


def _case_sentence(group: str, lead: str, total: str, ledger: Ledger) -> list[GroundedSentence]:
    if not ledger.number(total):
        return _sentences(realise("未发生政府信息公开行政复议。", ledger, (total,)))
    outcomes = [
        (f"t4.{group}.{outcome.id}", outcome.label)
        for outcome in CASE_OUTCOMES[:-1]
        if ledger.number(f"t4.{group}.{outcome.id}")
    ]
    if not outcomes:
        return _sentences(realise(f"{lead}{{{total}}}。", ledger))
    middle = "，其中" if lead.endswith("行政复议") else "案件中，"
    return _sentences(realise(f"{lead}{{{total}}}{middle}{_list(outcomes)}。", ledger))


def _list(named: list[tuple[str, str]]) -> str:
    return "、".join(f"{name}{{{fact_id}}}" for fact_id, name in named)


def _sentences(sentence: GroundedSentence | None) -> list[GroundedSentence]:
    return [sentence] if sentence else []

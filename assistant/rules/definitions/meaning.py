"""What a mention counts, as a topic of the tables with all definitions that it may stand for."""

from dataclasses import dataclass
from functools import lru_cache

from assistant.rules.definitions.cases import case_definitions
from assistant.rules.definitions.definition import Definition
from assistant.rules.definitions.disclosure import (
    DECISIONS,
    DOCUMENTS,
    decision_definitions,
    document_definitions,
)
from assistant.rules.definitions.requests import (
    GROUPS,
    REASONS,
    request_definitions,
)
from assistant.rules.mentions.mention import Mention

_COUNT_UNITS = frozenset(
    ["", "件", "份", "个", "宗", "起", "例", "条", "次", "项", "封", "单", "笔", "桩"]
)
_HARMLESS = frozenset(["total", "on_time", "of_which"])
_RESULTS = frozenset((*GROUPS, *REASONS))
_OUTCOMES = {
    "upheld": "upheld",
    "corrected": "corrected",
    "other_result": "other",
    "other": "other",
    "pending": "pending",
    "concluded": "decided",
}
_NAMED_OUTCOMES = frozenset(["upheld", "corrected", "pending"])
_CASES = {
    "reconsideration": "行政复议",
    "litigation": "行政诉讼",
    "litigation_direct": "未经复议直接起诉",
    "litigation_after_reconsideration": "复议后起诉",
    "cases": "行政复议、行政诉讼",
}
_OUTCOME_WORDS = {
    "upheld": "结果维持",
    "corrected": "结果纠正",
    "other": "其他结果",
    "pending": "尚未审结",
    "decided": "已审结",
    "total": "",
}
_DOCUMENT_WORDS = {
    "issued": "制发",
    "repealed": "废止",
    "in_force": "现行有效",
    "kept": "清理后保留",
    "published": "公开",
}
_KEPT = "。清理后保留的文件就是仍然有效的文件，两处应当一致；如果清理的范围或时点不同，请写明"


@dataclass(frozen=True, slots=True)
class Meaning:
    """A topic such as `requests.new` or `litigation.total`, in words, with its definitions.

    `certain` is False where the wording leaves open what is counted; `official` says that the
    words are those of the form, so that they need no subject beside them; `remark` is added to
    a finding's message.
    """

    topic: str
    words: str
    definitions: tuple[Definition, ...]
    certain: bool = True
    official: bool = False
    remark: str = ""


def meaning_of(mention: Mention, of_new: bool = False) -> Meaning | None:
    """What the mention may mean in the tables; None where they have nothing to compare it with.

    `of_new`: it is a part of what are said to be new requests.
    """
    subject = mention.subject
    if mention.kind != "count" or subject not in _SUBJECTS:
        return None
    unit, applicant = mention.quantity.unit, mention.applicant
    new = of_new and applicant != ""
    return _meaning(subject, mention.qualifiers, unit, applicant, mention.certain, new)


_SUBJECTS = frozenset(["requests", *_CASES, *DOCUMENTS, *DECISIONS])


@lru_cache(maxsize=4096)
def _meaning(
    subject: str, qualifiers: frozenset[str], unit: str, applicant: str, certain: bool, of_new: bool
) -> Meaning | None:
    whose = "" if applicant == "everyone" else applicant
    words = _Words(subject, qualifiers, unit, whose, certain, of_new)
    if subject == "requests":
        return _of_requests(words)
    if subject in _CASES:
        return _of_cases(words)
    if subject in DOCUMENTS:
        return _of_documents(words)
    if subject in DECISIONS:
        return _of_decisions(words)
    return None


@dataclass(frozen=True, slots=True)
class _Words:
    """What of a mention says what it counts."""

    subject: str
    qualifiers: frozenset[str]
    unit: str
    applicant: str
    certain: bool
    of_new: bool


def _of_requests(mention: _Words) -> Meaning | None:
    if mention.unit not in _COUNT_UNITS:
        return None
    said = mention.qualifiers - _HARMLESS
    topic = _request_topic(said, mention)
    if not topic:
        return None
    applicant = mention.applicant
    definitions = request_definitions(topic, applicant)
    kind = "applied" if applicant else topic
    plain = topic if topic not in _RESULTS else ("reason" if topic in REASONS else "result")
    words = definitions[0].plus[0].name
    if applicant and mention.of_new:
        definitions = request_definitions("new", applicant)
    return Meaning(
        f"requests.{'applicant' if applicant else plain}",
        _REQUEST_WORDS.get(kind, words),
        definitions,
        certain=topic != "applied" or bool(applicant),
        official=topic in _OFFICIAL,
    )


_OFFICIAL = frozenset((*_RESULTS, "granted_all", "carried_in", "carried_out"))
_REQUEST_WORDS = {
    "new": "新收申请",
    "received": "收到申请",
    "both": "新收与上年结转合计",
    "handled": "办结申请",
    "carried_in": "上年结转申请",
    "carried_out": "结转下年度的申请",
    "granted_all": "予以公开和部分公开",
}


def _request_topic(said: frozenset[str], mention: _Words) -> str:
    results = said & _RESULTS
    if results:
        return _result_topic(results) if said - results <= {"handled"} else ""
    said = frozenset("received" if word == "accepted" else word for word in said)
    if "carried_out" in said and "carried_in" not in said:
        return "carried_out"
    if "of_which" in mention.qualifiers and "received" in said:
        return ""
    for topic, words in _REQUEST_TOPICS:
        if said == words:
            return topic
    bare = not said and "of_which" not in mention.qualifiers and mention.certain
    return "applied" if not said and (mention.applicant or bare) else ""


_REQUEST_TOPICS = (
    ("new", frozenset(["new"])),
    ("received", frozenset(["received"])),
    ("new", frozenset(["new", "received"])),
    ("both", frozenset(["new", "carried_in"])),
    ("both", frozenset(["new", "received", "carried_in"])),
    ("handled", frozenset(["handled"])),
    ("applied", frozenset(["received", "handled"])),
    ("applied", frozenset(["new", "handled"])),
    ("carried_in", frozenset(["carried_in"])),
    ("carried_out", frozenset(["carried_out"])),
)


def _result_topic(results: frozenset[str]) -> str:
    if results == {"granted", "partially_granted"}:
        return "granted_all"
    reasons = results & set(REASONS)
    if len(reasons) == 1 and all(next(iter(reasons)).startswith(g) for g in results):
        return next(iter(reasons))
    return next(iter(results)) if len(results) == 1 else ""


def _of_cases(mention: _Words) -> Meaning | None:
    said = mention.qualifiers - _HARMLESS - {"new", "received", "accepted", "handled", "published"}
    if len(said) > 1 or not said <= set(_OUTCOMES) or mention.unit not in _COUNT_UNITS:
        return None
    subject = mention.subject
    outcome = _OUTCOMES[next(iter(said))] if said else "total"
    family, _, kind = subject.partition("_")
    topic = "outcome" if said else ("kind" if kind else "total")
    words = f"{_CASES[subject]}{_OUTCOME_WORDS[outcome]}"
    definitions = case_definitions(subject, outcome)
    if kind and not mention.certain:
        # 直接起诉5件、复议后起诉16件，已审结15件: the last may be of both kinds.
        definitions += case_definitions("litigation", outcome)
    return Meaning(f"{family}.{topic}", words, definitions, official=outcome in _NAMED_OUTCOMES)


def _of_documents(mention: _Words) -> Meaning | None:
    if mention.unit not in ("件", "部", "份", "个", "项", "篇", ""):
        return None
    said = mention.qualifiers & set(_DOCUMENT_WORDS)
    if len(said) != 1 or mention.qualifiers - said - _HARMLESS - {"new"}:
        return None
    column = next(iter(said))
    return Meaning(
        f"{mention.subject}.{column}",
        f"{_DOCUMENT_WORDS[column]}{DOCUMENTS[mention.subject]}",
        document_definitions(mention.subject, column),
        certain=column in ("issued", "repealed", "in_force"),
        remark=_KEPT if column == "kept" else "",
    )


def _of_decisions(mention: _Words) -> Meaning | None:
    if mention.unit not in (
        "件",
        "宗",
        "起",
        "例",
        "个",
        "次",
        "",
    ) or mention.qualifiers - {
        "total",
        "handled",
        "issued",
        "decided",
    }:
        return None
    return Meaning(
        mention.subject, DECISIONS[mention.subject], decision_definitions(mention.subject)
    )

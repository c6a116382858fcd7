"""What a quantity counts, told from the words around it and from what was spoken of before."""

from dataclasses import dataclass

from assistant.report.labels import DENIED, NOT_PROCESSED, OTHER, UNAVAILABLE
from assistant.rules.mentions.words import Word

RESULTS = frozenset(
    ["granted", "partially_granted", "denied", "unavailable", "not_processed", "other"]
)
REASONS = frozenset(
    row.id for group in (DENIED, UNAVAILABLE, NOT_PROCESSED, OTHER) for row in group.rows
)
OUTCOMES = frozenset(["upheld", "corrected", "other_result", "pending"])
CASES = frozenset(
    ["reconsideration", "litigation", "litigation_direct", "litigation_after_reconsideration", "cases"]
)
APPLICANTS = frozenset(
    ["natural_person", "business", "research", "social_welfare", "legal_service", "other_org"]
)
# Only requests are so spoken of.
OF_REQUESTS = RESULTS | REASONS | {"carried_in", "carried_out", "withdrawn"}
MONEY = frozenset(["元", "万元", "亿元"])

_PIECES = frozenset("件 份 条 个 宗 起 例 项 封 笔 次 人次 件次 批 批次".split())
_ITEMS = frozenset("条 篇 件 份 个 期 则 次 幅 部 项 条次 种 张 页 字 套 册 批 组".split())
_EVENTS = frozenset("次 场 期 个 场次 轮 批 班次 批次 届 人次 人 家 件 条 篇 项 份".split())
_UNITS = {
    "requests": _PIECES - {"次", "人次", "件次", "批", "批次"},
    "regulations": frozenset("件 部 份 个 项 篇 条".split()),
    "normative_documents": frozenset("件 部 份 个 项 篇 条".split()),
    "documents": frozenset("件 部 份 个 项 篇 条 册".split()),
    **dict.fromkeys(CASES, _PIECES - {"份", "封", "条", "人次", "件次", "批", "批次"}),
    **dict.fromkeys(["licensing", "penalties", "coercion"], _PIECES | {"户", "家", "人"}),
    "fees": MONEY,
    "processing_fee": MONEY | {"件", "笔", "项", "起", "次", "宗"},
    **dict.fromkeys(
        ["information", "web_items", "new_media_items", "interpretation"], _ITEMS | {"场"}
    ),
    "new_media_accounts": frozenset("个 家".split()),
    "suggestions": _PIECES - {"次", "人次"},
    "visits": frozenset("次 人次 个 人 个次 页次 条次".split()),
    "catalogue": frozenset("个 条 项 类 份".split()),
    "gazette": frozenset("期 册 份 本 次".split()),
    **dict.fromkeys(["mailbox", "hotline", "complaints"], _PIECES | {"通"}),
    **dict.fromkeys(["training", "inspections", "meetings", "press"], _EVENTS),
    "accountability": frozenset("人 人次 个 家 起 件 名 次 例 项".split()),
    "consultations": frozenset("次 件 条 项 期 个 场 份 篇 批".split()),
    "evaluation": frozenset("次 份 人 个 家 分 场 轮 人次 项 名".split()),
}
_WEAK_CARRY = frozenset("件 份 条 个 宗 起 例 项".split())


@dataclass(slots=True)
class Thread:
    """What a paragraph has spoken of so far; a sentence resets what does not outlive it."""

    section: str
    subject: str = ""
    in_sentence: bool = False
    year: int | None = None
    scope: str = ""
    compared: bool = False
    about: bool = False
    marker: Word | None = None

    def next_sentence(self) -> None:
        """Forget year, scope and comparison; the subject stays, weaker."""
        self.in_sentence = False
        self.year = None
        self.scope = ""
        self.compared = False
        self.marker = None


def counts(subject: str, unit: str) -> bool:
    """Whether a subject is counted in such a unit; shares fit everything."""
    if unit in ("%", "‰", "个百分点", "百分点", "成", "倍"):
        return True
    known = _UNITS.get(subject)
    return known is None or unit in known or (unit == "" and subject in ("requests", *CASES))


def carried(thread: Thread, unit: str, qualifiers: frozenset[str], applicant: str) -> str:
    """The subject that a quantity without one of its own takes over; empty if none fits."""
    subject = thread.subject
    if qualifiers & OF_REQUESTS or applicant:
        fitting = subject == "requests" or (not subject and thread.section in ("1.2", "3"))
        if fitting or (subject not in ("information", "documents", "normative_documents") and thread.section in ("1.2", "3")):
            return "requests" if counts("requests", unit) else ""
    if qualifiers & OUTCOMES and subject in CASES:
        return subject
    if not subject and thread.section == "1.2":
        subject = "requests" if unit in _WEAK_CARRY else ""
    return subject if subject and counts(subject, unit) else ""

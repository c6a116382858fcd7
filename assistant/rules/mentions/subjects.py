"""What a quantity counts, told from the words around it and from what was spoken of before."""

from dataclasses import dataclass, field

from assistant.report.labels import DENIED, NOT_PROCESSED, OTHER, UNAVAILABLE
from assistant.rules.mentions.clauses import Clause
from assistant.rules.mentions.words import Word

RESULTS = frozenset(
    ["granted", "partially_granted", "denied", "unavailable", "not_processed", "other"]
)
REASONS = frozenset(
    row.id for group in (DENIED, UNAVAILABLE, NOT_PROCESSED, OTHER) for row in group.rows
)
OUTCOMES = frozenset(["upheld", "corrected", "other_result", "pending"])
CASES = frozenset(
    [
        "reconsideration",
        "litigation",
        "litigation_direct",
        "litigation_after_reconsideration",
        "cases",
    ]
)
APPLICANTS = frozenset(
    ["natural_person", "business", "research", "social_welfare", "legal_service", "other_org"]
)
# Only requests are so spoken of.
OF_REQUESTS = RESULTS | REASONS | {"carried_in", "carried_out", "withdrawn"}


def _units(written: str) -> frozenset[str]:
    return frozenset(written.split())


TIMES = _units("天 日 小时 分钟 个工作日 工作日 个月 年 周")
MONEY = _units("元 万元 亿元")
_RATIOS = _units("% ‰ 个百分点 百分点 成")
_PIECES = _units("件 份 条 个 宗 起 例 项 封 笔")
_TIMES_TOO = _PIECES | _units("次 人次 件次 批 批次")
_ITEMS = _units("条 篇 件 份 个 期 则 次 幅 部 项 条次 种 张 页 字 套 册 批 组 场")
_EVENTS = _units("次 场 期 个 场次 轮 批 班次 批次 届 人次 人 家 件 条 篇 项")
_DOCUMENTS = _units("件 部 份 个 项 篇 条")
_UNITS = {
    "requests": _PIECES,
    "regulations": _DOCUMENTS,
    "normative_documents": _DOCUMENTS,
    "documents": _DOCUMENTS | {"册"},
    **dict.fromkeys(CASES, _units("件 条 个 宗 起 例 项 笔 次")),
    **dict.fromkeys(["licensing", "penalties", "coercion"], _TIMES_TOO | _units("户 家 人")),
    "fees": MONEY,
    "processing_fee": MONEY | _units("件 笔 项 起 次 宗"),
    **dict.fromkeys(["information", "web_items", "new_media_items", "interpretation"], _ITEMS),
    "new_media_accounts": _units("个 家"),
    "suggestions": _PIECES,
    "visits": _units("次 人次 个 人 个次 页次 条次"),
    "catalogue": _units("个 条 项 类 份"),
    "gazette": _units("期 册 份 本 次"),
    **dict.fromkeys(["mailbox", "hotline", "complaints"], _TIMES_TOO | {"通"}),
    **dict.fromkeys(["training", "inspections", "meetings", "press"], _EVENTS),
    "accountability": _units("人 人次 个 家 起 件 名 次 例 项"),
    "consultations": _units("次 件 条 项 期 个 场 份 篇 批"),
    "evaluation": _units("次 份 人 个 家 分 场 轮 人次 项 名"),
}
_WEAK_CARRY = _units("件 份 条 个 宗 起 例 项")


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
    clause: Clause | None = None
    this_year: bool = False
    topical: bool = False
    outside: list[int | None] = field(default_factory=list)

    def go_to(self, depth: int) -> None:
        """Come to a clause in so many brackets: a year told in a bracket holds inside it only."""
        while len(self.outside) < depth:
            self.outside.append(self.year)
        while len(self.outside) > depth:
            self.year = self.outside.pop()

    def next_sentence(self) -> None:
        """Forget year, scope and comparison; the subject stays, weaker."""
        self.in_sentence = False
        self.year = None
        self.scope = ""
        self.compared = False
        self.marker = None
        self.this_year = False
        self.topical = False
        self.outside = []


def counts(subject: str, unit: str) -> bool:
    """Whether a subject is counted in such a unit; shares fit everything."""
    if unit in _RATIOS or unit.startswith("/"):
        return True
    known = _UNITS.get(subject)
    return known is None or unit in known or (unit == "" and subject in ("requests", *CASES))


def carried(thread: Thread, unit: str, said: set[str], applicant: str) -> str:
    """The subject that a quantity without one of its own takes over; empty if none fits."""
    subject = "" if thread.subject == "?" else thread.subject
    in_part = thread.section in ("1.2", "3")
    if not said.isdisjoint(OUTCOMES) and said.isdisjoint(OF_REQUESTS):
        return subject if subject in CASES else ""
    if applicant or not said.isdisjoint(OF_REQUESTS):
        elsewhere = subject in ("information", "documents", "normative_documents")
        subject = "requests" if in_part and not elsewhere else subject
    elif not subject and thread.subject != "?" and thread.section == "1.2":
        of_all = unit in _RATIOS and not said.isdisjoint({"handled", "on_time", "granted"})
        subject = "requests" if unit in _WEAK_CARRY or of_all else ""
    return subject if subject and counts(subject, unit) else ""

"""What each part must say and may say, in which order, and on which articles it rests.

Source: the official form, articles 49 and 50 of the 条例, and `narrative.md` of the
domain notes (what qualified reports contain).
"""

from dataclasses import dataclass

from assistant.drafting.composing import phrases
from assistant.drafting.composing.phrases import Pattern


@dataclass(frozen=True, slots=True)
class TableItem:
    """Something that is said from the tables with a pattern."""

    id: str
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """Something a part has to report; known by words that a work fact on it contains.

    `what` is the question to the staff when no fact covers it. `governments` marks what
    article 50 asks only of the 各级人民政府.
    """

    what: str
    words: tuple[str, ...]
    governments: bool = False


@dataclass(frozen=True, slots=True)
class PartPlan:
    """The plan of one part: items from the tables, topics from work facts, articles."""

    section: str
    items: tuple[TableItem, ...] = ()
    topics: tuple[Topic, ...] = ()
    articles: tuple[int, ...] = ()
    query: str = ""


PLANS: tuple[PartPlan, ...] = (
    PartPlan("preface", articles=(49, 50)),
    PartPlan("1"),
    PartPlan(
        "1.1",
        items=(
            TableItem("regulations", phrases.REGULATIONS),
            TableItem("documents", phrases.DOCUMENTS),
        ),
        topics=(
            Topic(
                "主动公开政府信息的总条数",
                ("公开信息", "公开政府信息", "发布信息", "各类信息", "公开各类"),
            ),
            Topic("政策解读的数量和形式", ("解读",)),
        ),
        articles=(19, 20, 23),
        query="主动公开 政策解读 重点领域 规范性文件",
    ),
    PartPlan(
        "1.2",
        items=(
            TableItem("received", phrases.RECEIVED),
            TableItem("applicants", phrases.APPLICANTS),
            TableItem("growth", phrases.GROWTH),
            TableItem("results", ()),
            TableItem("carried", phrases.CARRIED),
            TableItem("cases", phrases.NO_CASES),
        ),
        articles=(33, 36),
        query="依申请公开 申请办理 答复 行政复议 行政诉讼",
    ),
    PartPlan(
        "1.3",
        topics=(
            Topic("信息发布审查（保密审查、先审后发）的做法", ("审查", "审核", "审校", "三审")),
            Topic(
                "信息动态管理和制度的情况（规范性文件清理、动态调整、目录更新）",
                ("清理", "动态", "更新", "备案", "制度", "流程", "目录", "规范"),
            ),
        ),
        articles=(8, 17, 18),
        query="政府信息管理 保密审查 规范性文件清理 动态调整",
    ),
    PartPlan(
        "1.4",
        topics=(
            Topic("政府网站或公开专栏的建设情况", ("网站", "专栏", "平台", "门户")),
            Topic("政务新媒体的数量", ("新媒体", "公众号", "微博", "抖音", "视频号", "政务号")),
        ),
        articles=(8, 24),
        query="平台建设 政府网站 政务新媒体 专栏",
    ),
    PartPlan(
        "1.5",
        topics=(
            Topic("工作考核的情况和结果", ("考核", "考评", "督查"), governments=True),
            Topic("社会评议的情况和结果", ("评议", "满意度", "测评", "评价"), governments=True),
            Topic(
                "责任追究的情况（没有也要写明）",
                ("责任追究", "追究", "追责", "问责", "处分"),
                governments=True,
            ),
            Topic("培训的场次和人次", ("培训", "学习")),
        ),
        articles=(46, 47, 48),
        query="监督保障 工作考核 社会评议 责任追究 培训",
    ),
    PartPlan("5", articles=(50,), query="存在的主要问题及改进情况"),
    PartPlan(
        "6",
        topics=(Topic("信息处理费的收取情况（未收取也要写明）", ("信息处理费",)),),
        articles=(42,),
        query="其他需要报告的事项 信息处理费",
    ),
)

SECTION_IDS = tuple(plan.section for plan in PLANS)


def plan_of(section_id: str) -> PartPlan:
    """The plan of a part; its id is one of `SECTION_IDS`."""
    return next(plan for plan in PLANS if plan.section == section_id)

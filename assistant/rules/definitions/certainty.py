"""How sure it is that a mention speaks of what the tables count, and so how grave a gap is."""

import re
from decimal import Decimal

from assistant.report.agency import AgencyKind
from assistant.rules.case import Case
from assistant.rules.definitions.disclosure import DECISIONS
from assistant.rules.definitions.meaning import Meaning
from assistant.rules.definitions.said_within import said_within
from assistant.rules.mentions.mention import Mention
from assistant.rules.rule import Severity

_REGIONAL = frozenset({AgencyKind.PROVINCE, AgencyKind.CITY, AgencyKind.COUNTY})
_WITH_AREA = _REGIONAL | {AgencyKind.TOWN, AgencyKind.SUBDISTRICT}

_WHERE_TABLES_ARE_TOLD = frozenset(["1.1", "1.2", "1.3", "1"])
# 关于政府信息公开的申请 are all of them, 关于征地的申请 some.
_TOPIC = re.compile(r"(?:关于|有关|涉及?|针对|围绕)(?!本|我|政府信息|信息公开|政务公开|依申请)")
_ORGAN = re.compile(
    r"[一-龥](?<![我本])(?:局|委员会|委|厅|街道|管委会|大队|支队|中心|开发区|(?:镇|乡)(?!政府|人民政府))"
)
_WITH_PARTS = _REGIONAL | {AgencyKind.TOWN, AgencyKind.OFFICE}
_LISTED = re.compile(r"公开|公示|发布|归集|报送|上传|领域|专项")
_GENERAL = frozenset(f"requests.{t}" for t in ("new", "received", "both", "handled", "applied"))


def speaks_of_tables(case: Case, mention: Mention) -> bool:
    """Whether it speaks of the time and the organs that the tables count, as far as is told."""
    return _same_range(mention) and (mention.scope == "" or _covers(case, mention) > 0)


def severity_if_wrong(
    case: Case, mention: Mention, meaning: Meaning, printed: int | Decimal | None = None
) -> Severity | None:
    """How grave it is that a mention agrees with nothing; None where it need not agree.

    `printed` is what the tables say: a smaller number may be that of a part of the whole.

    Tables count one year of the whole reporting range: what is said of another year, a part
    of one, several years together, another organ or a share has nothing to agree with.
    """
    if not _same_range(mention) or _restricted(case, mention, meaning):
        return None
    if printed is not None and mention.quantity.value < printed:
        if _by_another_organ(case, mention):
            return None
        if meaning.topic in DECISIONS and _of_a_list(case, mention):
            return Severity.NOTE
    sure = _covers(case, mention)
    if not sure:
        return None
    if sure < 1:
        return Severity.WARNING if case.kind is AgencyKind.OFFICE else Severity.NOTE
    known = mention.certain or (meaning.official and mention.section in _WHERE_TABLES_ARE_TOLD)
    plain = known and not mention.quantity.about and meaning.certain
    return Severity.ERROR if plain else Severity.WARNING


def severity_if_unusual(
    case: Case, mention: Mention, meaning: Meaning, printed: int | Decimal | None = None
) -> Severity | None:
    """How grave it is that a mention agrees with an unusual definition only: never an error."""
    severity = severity_if_wrong(case, mention, meaning, printed)
    if severity is None or mention.quantity.about:
        return None
    return Severity.WARNING if severity is Severity.ERROR else severity


def _same_range(mention: Mention) -> bool:
    """Whether it speaks of the year of the report, the whole of it, and of it alone."""
    return mention.year is None and not mention.part_of_year and not mention.cumulative


def _restricted(case: Case, mention: Mention, meaning: Meaning) -> bool:
    """Whether the words about it restrict it to some of what the tables count, or to one of it."""
    if mention.text.startswith("一"):  # 一件是……，一件是……
        return True
    if meaning.topic not in _GENERAL:
        return False
    clause = _nearby(mention)
    if said_within(case, "narrative.restricting", *clause):
        return True
    if _TOPIC.search(case.narrative.plain, clause[0], mention.start):
        return True
    if meaning.topic == "requests.applied" and not meaning.certain and _is_aside(case, mention):
        return True
    handled = meaning.topic == "requests.handled"
    return handled and said_within(case, "narrative.unfinished", *clause)


def _nearby(mention: Mention) -> tuple[int, int]:
    """The clause, cut to what a clause can be long."""
    return max(mention.clause[0], mention.start - 60), min(mention.clause[1], mention.end + 60)


def _by_another_organ(case: Case, mention: Mention) -> bool:
    """Whether a government tells of one of its departments or towns: 市司法局答复21件."""
    if case.kind not in _WITH_PARTS:
        return False
    before = case.narrative.plain[max(mention.clause[0], mention.start - 40) : mention.start]
    return _ORGAN.search(before) is not None


def _of_a_list(case: Case, mention: Mention) -> bool:
    """Whether decisions are told as published or within one field, so that there may be more."""
    start = max(mention.sentence[0], mention.start - 60)
    return _LISTED.search(case.narrative.plain, start, mention.start) is not None


def _is_aside(case: Case, mention: Mention) -> bool:
    """“另有2件申请”: the number comes first, or it stands where tables are not told of."""
    after = case.narrative.plain[mention.end : min(mention.end + 12, mention.clause[1])]
    return "申请" in after or mention.section not in _WHERE_TABLES_ARE_TOLD


def _covers(case: Case, mention: Mention) -> Decimal:
    """1 where the mention speaks of all that the report covers, 0 where not, between if unclear."""
    kind = case.kind
    match mention.scope:
        case "":
            return Decimal(1)
        case "own":
            return Decimal(kind not in _REGIONAL)
        case "area":
            return Decimal(1) if kind in _WITH_AREA else Decimal("0.5")
        case "office":
            return Decimal(kind is AgencyKind.OFFICE)
    return Decimal(0)

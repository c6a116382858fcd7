"""Traditional characters in a text of simplified ones."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.wording import gathered

_PAIRS = dict(
    zip(
        "開務資訊報請單無據應當縣區鄉鎮會議處罰標準經濟發關於對為與國業產專門網絡點機構組織領導責實現監督檢查評價結論轉變動態審覈規範製條項號頁數種類時間個們這進過還將來對說讀寫說聽見從後園車長東電話郵編輯級給約紅線續維護權義員圖書館檔總體強調協調選擇適當運輸輪選達選連遠設計訴訟許諾證識譯議語誤課調談請論諸謝譽讓財貨質費資賞購賽趕輕辦農連進遊運達遲遷選遺鄰釋鐘鐵錄錯鏈門閉問間閱隊陽階際隱雙雜離難雲靜響頂順預領頭題願類顯風飛養餘驗驚體鬥黨齊龍",
        "开务资讯报请单无据应当县区乡镇会议处罚标准经济发关于对为与国业产专门网络点机构组织领导责实现监督检查评价结论转变动态审核规范制条项号页数种类时间个们这进过还将来对说读写说听见从后园车长东电话邮编辑级给约红线续维护权义员图书馆档总体强调协调选择适当运输轮选达选连远设计诉讼许诺证识译议语误课调谈请论诸谢誉让财货质费资赏购赛赶轻办农连进游运达迟迁选遗邻释钟铁录错链门闭问间阅队阳阶际隐双杂离难云静响顶顺预领头题愿类显风飞养余验惊体斗党齐龙",
        strict=True,
    )
)
_SIMPLE = str.maketrans(_PAIRS)
_TRADITIONAL = re.compile(f"[{''.join(k for k, v in _PAIRS.items() if k != v)}]+")


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    whole = case.narrative.whole
    spans = [match.span() for match in _TRADITIONAL.finditer(whole)]
    if spans:
        words = whole[slice(*spans[0])]
        yield from gathered(
            rule,
            case,
            spans,
            f"“{words}”是繁体字，规范字是“{words.translate(_SIMPLE)}”",
            expected=words.translate(_SIMPLE),
        )


RULE = Rule(
    code="LAN406",
    name="traditional-character",
    severity=Severity.WARNING,
    summary="正文里夹有繁体字",
    basis="《国家通用语言文字法》第九条：国家机关以规范汉字为公务用字",
    cure="改成规范的简化字；人名、店名等专名除外",
    check=_check,
    needs=("narrative",),
)

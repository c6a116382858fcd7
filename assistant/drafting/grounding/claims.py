"""Claims that are no numbers: timeliness, effect, completeness, comparison, honours.

Models like to append them to true numbers. A sentence may make one only where a fact
of it says the same word. The groups are data; the word found is named in the reason.
"""

import re
from collections.abc import Iterable

_GROUPS: dict[str, str] = {
    "时效": "及时 按时 按期 如期 法定期限 规定期限 规定时限 法定时限 限期内 时限内 第一时间 提前完成 准时",
    "效果": "显著 有效提升 有效提高 有效保障 有力保障 大幅 明显 得到有效 得到保障 得到提升 不断提升 不断提高 "
    "持续提升 进一步提升 进一步提高 稳步提升 好评 认可 圆满 高效 高质量 成效 取得良好 充分保障 切实保障 "
    "有效维护 满意 便捷 透明度 公信力 获得感",
    "完整": "全部 均 全覆盖 无一 全面 百分之百 所有 全程 始终 一律 零差错 零投诉 从未 完整 无遗漏",
    "比较": "首次 首个 首家 第一 领先 率先 最多 最高 最大 最好 位居 名列 前列 创新 突破 历史性",
    "荣誉": "荣获 获评 获得 被评为 评为 表彰 先进 优秀 示范 一等奖 二等奖 三等奖 称号 荣誉 通报表扬 标杆 典型",
    "合规": "依法依规 严格 合法合规 规范有序 无违规 无差错 准确无误",
}
_KIND_OF = {word: kind for kind, words in _GROUPS.items() for word in words.split()}
_CLAIM = re.compile("|".join(sorted(map(re.escape, _KIND_OF), key=len, reverse=True)))


_CHANGE = re.compile(
    r"同比|(?:较|比|与)(?:上年|去年|上一年|往年)|去年同期|增长|增加|增幅|减少|减幅|下降|降幅|降低|上升|翻番|翻了"
)


def unsupported_change(text: str, support: str, used: Iterable[str]) -> list[str]:
    """A reason if a text compares with another year though no fact that it uses does."""
    match = _CHANGE.search(text)
    compared = any(fact.startswith(("diff.", "growth.", "last.")) for fact in used)
    if match is None or compared or match[0] in support:
        return []
    return [f"“{match[0]}”是与上年的比较，没有事实支持"]


def unsupported_claims(text: str, support: str) -> list[str]:
    """Reasons for every claim word of `text` that `support` does not say too."""
    reasons = []
    for match in dict.fromkeys(m[0] for m in _CLAIM.finditer(text)):
        if match not in support:
            reasons.append(f"“{match}”是关于{_KIND_OF[match]}的说法，没有事实支持")
    return reasons

"""What a website or a printer puts around a report, and what is none of its text."""

import re
from collections.abc import Sequence

from assistant.reading.blocks import Paragraph

_LONGEST = 160
_META = re.compile(
    r"(?:发布(?:日期|时间|机构|单位)|公开(?:日期|时间)|成文日期|生成日期|发文(?:日期|机关|字号)|信息来源|来\s*源|作\s*者"
    r"|浏览(?:次数|量)|点击(?:数|率|量)|阅读(?:次数|量)?|访问(?:量|次数)|字\s*号|字\s*体|索\s*引\s*号|文\s*号"
    r"|责任编辑|编\s*辑|审\s*核|信息分类|主题分类|体裁分类|有\s*效\s*性|当前位置|您的位置|保护视力色|视力保护色)\s*[:：]"
)
_AROUND = re.compile(
    r"分享(?:到|至)|扫一扫|打印(?:本页|文章|此页)?[】\]]?$|^[【\[]?打印|关闭(?:窗口|本页|页面)|^上一[篇条]|^下一[篇条]|相关(?:链接|文档|阅读|附件|稿件|信息)"
    r"|版权所有|(?:主办|承办)(?:单位)?[:：\s]|^主办单位|网站标识码|ICP备|公网安备|网站地图|联系我们|隐私(?:声明|保护)|返回(?:顶部|首页)"
    r"|无障碍|设为首页|加入收藏|技术支持|^附件[:：\d]?|我要纠错|站点地图|使用帮助|^字体|^大\s*中\s*小$|^首页\s*[>＞»/|]|用手机打开|收藏本页|关于我们|政府网站找错"
)
_CONTENTS = re.compile(r"^目\s*录$|(?:\.{3,}|…+|·{3,}|\t)\s*[-—\d]{1,5}$")
_PAGE_NUMBER = re.compile(
    r"^(?:[-—–－~～]+\s*\d{1,3}\s*[-—–－~～]+|第\s*\d{1,3}\s*页(?:[\s,，/]*共\s*\d{1,3}\s*页)?)$"
)


def is_meta_line(text: str) -> bool:
    """Whether a line is a page's own data: date of publication, source, size of type."""
    return len(text) <= _LONGEST and not text.endswith("。") and bool(_META.search(text))


def is_furniture(text: str) -> bool:
    """Whether a line belongs to the page around the report: share bar, footer, navigation."""
    plain = text.strip()
    if not plain or is_meta_line(plain):
        return True
    return len(plain) <= _LONGEST and not plain.endswith("。") and bool(_AROUND.search(plain))


def is_contents_line(text: str) -> bool:
    """Whether a line is the word 目录 or a line of a table of contents with its page."""
    return len(text) <= _LONGEST and bool(_CONTENTS.search(text.strip()))


def is_page_mark(text: str) -> bool:
    """Whether a line is a printed page number."""
    return bool(_PAGE_NUMBER.match(text.strip()))


def without_end(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """The last section's paragraphs without what stands below the report, and that."""
    kept = list(paragraphs)
    first = next((i for i, p in enumerate(kept) if i and _ends_report(p.text)), len(kept))
    below = kept[first:]
    if below and not all(is_furniture(p.text) or len(p.text) <= 40 for p in below):
        first, below = len(kept), []
    kept = kept[:first]
    while kept and is_furniture(kept[-1].text):
        below.insert(0, kept.pop())
    return kept, below


def _ends_report(text: str) -> bool:
    return is_furniture(text) and not text.startswith("附件")

"""One paper as five kinds of web page that agencies put on their sites."""

import re
from collections.abc import Callable

from evals.reading.papers import Paper, as_html


def _body(paper: Paper) -> tuple[str, str, str]:
    page = as_html(paper).decode()
    start, end = page.index("<body>") + 6, page.index("</body>")
    return page[:start], page[start:end], page[end:]


def plain(paper: Paper) -> bytes:
    """Nothing but the report."""
    return as_html(paper)


def government_site(paper: Paper) -> bytes:
    """Navigation, date line, share bar and footer around the report."""
    head, body, tail = _body(paper)
    before = (
        '<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li>'
        '<a href="/zwgk/">政务公开</a></li><li><a href="/hdjl/">互动交流</a></li></ul></div>'
        '<div class="position">您现在的位置：<a href="/">首页</a> &gt; 政府信息公开年报</div>'
    )
    after = (
        '<div class="share">分享到：<a>微信</a><a>微博</a></div>'
        '<div class="prev-next">上一篇：<a href="/1.html">没有了</a></div>'
        '<div class="footer">版权所有：某市人民政府办公室　网站标识码：0000000000　ICP备00000000号</div>'
    )
    return (head + before + body + after + tail).encode()


def gbk_page(paper: Paper) -> bytes:
    """An old page in GBK that says so in its meta."""
    text = as_html(paper).decode().replace("charset=utf-8", 'charset="gbk"')
    return text.encode("gb18030")


def saved_from_word(paper: Paper) -> bytes:
    """What Word writes as “filtered web page”: classes, spans and empty paragraphs."""
    head, body, tail = _body(paper)
    dressed = re.sub(
        r"<p>(.*?)</p>",
        r'<p class="MsoNormal" style="text-indent:32.0pt"><span lang="EN-US">&nbsp;</span>'
        r'<span style="font-family:仿宋_GB2312">\1</span></p><p class="MsoNormal">&nbsp;</p>',
        body,
        flags=re.S,
    )
    return (head + f'<div class="WordSection1">{dressed}</div>' + tail).encode()


def layout_table(paper: Paper) -> bytes:
    """An old site that lays its pages out with tables, the report in one of the cells."""
    head, body, tail = _body(paper)
    around = (
        '<table width="100%"><tr><td colspan="2"><img src="banner.jpg"></td></tr><tr>'
        '<td width="20%"><table><tr><td><a href="/">首页</a></td></tr>'
        '<tr><td><a href="/xxgk/">信息公开</a></td></tr></table></td><td>'
    )
    return (head + around + body + "</td></tr></table>" + tail).encode()


HOUSE_STYLES: dict[str, Callable[[Paper], bytes]] = {
    "plain": plain,
    "government site": government_site,
    "gbk": gbk_page,
    "saved from word": saved_from_word,
    "layout table": layout_table,
}

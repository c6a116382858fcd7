"""A law and a notice of our own words, as a page, a Word paper, markdown and plain text."""

from html import escape
from pathlib import Path

import docx

LAW_TITLE = "青柳市公共雨伞借用办法"
LAW = """青柳市人民政府令
第12号
《青柳市公共雨伞借用办法》已经市政府第9次常务会议通过，现予公布，自2024年6月1日起施行。
青柳市公共雨伞借用办法
（2024年4月2日青柳市人民政府第9次常务会议通过 2024年4月18日公布 自2024年6月1日起施行）
目　录
第一章　总则
第二章　借用和归还
第三章　附则
第一章　总则
第一条　为了方便市民雨天出行，规范公共雨伞的借用，制定本办法。
第二条　本办法所称公共雨伞，是指由伞站统一投放、
编号管理的雨伞。
个人寄存的雨伞，按照第十条的规定办理。
第二章　借用和归还
第一节　借用
第三条　借伞应当出示下列凭证之一：
（一）借伞证；
（二）图书证；
（三）市民卡。
第三条之一　未成年人凭学生证借伞，每次一把。
第四条　借伞不收费用。伞站不得要求押金。
第二节　归还
第五条　借用期限为七日；连续下雨的，顺延至放晴后第二日。
第三章　附则
第六条　本办法由市伞站管理中心负责解释。
第七条　本办法自2024年6月1日起施行。2019年的暂行规定同时废止。"""
AROUND = "扫一扫在手机打开当前页", "版权所有：青柳市人民政府　网站地图"
ARTICLES = ["一", "二", "三", "三之一", "四", "五", "六", "七"]
LOCATORS = (
    [f"第{n}条" for n in ("一", "二", "三")]
    + ["第三条之一"]
    + [f"第{n}条" for n in ("四", "五", "六", "七")]
)

NOTICE_TITLE = "青柳市伞站管理中心关于做好梅雨季节借伞服务的通知"
NOTICE = """青柳市伞站管理中心关于做好
梅雨季节借伞服务的通知
青伞发〔2024〕7号
各伞站，各街道便民窗口：
梅雨季节将至，现将有关事项通知如下。
一、总体安排
各伞站要提前清点雨伞，破损的在六月五日前更换。
二、重点任务
（一）延长服务时间。工作日开放到晚上九点，周末开放到晚上十点。
（二）增加投放。地铁口、医院门口各增加雨伞五十把。
三、有关要求
遇到雨伞不足的，各伞站互相调剂，并做好记录。
青柳市伞站管理中心
2024年5月20日"""


def written(folder: Path, kind: str, text: str, title: str) -> Path:
    """The text as a file of a kind: html, docx, md, txt, gbk."""
    path = folder / f"文件.{'txt' if kind == 'gbk' else kind}"
    if kind == "docx":
        paper = docx.Document()
        for line in text.splitlines():
            paper.add_paragraph(line)
        paper.save(str(path))
        return path
    data = {"html": as_page(text, title), "md": _as_markdown(text)}.get(kind, text)
    path.write_bytes(data.encode("gbk" if kind == "gbk" else "utf-8"))
    return path


def as_page(text: str, title: str, charset: str = "utf-8") -> str:
    """A government web site's page around a text, its article numbers in bold."""
    body = "\n".join(f"<p>　　{_bold(escape(line))}</p>" for line in text.splitlines())
    return (
        f"<!DOCTYPE html><html><head><meta charset='{charset}'>"
        f"<title>{title}_青柳市人民政府</title></head><body>"
        "<div class='nav'><a>首页</a> <a>政府信息公开指南</a> <a>政府信息公开制度</a></div>"
        f"<div class='article'><h1>{title}</h1><div>发布日期：2024-04-18 来源：市政府</div>{body}</div>"
        f"<div class='footer'>{''.join(f'<p>{line}</p>' for line in AROUND)}</div></body></html>"
    )


def _bold(line: str) -> str:
    number, blank, rest = line.partition("　")
    return f"<strong>{number}</strong>&nbsp;{rest}" if number.startswith("第") and blank else line


def _as_markdown(text: str) -> str:
    lines = []
    for line in text.splitlines():
        marked = line.startswith("第") and ("章" in line[:4] or "节" in line[:4])
        number, blank, rest = line.partition("　")
        bold = f"**{number}** {rest}" if line.startswith("第") and blank else line
        lines.append(f"## {line}" if marked else bold)
    return "\n\n".join(lines)

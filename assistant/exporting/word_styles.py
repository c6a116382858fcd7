"""The styles and the page of a Word paper by GB/T 9704-2012.

Everything that a reader sees comes from a named style, so that a clerk changes the style
and not each paragraph. Where a government font is missing, the font table names the
nearest that Windows, WPS and macOS have.
"""

from dataclasses import dataclass
from math import floor
from typing import Literal

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

TITLE_FONT = "方正小标宋简体"
BODY_FONT = "仿宋_GB2312"
FIRST_FONT = "黑体"
SECOND_FONT = "楷体_GB2312"
TABLE_FONT = "宋体"
_LINE = 28.0  # points; 22 lines a page with these margins
_TABLE_LINE = 14.0  # exact, so that table three fits one page in any font
_BODY_SIZE = 16.0  # 三号
_LINES, _TEXT_HEIGHT = 22, 225  # of a page: lines, millimetres between the margins
_AUTO = 'w:line="240" w:lineRule="auto"'
_TIGHTER = 0.25  # 28 characters of 16 pt are 5.8 pt wider than the 156 mm of a line

_STAND_INS = {
    TITLE_FONT: "FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,Noto Serif CJK SC",
    BODY_FONT: "仿宋,FangSong,华文仿宋,STFangsong,Noto Serif CJK SC",
    FIRST_FONT: "SimHei,Heiti SC,Noto Sans CJK SC",
    SECOND_FONT: "楷体,KaiTi,华文楷体,STKaiti,Noto Serif CJK SC",
    TABLE_FONT: "SimSun,Songti SC,Noto Serif CJK SC",
}


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style: sizes, lines and spacing in points, indent in characters.

    `line` is an exact height, 0 as high as what stands in it; `tighter` is taken from between characters.
    """

    id: str
    name: str
    font: str
    size: float
    align: Literal["both", "center", "left", "right"] = "both"
    line: float = _LINE
    indent: float = 0
    right: float = 0
    before: float = 0
    after: float = 0
    outline: int | None = None
    keep_next: bool = False
    new_page: bool = False
    on_grid: bool = False
    tighter: float = 0

    def xml(self) -> str:
        """The `w:style` element."""
        return (
            f'<w:style w:type="paragraph" w:styleId="{self.id}"{self._kind()} {nsdecls("w")}>'
            f'<w:name w:val="{self.name}"/>{self._parent()}<w:qFormat/>'
            f"<w:pPr>{self._paragraph()}</w:pPr><w:rPr>{self._run()}</w:rPr>"
            "</w:style>"
        )

    def _run(self) -> str:
        spacing = f'<w:spacing w:val="{round(-self.tighter * 20)}"/>' if self.tighter else ""
        return run_properties(self.font, self.size, spacing)

    def _kind(self) -> str:
        if self.id == "Normal":
            return ' w:default="1"'
        return "" if self.name.isascii() else ' w:customStyle="1"'

    def _parent(self) -> str:
        if self.id == "Normal":
            return ""
        following = '<w:next w:val="BodyParagraph"/>' if self.outline is not None else ""
        return f'<w:basedOn w:val="Normal"/>{following}'

    def _paragraph(self) -> str:
        line = f'w:line="{round(self.line * 20)}" w:lineRule="exact"' if self.line else _AUTO
        ends = f' w:rightChars="{round(self.right * 100)}"' if self.right else ""
        indent = (
            f'<w:ind w:firstLineChars="{round(self.indent * 100)}"'
            f' w:firstLine="{round(self.indent * self.size * 20)}"{ends}/>'
        )
        return (
            ("<w:keepNext/>" if self.keep_next else "")
            + ("<w:pageBreakBefore/>" if self.new_page else "")
            + '<w:widowControl w:val="0"/>'
            + ("" if self.on_grid else '<w:snapToGrid w:val="0"/>')
            + f'<w:spacing w:before="{round(self.before * 20)}" w:after="{round(self.after * 20)}" {line}/>'
            + f'{indent}<w:jc w:val="{self.align}"/>'
            + (f'<w:outlineLvl w:val="{self.outline}"/>' if self.outline is not None else "")
        )


STYLES = (
    ParagraphStyle("Normal", "Normal", BODY_FONT, _BODY_SIZE),
    ParagraphStyle("Title", "Title", TITLE_FONT, 22, "center", 36, after=_LINE),
    ParagraphStyle(
        "Heading1",
        "heading 1",
        FIRST_FONT,
        _BODY_SIZE,
        indent=2,
        outline=0,
        keep_next=True,
        on_grid=True,
    ),
    ParagraphStyle(
        "Heading2",
        "heading 2",
        SECOND_FONT,
        _BODY_SIZE,
        indent=2,
        outline=1,
        keep_next=True,
        on_grid=True,
    ),
    ParagraphStyle(
        "BodyParagraph", "公文正文", BODY_FONT, _BODY_SIZE, indent=2, on_grid=True, tighter=_TIGHTER
    ),
    ParagraphStyle("TableLabel", "表格标签", TABLE_FONT, 10.5, "center", _TABLE_LINE),
    ParagraphStyle("TableRowLabel", "表格左标签", TABLE_FONT, 10.5, "left", _TABLE_LINE),
    # The indent sends 不予公开 to a line of its own below （三）, in a column of four characters.
    ParagraphStyle("TableGroupLabel", "表格分组标签", TABLE_FONT, 10.5, "left", _TABLE_LINE, 0.8),
    ParagraphStyle("TableNumber", "表格数字", TABLE_FONT, 10.5, "right", _TABLE_LINE),
    ParagraphStyle("TableLongNumber", "表格长数字", TABLE_FONT, 8.5, "right", _TABLE_LINE),
    ParagraphStyle("TableLongestNumber", "表格特长数字", TABLE_FONT, 6.5, "right", _TABLE_LINE),
    ParagraphStyle("TableWide", "表格宽栏数字", TABLE_FONT, 10.5, "right", _TABLE_LINE, right=1),
    ParagraphStyle("AnnexList", "附件说明", BODY_FONT, _BODY_SIZE, indent=2, before=_LINE),
    ParagraphStyle("AnnexListMore", "附件续行", BODY_FONT, _BODY_SIZE, indent=5),
    ParagraphStyle("AnnexMark", "附件标记", FIRST_FONT, _BODY_SIZE, "left", new_page=True),
    ParagraphStyle("AnnexTitle", "附件标题", TITLE_FONT, 22, "center", 36, after=_LINE / 2),
    ParagraphStyle("AnnexText", "附件正文", BODY_FONT, _BODY_SIZE, indent=2, after=_LINE / 4),
    ParagraphStyle("AnnexPicture", "附件图", TABLE_FONT, 10.5, "center", 0, after=_LINE / 2),
    ParagraphStyle("TableGap", "表后间距", TABLE_FONT, _BODY_SIZE, "left", _LINE / 2),
    ParagraphStyle("Footer", "footer", TABLE_FONT, 14, "center", 20),
)

# Styles of numbers with their sizes, largest first: a number takes the first that fits.
NUMBER_SIZES = tuple((s.id, s.size) for s in STYLES if s.id.endswith("Number"))

_BORDER = " ".join(
    f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>'
    for side, size in (
        ("top", 8),
        ("left", 8),
        ("bottom", 8),
        ("right", 8),
        ("insideH", 4),
        ("insideV", 4),
    )
)
TABLE_STYLE = "OfficialTable"
TABLE_MARGIN = 0.8  # millimetres at the left and right of a cell
_TABLE_XML = (
    f'<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE_STYLE}" {nsdecls("w")}>'
    '<w:name w:val="公文表格"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
    f"<w:tblPr><w:tblBorders>{_BORDER}</w:tblBorders><w:tblCellMar>"
    + "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (
            ("top", 14),
            ("left", round(TABLE_MARGIN * 56.7)),
            ("bottom", 14),
            ("right", round(TABLE_MARGIN * 56.7)),
        )
    )
    + "</w:tblCellMar></w:tblPr></w:style>"
)
_BASE_XML = (
    f'<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont" {nsdecls("w")}>'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
    f'<w:style w:type="table" w:default="1" w:styleId="TableNormal" {nsdecls("w")}>'
    '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>',
)


def run_properties(font: str, size: float, spacing: str = "") -> str:
    """Fonts for every script, size in half points, and the language that hyphenates nothing."""
    return (
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>{spacing}'
        f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    )


def set_styles(document: Document) -> None:
    """Replace every style of the document by those of this paper."""
    styles = document.styles.element
    for tag in ("w:style", "w:docDefaults"):
        for element in styles.findall(qn(tag)):
            styles.remove(element)
    defaults = (
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>"
        f"{run_properties(BODY_FONT, _BODY_SIZE)}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    styles.insert(0, parse_xml(defaults))
    for xml in (STYLES[0].xml(), *_BASE_XML, *(s.xml() for s in STYLES[1:]), _TABLE_XML):
        styles.append(parse_xml(xml))


def set_page(document: Document) -> None:
    """A4 with margins of 37, 35, 28 and 26 mm, and a grid of 22 lines."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Pt(70)
    properties = section._sectPr
    for element in properties.findall(qn("w:docGrid")):
        properties.remove(element)
    properties.append(parse_xml(_grid()))


def _grid() -> str:
    """22 lines a page. A grid of characters too would give 27 a line in LibreOffice, which does
    not know the spacing that Word takes from it; the style of the body gives 28 in both.
    """
    pitch = floor(_TEXT_HEIGHT / 25.4 * 72 / _LINES * 20)
    return f'<w:docGrid {nsdecls("w")} w:type="lines" w:linePitch="{pitch}"/>'


def font_table() -> bytes:
    """The font table part: each font of the paper with what may stand in for it."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, others in _STAND_INS.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{head}\n<w:fonts {nsdecls('w')}>{fonts}</w:fonts>".encode()

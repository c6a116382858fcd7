"""Letters that look like Chinese characters and are none: radicals, ligatures, old code points.

A browser that prints to PDF names 一, 人, 工, 民 and others by the radical of the same
shape (U+2F00 and after, U+2E80 and after); to a search they are other letters.
"""

import unicodedata

_SUPPLEMENT = (
    "⺁厂⺇几⺌小⺎兀⺒巳⺓幺⺜日⺝月⺟母⺠民⺩王⺫目⺬示⺮竹⺶羊⺹老⺻聿⺼肉⺽臼⻁虎⻄西⻅见⻆角⻉贝⻊足⻋车⻑长⻒长⻓长⻔门⻕阜"
    "⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟"
)
_BLOCKS = ((0x2F00, 0x2FD6), (0xF900, 0xFB07))
_PLAIN = {
    **{
        code: plain
        for first, end in _BLOCKS
        for code in range(first, end)
        if (plain := unicodedata.normalize("NFKC", chr(code))) != chr(code)
    },
    ord("\u2f3e"): "户",  # Unicode gives 戶, the form used in Taiwan
    ord("\u2fad"): "青",  # and 靑
    **{ord(_SUPPLEMENT[i]): _SUPPLEMENT[i + 1] for i in range(0, len(_SUPPLEMENT), 2)},
}


def without_radicals(text: str) -> str:
    """The text with the characters that were meant; nothing else is changed."""
    return text.translate(_PLAIN)

"""The Chinese font that pictures are lettered in: the first of a fixed list that is installed."""

from functools import cache
from pathlib import Path

from assistant.errors import UnusableInput

# Sans faces before serif ones, simplified Chinese before other regions' forms.
WANTED = (
    *("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN"),
    *("Microsoft YaHei", "SimHei", "PingFang SC", "Hiragino Sans GB", "Heiti SC", "STHeiti"),
    *("WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Droid Sans Fallback", "Noto Sans CJK JP"),
    *("Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun", "STSong"),
    *("AR PL SungtiL GB", "AR PL UMing CN", "Arial Unicode MS"),
)


class NoChineseFont(UnusableInput):
    """No font that has Chinese characters is installed; a picture would show boxes."""

    def __init__(self) -> None:
        super().__init__(
            "这台电脑没有中文字体，画不出图",
            cure="装一种中文字体再试，如 Debian、Ubuntu 的 fonts-noto-cjk，或把思源黑体放进 ~/.fonts。",
        )


@cache
def chinese_font() -> str:
    """The family name of the font to use.

    Raises:
        NoChineseFont: None of `WANTED` is installed.
    """
    from matplotlib.font_manager import fontManager

    return first_of(WANTED, {f.name for f in fontManager.ttflist if Path(f.fname).is_file()})


def first_of(wanted: tuple[str, ...], installed: set[str]) -> str:
    """The first wanted family that is installed.

    Raises:
        NoChineseFont: There is none.
    """
    for name in wanted:
        if name in installed:
            return name
    raise NoChineseFont

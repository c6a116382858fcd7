"""How a message names a place of a report: 前言, “一（一）主动公开”, “五”."""

_NUMERALS = "零一二三四五六七八九十"


def section_name(section: str) -> str:
    """The name of a section or part by its id, such as “一（三）” for 1.3."""
    if section == "preface":
        return "前言"
    number, _, part = section.partition(".")
    name = _NUMERALS[int(number)] if number.isdecimal() and int(number) <= 10 else number
    return f"第{name}部分" + (f"（{_NUMERALS[int(part)]}）" if part else "")

"""A lower-case Latin word amid Chinese: “问题 and 政策咨询”."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.wording import around, quoted

# What stands before a word is asked after its first letter, that the search may leap to letters.
_WORD = re.compile(
    r"[a-z](?<![A-Za-z0-9@./_:#?&=%-][a-z])(?<![A-Za-z0-9][ ][a-z])[a-z]{1,19}"
    r"(?![A-Za-z0-9@./_:#?&=%-])(?![ ][A-Za-z0-9])"
)
_HAN = re.compile(r"[一-鿿，。；、：（）“”]")
_KNOWN = frozenset(
    [
        "app",
        "wifi",
        "pdf",
        "doc",
        "docx",
        "xls",
        "xlsx",
        "ppt",
        "pptx",
        "wps",
        "ofd",
        "jpg",
        "png",
        "gif",
        "mp3",
        "mp4",
        "html",
        "xml",
        "csv",
        "txt",
        "zip",
        "rar",
        "web",
        "www",
        "http",
        "https",
        "com",
        "cn",
        "gov",
        "org",
        "net",
        "email",
        "mail",
        "word",
        "excel",
        "ai",
        "vr",
        "ar",
        "ip",
        "ipv4",
        "ipv6",
        "id",
        "it",
        "logo",
        "vlog",
        "blog",
        "kg",
        "km",
        "cm",
        "mm",
        "mg",
        "ml",
        "mw",
        "kw",
        "kwh",
        "gb",
        "tb",
        "mb",
        "kb",
        "hz",
        "khz",
        "mhz",
        "ghz",
        "ppm",
        "ph",
        "pm",
        "ok",
        "pk",
        "vs",
        "no",
        "plus",
        "pro",
        "max",
        "mini",
        "iphone",
        "ios",
        "android",
        "cpu",
        "usb",
        "cctv",
        "ccav",
        "qq",
        "wx",
        "wechat",
        "weibo",
    ]
)
_MOST = 20


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    whole = case.narrative.whole
    count = 0
    for match in _WORD.finditer(whole):
        word = match[0]
        before = whole[max(0, match.start() - 3) : match.start()].strip()[-1:]
        after = whole[match.end() : match.end() + 3].strip()[:1]
        amid = bool(_HAN.match(before) and _HAN.match(after))
        if word in _KNOWN or not amid or quoted(whole, match.start()):
            continue
        count += 1
        if count > _MOST:
            return
        shown = around(whole, *match.span())
        yield rule.at(
            case,
            match.span(),
            f"汉字中间夹着外文词“{word}”：“{shown}”",
            expected="相应的中文词，或者删去",
        )


RULE = Rule(
    code="LAN401",
    name="stray-latin-word",
    severity=Severity.WARNING,
    summary="汉字中间夹着小写的英文词或拼音（“问题 and 政策咨询”）；网址、文件格式、通行缩写除外。",
    basis="《国家通用语言文字法》第九条、第十一条：国家机关以规范汉字为公务用语用字",
    cure="换成中文词；是粘贴或输入法留下的就删去。",
    check=_check,
    needs=("narrative",),
)

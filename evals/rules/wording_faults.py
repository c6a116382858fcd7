"""Faults of wording, of citation, of privacy, and repetition."""

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from evals.rules.planting import (
    Clean,
    Fault,
    Plant,
    Planted,
    Spot,
    appended,
    edited,
    matches,
    paragraphs,
    replaced,
    texts_of,
    with_more,
    with_paragraphs,
)

Rng = random.Random
# Phrases of this field, every one of them a term of the 条例, the form or daily official prose.
_TERMS = [
    "政府信息公开",
    "主动公开",
    "依申请公开",
    "信息公开申请",
    "行政规范性文件",
    "行政复议",
    "行政诉讼",
    "政务新媒体",
    "政府网站",
    "政策解读",
    "保密审查",
    "监督保障",
    "社会评议",
    "责任追究",
    "法定期限",
    "县政府办公室",
    "市政府办公室",
    "信息处理费",
    "行政许可",
    "行政处罚",
    "现行有效",
    "予以公开",
    "政务公开",
    "公开指南",
    "便民服务中心",
    "人大代表",
    "政协委员",
]


def _in_a_term(rng: Rng, clean: Clean, change: str) -> Planted | None:
    """A well-known term with one character lost, doubled, or two swapped."""
    found = matches(clean.report, "|".join(term for term in _TERMS if len(term) > 3))
    if not found:
        return None
    section, match = rng.choice(found)
    term = match[0]
    at = rng.randrange(1, len(term) - 1)
    if change == "lost":
        wrong = term[:at] + term[at + 1 :]
    elif change == "doubled":
        wrong = term[:at] + term[at] + term[at:]
    else:
        wrong = term[:at] + term[at + 1] + term[at] + term[at + 2 :]
    return None if wrong == term else edited(clean.report, section, *match.span(), wrong)


def _lost(rng: Rng, clean: Clean) -> Planted | None:
    return _in_a_term(rng, clean, "lost")


def _doubled_in_a_term(rng: Rng, clean: Clean) -> Planted | None:
    return _in_a_term(rng, clean, "doubled")


def _swapped(rng: Rng, clean: Clean) -> Planted | None:
    return _in_a_term(rng, clean, "swapped")


def _doubled_particle(rng: Rng, clean: Clean) -> Planted | None:
    return replaced(rng, clean, r"(?<=[\u4e00-\u9fff])([的和了在与对])(?=[\u4e00-\u9fff])", r"\1\1")


def _doubled_word(rng: Rng, clean: Clean) -> Planted | None:
    words = "|".join(
        ("工作", "信息", "公开", "申请", "单位", "文件", "部门", "内容", "群众", "培训")
    )
    return replaced(rng, clean, rf"(?<=[\u4e00-\u9fff])({words})(?=[\u4e00-\u9fff])", r"\1\1")


def _confused(rng: Rng, clean: Clean) -> Planted:
    words = rng.choice(
        [
            "及时公开部门预算决赛等财政资金信息。",
            "严格执行信息发布保秘审查制度，做到先审查、后公开。",
            "对群众反应的问题逐条核实，及时做出回应。",
            "坚持以公开为常态、不公开为另外。",
            "全面梳理权利清单和责任清单，逐项向社会公布。",
        ]
    )
    return appended(clean.report, rng.choice(["1.1", "1.3", "1.4"]), words)


def _mark_lost(rng: Rng, clean: Clean) -> Planted | None:
    """A closing 》, ） or ” lost."""
    return replaced(rng, clean, r"[》）”]", "")


def _half_width_comma(rng: Rng, clean: Clean) -> Planted | None:
    return replaced(rng, clean, r"(?<=[\u4e00-\u9fff])，(?=[\u4e00-\u9fff])", ",")


def _doubled_mark(rng: Rng, clean: Clean) -> Planted | None:
    return replaced(rng, clean, r"(?<=[\u4e00-\u9fff])([，。；])(?=[\u4e00-\u9fff\n])", r"\1\1")


def _latin_word(rng: Rng, clean: Clean) -> Planted | None:
    return replaced(
        rng,
        clean,
        r"(?<=[\u4e00-\u9fff]{2})[和与](?=[\u4e00-\u9fff]{2}[^〉》]{0,40}[，。])",
        " and ",
    )


def _sentences(section: Sequence[str], words: Sequence[str]) -> Plant:
    """One of these sentences at the end of one of these sections."""

    def plant(rng: Rng, clean: Clean) -> Planted:
        return appended(clean.report, rng.choice(section), rng.choice(words))

    return plant


_TEMPLATE = (
    "全年举办培训XX场，参训人员××人次。",
    "（此处填写政务公开培训情况）",
    "【请补充第三方评估结果】",
    "接受社会评议情况：（文字描述）。",
)
_RELATIVE = (
    "今年以来，持续完善公开制度，推动工作落实。",
    "截至目前，已建成基层公开专区并投入使用。",
)


def _number_left_out(rng: Rng, clean: Clean) -> Planted | None:
    """A number of the narrative left out: 公开信息条."""
    return replaced(
        rng,
        clean,
        r"(?<=[\u4e00-\u9fff]{2})(?<![一-十每数几第各])\d{2,9}([条件篇])(?=[，。；、])",
        r"\1",
    )


def _wrong_self(rng: Rng, clean: Clean) -> Planted:
    agency = clean.report.agency
    wrong = "我局" if not agency.endswith(("局", "委员会")) else "我镇"
    words = f"{wrong}高度重视政府信息公开工作，明确专人负责，{wrong}主要负责人多次听取汇报。"
    return appended(clean.report, "1.5", words)


def _foreign_place(rng: Rng, clean: Clean) -> Planted:
    city = rng.choice(["宜宾市", "泰州市", "遵义市", "洛阳市"])
    words = f"严格落实{city}政府信息公开工作要求，{city}各部门按季度报送台账。"
    return appended(clean.report, rng.choice(["1.3", "1.5"]), words)


def _deadline(rng: Rng, clean: Clean) -> Planted:
    words = rng.choice(
        [
            "收到申请后严格按照条例规定，在15个工作日内予以答复。",
            "依照《中华人民共和国政府信息公开条例》，自收到申请之日起30日内作出答复。",
            "需要延长答复期限的，按条例规定延长不超过15个工作日。",
        ]
    )
    return appended(clean.report, "1.2", words)


def _article(rng: Rng, clean: Clean) -> Planted:
    number = rng.choice(["五十八", "六十", "七十二"])
    words = f"按照《中华人民共和国政府信息公开条例》第{number}条的规定，健全工作机制。"
    return appended(clean.report, rng.choice(["1.3", "1.5"]), words)


def _article_of_another_matter(rng: Rng, clean: Clean) -> Planted:
    words = rng.choice(
        [
            "根据《中华人民共和国政府信息公开条例》第二十六条关于答复期限的规定，按时答复申请人。",
            "按照《中华人民共和国政府信息公开条例》第三十三条，编制并公布政府信息公开工作年度报告。",
        ]
    )
    return appended(clean.report, "1.2", words)


def _principle(rng: Rng, clean: Clean) -> Planted:
    words = rng.choice(["坚持以公开为原则、不公开为例外，", "严格遵循“公开为原则、不公开为例外”，"])
    return appended(clean.report, "1.1", words + "不断扩大公开范围。")


def _identity_number(rng: Rng, clean: Clean) -> Planted:
    first = f"{rng.choice(['110101', '320106', '440305'])}19{rng.randint(50, 99)}0{rng.randint(1, 9)}1{rng.randint(0, 9)}"
    body = first + f"{rng.randint(100, 999)}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    check = "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]
    return appended(clean.report, "1.2", f"其中1件由身份证号为{body}{check}的申请人当面提交。")


def _mobile(rng: Rng, clean: Clean) -> Planted:
    number = f"1{rng.choice('3578')}{rng.randint(10**8, 10**9 - 1)}"
    return appended(clean.report, "1.2", f"申请人补充提交了手机号码{number}以便联系。")


def _bank_card(rng: Rng, clean: Clean) -> Planted:
    body = "622848" + "".join(rng.choice("0123456789") for _ in range(12))
    doubled = [int(d) * (2 if i % 2 == 0 else 1) for i, d in enumerate(reversed(body))]
    check = -sum(d // 10 + d % 10 for d in doubled) % 10
    return appended(clean.report, "1.2", f"信息处理费退还至申请人银行账户{body}{check}。")


def _private_mailbox(rng: Rng, clean: Clean) -> Planted:
    box = f"{rng.choice(['zwgk', 'xxgk2019', '83561'])}{rng.randint(10, 99)}@{rng.choice(['qq.com', '163.com'])}"
    return appended(clean.report, "1.4", f"受理意见建议的邮箱为{box}。")


def _secrecy_mark(rng: Rng, clean: Clean) -> Planted:
    words = rng.choice(["（机密★10年）", "（内部资料，注意保存）", "秘密★1年"])
    return with_more(clean.report, "1.3", f"{words}关于专项整治工作的情况通报已印发各单位。")


def _copied_paragraph(rng: Rng, clean: Clean) -> Planted | None:
    """A paragraph of one part that stands in another part, too."""
    long = [(s, t) for s, _, t in paragraphs(clean.report) if len(t) > 60 and s.startswith("1.")]
    if not long:
        return None
    section, text = rng.choice(long)
    body = re.sub(r"^[一二三四五]是", "", text)
    sentences = [part for part in re.findall(r"[^。]+。", body) if len(part) > 35]
    if not sentences:
        return None
    other = rng.choice([part for part in ("1.1", "1.3", "1.4", "1.5") if part != section])
    copied = rng.choice(sentences)
    planted = with_more(clean.report, other, copied)
    at = clean.report.text_of(section).index(copied)
    return replace(planted, spots=(*planted.spots, Spot(section, at, at + len(copied))))


def _as_last_year(rng: Rng, clean: Clean) -> Planted | None:
    """A part taken over from last year's report word for word."""
    if clean.previous is None:
        return None
    part = rng.choice(["1.3", "1.4", "1.5", "5"])
    texts = texts_of(clean.previous, part)
    if sum(map(len, texts)) < 120:
        return None
    report = with_paragraphs(clean.report, part, texts)
    return Planted(report, sections=frozenset({part}), previous=clean.previous)


WORDING_FAULTS = (
    Fault("particle-doubled", _doubled_particle),
    Fault("word-doubled", _doubled_word),
    Fault("character-lost-in-a-term", _lost),
    Fault("character-doubled-in-a-term", _doubled_in_a_term),
    Fault("characters-swapped-in-a-term", _swapped),
    Fault("words-confused", _confused),
    Fault("closing-mark-lost", _mark_lost),
    Fault("half-width-comma", _half_width_comma, slight=True),
    Fault("mark-doubled", _doubled_mark),
    Fault("latin-word", _latin_word),
    Fault("template-left-over", _sentences(("1.5", "1.4"), _TEMPLATE)),
    Fault("relative-time", _sentences(("1.1", "1.4"), _RELATIVE), slight=True),
    Fault("number-left-out", _number_left_out),
    Fault("wrong-self-reference", _wrong_self),
    Fault("foreign-place", _foreign_place),
    Fault("deadline-misstated", _deadline),
    Fault("article-that-does-not-exist", _article),
    Fault("article-of-another-matter", _article_of_another_matter),
    Fault("outdated-principle", _principle),
    Fault("identity-number", _identity_number),
    Fault("mobile-number", _mobile),
    Fault("bank-card", _bank_card),
    Fault("private-mailbox", _private_mailbox, slight=True),
    Fault("secrecy-mark", _secrecy_mark),
    Fault("paragraph-copied", _copied_paragraph),
    Fault("part-as-last-year", _as_last_year),
)

"""Faults of citation and of privacy."""

import random

from evals.rules.planting import (
    Clean,
    Fault,
    Planted,
    appended,
    sentences,
    with_more,
)

Rng = random.Random
_PARTIES = ("申请人王建国对答复不服，提起行政诉讼。", "原告刘志强诉本机关政府信息公开一案已审结。")
_LAWS = (
    "认真学习《中华人民共和国信息公开法》，提高依法公开的意识。",
    "严格执行《中华人民共和国政府信息公开条例》（国务院令第492号），规范公开行为。",
)
_HOMES = ("申请人住青松小区6号楼2单元501室，答复书已邮寄送达。",)


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


LAW_FAULTS = (
    Fault("name-of-a-party", sentences(("1.2",), _PARTIES)),
    Fault("home-address", sentences(("1.2",), _HOMES)),
    Fault("law-misnamed", sentences(("1.3", "1.5"), _LAWS)),
    Fault("deadline-misstated", _deadline),
    Fault("article-that-does-not-exist", _article),
    Fault("article-of-another-matter", _article_of_another_matter),
    Fault("outdated-principle", _principle),
    Fault("identity-number", _identity_number),
    Fault("mobile-number", _mobile),
    Fault("bank-card", _bank_card),
    Fault("private-mailbox", _private_mailbox, slight=True),
    Fault("secrecy-mark", _secrecy_mark),
)

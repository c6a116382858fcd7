"""All scorers by name, and what a reader is told that each of their values means."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from evals.drafting.case_files import is_chinese
from evals.scoring.alignment import Aligner
from evals.scoring.citations import citations
from evals.scoring.content import content, likeness
from evals.scoring.coverage import coverage
from evals.scoring.drafted import Drafted
from evals.scoring.faithfulness import faithfulness
from evals.scoring.form import form
from evals.scoring.originality import originality
from evals.scoring.register import register
from evals.scoring.scored import ZERO, Scored

Scorer = Callable[[Drafted], Scored]

VALUES = {
    "faithfulness.numbers": "数字忠实：数值、口径都对的数字",
    "faithfulness.traced": "数字可溯：所在分句全部有依据的数字",
    "faithfulness.sentences": "没有无据说法的句子",
    "coverage.must": "必说事实写到（加权）",
    "coverage.work": "工作事实写全",
    "content.stated": "参照报告的要点写到",
    "content.supported": "句子有参照或事实支持",
    "likeness.rouge_l": "ROUGE-L（字）",
    "likeness.chrf": "chrF",
    "form.rules": "校验规则（错误、警告越少越高）",
    "form.structure": "部分齐全、次序正确",
    "form.chains": "序号连贯",
    "form.length": "篇幅与参照相近",
    "citations.right": "引用正确",
    "citations.sources": "来源可查",
    "originality.last_year": "不照抄上年",
    "originality.passages": "不照抄检索段落",
    "originality.within": "前后不重复",
    "register.clean": "用语规范的句子",
    "register.sentence_length": "句长合乎样本",
    "register.connectives": "连接词合乎样本",
    "register.inflated": "套话不多于样本",
    "register.numbers": "数字不少于样本",
}


_OF_REFERENCE = ("content.", "likeness.", "form.length")


def scorers(aligner: Aligner) -> Mapping[str, Scorer]:
    """Every scorer; those that compare sentences share one aligner and its vectors.

    A draft that is empty or not in Chinese has zero everywhere: without a number it would otherwise
    have no score for its numbers, and so come off better than a poor one.
    """
    return {name: _or_zero(name, score) for name, score in _scorers(aligner).items()}


def _or_zero(name: str, score: Scorer) -> Scorer:
    def scored(drafted: Drafted) -> Scored:
        why = unfit(drafted)
        if not why:
            return score(drafted)
        values: dict[str, Decimal | None] = {}
        for value in (v for v in VALUES if v.startswith(f"{name}.")):
            unscored = value.startswith(_OF_REFERENCE) and not drafted.known.reference_texts
            values[value.partition(".")[2]] = None if unscored else ZERO
        return Scored(values, (why,))

    return scored


def unfit(drafted: Drafted) -> str:
    """Why a draft cannot be scored, in Chinese; empty if it can."""
    text = "".join(drafted.texts.values())
    if not text.strip():
        return "草稿是空的，按零分计；请看日志里模型有没有回答"
    if not is_chinese(text):
        return "草稿不是中文的，按零分计；请在提示词里要求用中文写"
    return ""


def _scorers(aligner: Aligner) -> Mapping[str, Scorer]:
    return {
        "faithfulness": faithfulness,
        "coverage": coverage,
        "content": lambda drafted: content(drafted, aligner),
        "likeness": likeness,
        "form": form,
        "citations": citations,
        "originality": originality,
        "register": register,
    }

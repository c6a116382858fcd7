"""Answers from the corpus: the passages themselves, or a model's words held to them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.drafting.draft import DraftSource
from assistant.drafting.grounding.ground import Ground
from assistant.drafting.prompts import quoted, render
from assistant.drafting.writer import Writer
from assistant.drafting.writing.answers import sentences_of
from assistant.errors import ModelUnavailable
from assistant.report.quantities import chinese_number
from assistant.retrieval.corpus import Corpus
from assistant.retrieval.passages import Passage

_ARTICLE = re.compile(r"第\s*([零〇一二三四五六七八九十百\d]+)\s*条|article\s*(\d+)", re.I)
_LAW = re.compile(r"《([^》]+)》|(行政复议法|立法法|行政诉讼法)")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with the sources it rests on; `engine` says who worded it."""

    text: str
    sources: tuple[DraftSource, ...]
    engine: str
    notices: tuple[str, ...] = ()


def answer_question(
    question: str, corpus: Corpus, writer: Writer | None = None, k: int = 4
) -> Answer:
    """What the corpus says to a question.

    An article that is asked for by number is quoted as it stands. Else the nearest
    passages are; with a writer, in its words, each sentence grounded in the regulations
    among them. Nothing found is said to be nothing found.

    Raises:
        CorpusError: The corpus cannot be searched.
    """
    article = _article_asked_for(question, corpus)
    if article is not None:
        return Answer(f"{article.locator}：{article.text}", (_source(article),), "资料原文")
    passages = [hit.passage for hit in corpus.search(question[:400], k)]
    if not passages:
        return Answer(
            "资料库里没有查到相关内容。可以换个说法，或用 nianbao corpus add 加入资料。",
            (),
            "offline",
        )
    sources = tuple(_source(passage) for passage in passages)
    notices: tuple[str, ...] = ()
    if writer is not None:
        try:
            worded = _in_the_models_words(question, sources, writer)
            if worded:
                return Answer(worded, sources, writer.name)
            notices = ("模型的回答没有依据，改为列出资料原文",)
        except ModelUnavailable as error:
            notices = (f"{error.what}，改为列出资料原文",)
    return Answer(_quoted_passages(sources), sources, "资料原文", notices)


def _article_asked_for(question: str, corpus: Corpus) -> Passage | None:
    match = _ARTICLE.search(question)
    if match is None:
        return None
    numeral = match[1] or match[2]
    number = int(numeral) if numeral.isdigit() else chinese_number(numeral)
    law = _LAW.search(question)
    named = next(filter(None, law.groups()), "") if law else ""
    return corpus.article(number, named) if number else None


def _source(passage: Passage) -> DraftSource:
    return DraftSource(
        kind=passage.kind, title=passage.title, locator=passage.locator, text=passage.text
    )


def _in_the_models_words(question: str, sources: Sequence[DraftSource], writer: Writer) -> str:
    regulations = {f"s{i}": s for i, s in enumerate(sources) if s.kind == "regulation"}
    if not regulations:
        return ""
    shown = [quoted(f"{s.title}{s.locator}：{s.text}", "资料") for s in regulations.values()]
    prompt = render("answer_question", {"question": question[:400], "passages": shown})
    support = "\n".join(f"{s.locator}{s.text}" for s in regulations.values())
    ground = Ground((), regulations, composed=support)
    kept = [s for s in sentences_of("".join(writer.write(prompt))) if ground.judge(s).holds]
    return "".join(kept)


def _quoted_passages(sources: Sequence[DraftSource]) -> str:
    lines = ["资料里与此最相关的内容："]
    for source in sources:
        text = source.text if len(source.text) <= 220 else f"{source.text[:220]}……"
        lines.append(f"· {source.title} {source.locator}：{text}")
    return "\n".join(lines)

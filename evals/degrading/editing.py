"""Changes to a draft, sentence by sentence: what the degradations are made of."""

from collections.abc import Callable, Sequence

from assistant.drafting.draft import Draft, DraftSection, GroundedSentence, Paragraph

Place = tuple[int, int, int]  # section, paragraph, sentence


def places(draft: Draft, without: Sequence[str] = ("preface", "1")) -> list[Place]:
    """Where the sentences of a draft stand, but for these parts."""
    return [
        (s, p, i)
        for s, section in enumerate(draft.sections)
        for p, paragraph in enumerate(section.paragraphs)
        for i in range(len(paragraph.sentences))
        if section.id not in without
    ]


def at(draft: Draft, place: Place) -> GroundedSentence:
    """The sentence at a place."""
    section, paragraph, sentence = place
    return draft.sections[section].paragraphs[paragraph].sentences[sentence]


def edited(draft: Draft, change: Callable[[Place, GroundedSentence], str | None]) -> Draft:
    """The draft with each sentence's text as `change` gives it; None takes the sentence out."""
    sections = []
    for s, section in enumerate(draft.sections):
        paragraphs = []
        for p, paragraph in enumerate(section.paragraphs):
            kept = []
            for i, sentence in enumerate(paragraph.sentences):
                text = change((s, p, i), sentence)
                if text is not None:
                    kept.append(sentence.model_copy(update={"text": text}))
            if kept:
                paragraphs.append(Paragraph(sentences=tuple(kept)))
        sections.append(section.model_copy(update={"paragraphs": tuple(paragraphs)}))
    return draft.model_copy(update={"sections": tuple(sections)})


def with_texts(draft: Draft, texts: dict[str, str]) -> Draft:
    """The draft with other texts in these parts, a paragraph a line."""
    sections = [_with_text(s, texts[s.id]) if s.id in texts else s for s in draft.sections]
    return draft.model_copy(update={"sections": tuple(sections)})


def _with_text(section: DraftSection, text: str) -> DraftSection:
    lines = [line for line in text.splitlines() if line.strip()]
    paragraphs = tuple(Paragraph(sentences=(GroundedSentence(text=line),)) for line in lines)
    return section.model_copy(update={"paragraphs": paragraphs})

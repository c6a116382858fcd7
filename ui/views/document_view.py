"""The draft as a document: what is written, on what each sentence rests, what is left open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.drafting.draft import Draft, DraftFact, DraftSource, GroundedSentence
from assistant.drafting.planning.plan import SECTION_IDS
from assistant.drafting.revising.history import DraftHistory
from assistant.exporting.outline import Heading, Table, outline
from assistant.report.model import AnnualReport
from assistant.rules.all_rules import RULES
from assistant.rules.case import Case
from assistant.rules.engine import check, finding_as_json
from assistant.workspace.values import Person
from ui.templating import template
from ui.views.table_view import TableView, table_view

ORIGINS = {"composed": "组稿", "model": "模型", "person": "人工"}
_SEVERITIES = {"error": "错误", "warning": "疑点", "note": "提示"}
_KINDS = {"problem": "问题", "improvement": "改进"}
_HINT_LENGTH = 160


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact in the words of a reader."""

    label: str
    value: str
    source: str
    formula: str


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence with the trail that is shown when it is chosen."""

    id: str
    text: str
    origin: str
    origin_name: str
    hint: str
    facts: tuple[FactView, ...]
    sources: tuple[tuple[str, DraftSource], ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """A heading with what stands below it; `state` is written, given, table, open or none.

    `given` is narrative that the loaded file already had: shown, but without a trail.
    """

    id: str
    level: int
    title: str
    state: str
    paragraphs: tuple[tuple[SentenceView, ...], ...] = ()
    given: tuple[str, ...] = ()
    table: TableView | None = None


def document_html(
    figures: AnnualReport | None,
    draft: Draft | None,
    newest: str = "",
    turn: int = 0,
    *,
    history: DraftHistory | None = None,
    stored: int = 0,
) -> str:
    """The right-hand side of the page as HTML in which every foreign text is escaped.

    The whole official outline stands from the start: tables from the figures, parts that
    are not drafted yet as such. Below it: what does not agree in the figures,
    what is missing, what is proposed, what was dropped or repeats another text, findings, sources.
    The page scrolls to the part `newest`, once in each turn of the conversation. `history` says
    what earlier versions a sentence had; `stored` is the version of the draft in the workspace.
    """
    if figures is None:
        return template("empty.html.jinja").render()
    written = draft or Draft(agency=figures.agency, year=figures.year, engine="offline")
    sections = list(_sections(figures, written))
    titles = {"preface": "前言", **{s.id: s.title for s in sections}}
    return template("document.html.jinja").render(
        title=figures.full_title,
        newest=newest,
        turn=turn,
        stored=stored,
        sections=sections,
        written=len(written.sections),
        parts=len(SECTION_IDS),
        titles=titles,
        missing=written.missing,
        dropped=written.dropped,
        conflicts=written.conflicts,
        proposals=written.proposals,
        repeated=written.repeated,
        kinds=_KINDS,
        findings=_findings(figures, draft),
        severities=_SEVERITIES,
        sources=_regulations_first(written.sources),
        origins=ORIGINS,
    )


def headline_html(
    figures: AnnualReport | None, engine: str, stage: str = "", person: Person | None = None
) -> str:
    """The head of the page: its name, whose report is on the desk, who writes, who is at work."""
    writer = "离线组稿" if engine == "offline" else f"模型 {engine}"
    account = person if person is not None and person.account else None
    return template("headline.html.jinja").render(
        figures=figures, writer=writer, stage=stage, person=account
    )


def _sections(figures: AnnualReport, draft: Draft) -> Iterator[SectionView]:
    yield _section(figures, draft, Heading("preface", 1, "前言"))
    for block in outline(figures):
        if isinstance(block, Heading):
            yield _section(figures, draft, block)
        elif isinstance(block, Table):
            table = table_view(block.grid, figures)
            yield SectionView(f"{block.id}-table", 0, "", "table", table=table)


def _section(figures: AnnualReport, draft: Draft, heading: Heading) -> SectionView:
    drafted = draft.section(heading.id)
    if drafted is not None:
        paragraphs = tuple(
            tuple(
                _sentence(f"{heading.id}-{row}-{column}", sentence, draft)
                for column, sentence in enumerate(paragraph.sentences)
            )
            for row, paragraph in enumerate(drafted.paragraphs)
        )
        return SectionView(heading.id, heading.level, heading.text, "written", paragraphs)
    given = tuple(filter(None, figures.text_of(heading.id).split("\n")))
    if given:
        return SectionView(heading.id, heading.level, heading.text, "given", given=given)
    is_open = heading.id in SECTION_IDS and heading.id != "1"
    return SectionView(heading.id, heading.level, heading.text, "open" if is_open else "none")


def _sentence(number: str, sentence: GroundedSentence, draft: Draft) -> SentenceView:
    facts = tuple(_fact(draft.facts[i], draft) for i in sentence.facts if i in draft.facts)
    sources = tuple((i, draft.sources[i]) for i in sentence.sources if i in draft.sources)
    origin = ORIGINS[sentence.origin]
    rests_on = [f"{fact.label} {fact.value}（{fact.source}）" for fact in facts]
    rests_on += [f"{source.title}{source.locator}" for _, source in sources]
    hint = f"{origin}｜依据：{'；'.join(rests_on) or '固定表述，不含数字'}"
    short = hint if len(hint) <= _HINT_LENGTH else f"{hint[:_HINT_LENGTH]}……"
    return SentenceView(
        f"trail-{number}", sentence.text, sentence.origin, origin, short, facts, sources
    )


def _fact(fact: DraftFact, draft: Draft) -> FactView:
    operands = [draft.facts[i] for i in fact.operands if i in draft.facts]
    used = "，".join(f"{o.label} {o.value}{o.unit}" for o in operands)
    formula = f"{fact.formula}（{used}）" if fact.formula and used else fact.formula
    return FactView(fact.label, f"{fact.value}{fact.unit}", fact.source, formula)


def _regulations_first(sources: dict[str, DraftSource]) -> list[tuple[str, DraftSource]]:
    return sorted(sources.items(), key=lambda item: item[1].kind != "regulation")


def _findings(figures: AnnualReport, draft: Draft | None) -> Sequence[dict[str, object]]:
    if draft is not None:
        return draft.findings
    return [finding_as_json(finding) for finding in check(Case(figures), RULES).findings]

"""The draft as a document: what is written, on what each sentence rests, what is left open."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.drafting.draft import Draft, DraftSource, Missing
from assistant.drafting.planning.plan import SECTION_IDS
from assistant.drafting.revising.history import DraftHistory
from assistant.exporting.outline import Heading, Table, outline
from assistant.report.model import AnnualReport
from assistant.rules.all_rules import RULES
from assistant.rules.case import Case
from assistant.rules.engine import check, finding_as_json
from assistant.workspace.values import Person
from ui.remarks import May, Remark
from ui.templating import template
from ui.views.sentence_view import ORIGINS, SentenceView, Trails
from ui.views.table_view import TableView, table_view

_SEVERITIES = {"error": "错误", "warning": "疑点", "note": "提示"}
_SLOT = re.compile(r"\{\w+\}(?:（([^）]{1,6})）)?")
_KINDS = {"problem": "问题", "improvement": "改进"}


@dataclass(frozen=True, slots=True)
class SectionView:
    """A heading with what stands below it; `state` is written, given, table, open or none.

    `given` is narrative that the loaded file already had: shown, but without a trail. `remarks`
    are comments on the whole part, or on a sentence that does not stand there any more.
    """

    id: str
    level: int
    title: str
    state: str
    paragraphs: tuple[tuple[SentenceView, ...], ...] = ()
    given: tuple[str, ...] = ()
    table: TableView | None = None
    remarks: tuple[Remark, ...] = ()


def _as_on_cards(one: Missing) -> Missing:
    """A question as the page asks it: facts are typed there as sentences, with their figures in them."""
    return one.model_copy(update={"hint": _SLOT.sub(r"×\1", one.hint)})


def document_html(
    figures: AnnualReport | None,
    draft: Draft | None,
    newest: str = "",
    turn: int = 0,
    *,
    history: DraftHistory | None = None,
    stored: int = 0,
    figures_version: int = 0,
    remarks: Sequence[Remark] = (),
    may: May = "",
) -> str:
    """The right-hand side of the page as HTML in which every foreign text is escaped.

    The whole official outline stands from the start: tables from the figures, parts that
    are not drafted yet as such. Below it: what does not agree in the figures,
    what is missing, what is proposed, what was dropped or repeats another text, findings, sources.
    The page scrolls to the part `newest`, once in each turn of the conversation. `history` says
    what earlier versions a sentence had; `stored` and `figures_version` are those of the workspace.
    `remarks` are a reviewer's comments; `may` says whether this person may write some or answer them.
    """
    if figures is None:
        return template("empty.html.jinja").render()
    written = draft or Draft(agency=figures.agency, year=figures.year, engine="offline")
    open_remarks = [one for one in remarks if not one.done]
    trails = Trails(figures, written, history or DraftHistory(), open_remarks)
    sections = list(_sections(figures, written, trails, open_remarks))
    titles = {"preface": "前言", **{s.id: s.title for s in sections}}
    return template("document.html.jinja").render(
        title=figures.full_title,
        newest=newest,
        turn=turn,
        stored=stored,
        figures_version=figures_version,
        sections=sections,
        stale=sum(bool(one.stale) for s in sections for p in s.paragraphs for one in p),
        written=len(written.sections),
        parts=len(SECTION_IDS),
        titles=titles,
        missing=[_as_on_cards(one) for one in written.missing],
        dropped=written.dropped,
        conflicts=written.conflicts,
        proposals=written.proposals,
        repeated=written.repeated,
        kinds=_KINDS,
        findings=_findings(figures, draft),
        severities=_SEVERITIES,
        sources=_regulations_first(written.sources),
        origins=ORIGINS,
        may=may,
        remarks=len(open_remarks),
    )


def headline_html(
    figures: AnnualReport | None,
    engine: str,
    stage: str = "",
    person: Person | None = None,
    *,
    state: str = "",
) -> str:
    """The head of the page: its name, whose report is on the desk, who writes, who is at work.

    `stage` is where the review stands, in words; `state` the same for scripts.
    """
    writer = "离线组稿" if engine == "offline" else f"模型 {engine}"
    account = person if person is not None and person.account else None
    return template("headline.html.jinja").render(
        figures=figures, writer=writer, stage=stage, state=state, person=account
    )


def _sections(
    figures: AnnualReport, draft: Draft, trails: Trails, remarks: Sequence[Remark]
) -> Iterator[SectionView]:
    headings = [Heading("preface", 1, "前言"), *outline(figures)]
    for block in headings:
        if isinstance(block, Heading):
            view = _section(figures, draft, trails, block)
            on_sentences = {one.id for p in view.paragraphs for s in p for one in s.remarks}
            mine = [r for r in remarks if r.section == block.id and r.id not in on_sentences]
            yield replace(view, remarks=tuple(mine))
        elif isinstance(block, Table):
            table = table_view(block.grid, figures)
            yield SectionView(f"{block.id}-table", 0, "", "table", table=table)


def _section(figures: AnnualReport, draft: Draft, trails: Trails, heading: Heading) -> SectionView:
    drafted = draft.section(heading.id)
    if drafted is not None:
        paragraphs = tuple(
            tuple(
                trails.sentence(heading.id, f"{heading.id}-{row}-{column}", sentence)
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


def _regulations_first(sources: dict[str, DraftSource]) -> list[tuple[str, DraftSource]]:
    return sorted(sources.items(), key=lambda item: item[1].kind != "regulation")


def _findings(figures: AnnualReport, draft: Draft | None) -> Sequence[dict[str, object]]:
    if draft is not None:
        return draft.findings
    return [finding_as_json(finding) for finding in check(Case(figures), RULES).findings]

"""The document of a desk as HTML, made wherever its draft is written."""

from ui.desk import Desk
from ui.remarks import may_with_remarks, remarks_of
from ui.views.document_view import document_html


def sheet_of(desk: Desk, turn: int | None = None) -> str:
    """The right-hand side of the page; `turn` is the turn of the conversation it belongs to."""
    return document_html(
        desk.figures,
        desk.draft,
        desk.newest,
        len(desk.messages) if turn is None else turn,
        history=desk.history,
        stored=desk.versions.get("draft", 0),
        figures_version=desk.versions.get("figures", 0),
        remarks=remarks_of(desk.project, desk.info),
        may=may_with_remarks(desk.info, desk.person),
    )

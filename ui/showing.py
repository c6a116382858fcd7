"""What each part of the screen shows of a desk."""

from html import escape

import gradio as gr

from assistant.errors import AssistantError
from assistant.rules.rule import Severity
from assistant.workspace.values import STAGE_LABELS
from ui.checking import checked
from ui.data.form_view import form_html
from ui.desk import Desk
from ui.handing_out import FORMATS
from ui.reviewing import review_html, stage_in_words
from ui.screen import STOP, Screen, status_html
from ui.sheet import sheet_of
from ui.templating import template
from ui.views.check_view import check_html
from ui.views.comparison_view import comparison_html
from ui.views.document_view import headline_html

WORKING = "正在办，请稍等。可以按“停止”。"
Update = dict[object, object]


class Showing:
    """Makes the updates of a screen; each gives only what it is named after."""

    def __init__(self, screen: Screen, engine: str) -> None:
        self.screen = screen
        self._engine = engine

    def whole(self, desk: Desk) -> Update:
        """Everything, for a page that has just been opened or a project that was replaced."""
        return {
            self.screen.desk: desk,
            self.screen.project: desk.project_id,
            self.screen.headline: self.headline(desk),
            **self.form(desk),
            **self.chat(desk),
            **self.document(desk),
        }

    def standing(self, desk: Desk) -> Update:
        """What a conversation leaves as it is, as plain values, while it goes on.

        A part that is left out of an update Gradio makes anew, at three times the cost.
        """
        return {
            self.screen.headline: self.headline(desk),
            **self.status(WORKING),
            self.screen.stop: STOP,
        } | ({self.screen.document: desk.shown} if desk.shown else {})

    def headline(self, desk: Desk) -> str:
        """The head of the page."""
        stage, state = stage_in_words(desk), desk.info.stage
        return headline_html(desk.figures, self._engine, stage, desk.person, state=state)

    def form(self, desk: Desk) -> Update:
        """The form of the figures."""
        if desk.figures is None:
            return {self.screen.figures: ""}
        return {
            self.screen.figures: form_html(
                desk.figures, desk.versions["figures"], desk.previous, frozen=frozen(desk)
            )
        }

    def chat(self, desk: Desk) -> Update:
        """The conversation so far, with the files that were handed out in it."""
        # Without Markdown, Gradio still takes a message for HTML: an <img> would be fetched.
        shown: list[dict[str, object]] = []
        for said in desk.messages:
            shown.append({"role": said.role, "content": escape(said.text, quote=False)})
            shown += [{"role": said.role, "content": {"path": str(one)}} for one in said.files]
        return {self.screen.chat: shown}

    def document(self, desk: Desk) -> Update:
        """The draft as a document."""
        desk.shown = desk.sheet or sheet_of(desk)
        return {self.screen.document: desk.shown}

    def check(self, desk: Desk, note: str = "") -> Update:
        """What the check finds now, with what was just done about it."""
        result = checked(desk)
        if result is None:
            return {self.screen.findings: ""}
        drafted = [section.id for section in desk.draft.sections] if desk.draft else []
        return {self.screen.findings: check_html(result, drafted, note)}

    def comparison(self, desk: Desk) -> Update:
        """Last year beside this year."""
        return {
            self.screen.comparison: comparison_html(desk.report, desk.previous, desk.other_years())
        }

    def exports(self, desk: Desk) -> Update:
        """The files to take away, and what is still open before they are handed in."""
        try:
            files = desk.export()
        except AssistantError as error:
            return {self.screen.export_note: note_html(f"导出文件没有写成：{error}", wrong=True)}
        result = checked(desk)
        written = len(desk.draft.sections) if desk.draft else 0
        note = template("export.html.jinja").render(
            report=desk.report,
            written=written,
            missing=desk.draft.missing if desk.draft else (),
            errors=result.count(Severity.ERROR) if result else 0,
            warnings=result.count(Severity.WARNING) if result else 0,
            undecided=len(result.not_assessed) if result else 0,
        )
        buttons = self.screen.downloads
        return (
            {self.screen.export_note: note}
            | self.review(desk)
            | {
                buttons[name]: gr.DownloadButton(value=files.get(name), interactive=name in files)
                for name in FORMATS
            }
        )

    def review(self, desk: Desk, note: str = "") -> Update:
        """The way through the review, with what was just done."""
        return {self.screen.review: review_html(desk, note)}

    def status(self, words: str) -> Update:
        """The line above the requests."""
        return {self.screen.status: status_html(words, working=words == WORKING)}

    def stoppable(self, working: bool) -> Update:
        """Whether there is something to stop."""
        return {self.screen.stop: gr.Button(interactive=working)}


def frozen(desk: Desk) -> str:
    """Why nothing can be changed now, in a sentence; empty where it can."""
    if desk.info.stage in ("submitted", "approved"):
        return f"这份年报{STAGE_LABELS[desk.info.stage]}，现在不能改。"
    if desk.person.role == "reviewer":
        return "您的角色是审核：可以看、可以校验，不能改数据。"
    return ""


def note_html(words: str, *, wrong: bool = False) -> str:
    """A short message beside what it is about."""
    state = "brief wrong" if wrong else "brief"
    return f'<p class="{state}" role="status" aria-live="polite">{escape(words)}</p>'

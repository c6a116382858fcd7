"""What happens when somebody presses something. Each event yields only what changes."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import gradio as gr
from starlette.requests import HTTPConnection

from assistant.errors import AssistantError
from ui.answering import answers
from ui.apart.printing import printed
from ui.apart.taking import Take, taken_in
from ui.checking import Act, act_on, rewrite_request
from ui.desk import Desk
from ui.handing_out import handed_over
from ui.importing import import_figures, import_previous
from ui.office import Office
from ui.reviewing import Step, take_step
from ui.screen import Screen
from ui.showing import WORKING, Showing, Update, note_html

LONGEST_MESSAGE = 2000
MOST_OF_COMMENTS = 500_000  # characters, as they come from the browser
_CALM = 6  # how many times as long as the last look took nothing is shown
_BEAT = 0.1  # seconds between two looks at a draft that is written offline
BUSY = "上一件事还没有办完，请等它结束，或先按“停止”。"
STOPPING = "正在停止，写完手上这个词就停。"
BLANK = "请先写一句话，例如“起草第五部分”。"
BROKEN = "程序出了错，已记入日志。请再试一次；还不行就刷新页面。"
NO_PROJECT = "没有选项目。请回到首页，从列表里打开或新建。"


class Events:
    """The events of one page; what a person is working on lies in the workspace and their desk.

    Each event says which project it is about and looks up anew who asks: a page that was open
    while the server was restarted goes on as if nothing had been.
    """

    def __init__(self, screen: Screen, office: Office) -> None:
        self._screen = screen
        self._office = office
        self._shows = Showing(screen, office.engine)

    def open(self, request: gr.Request) -> Update:
        """Somebody opens the page of a project."""
        try:
            desk = self._desk(request.query_params.get("project", ""), None, request)
            if self._office.backroom is not None:
                self._office.backroom.prepare()
            return self._shows.whole(desk)
        except AssistantError as error:
            return self._refused(error)

    def send(
        self, message: str, project: str, desk: Desk | None, request: gr.Request
    ) -> Iterator[Update]:
        """A message was typed; the box is emptied only if the message is taken up."""
        said = message.strip()
        if not said:
            yield self._shows.status(BLANK)
        elif len(said) > LONGEST_MESSAGE:
            yield self._shows.status(
                f"这条消息有 {len(said)} 字，太长了。请分成几条，每条不超过 {LONGEST_MESSAGE} 字。"
            )
        else:
            taken_up: Update = {self._screen.message: ""}
            yield from self._converse(said, project, desk, request, taken_up)

    def request(self, message: str) -> Callable[..., Iterator[Update]]:
        """The event of a usual request's button; what stands in the box stays there."""

        def pressed(project: str, desk: Desk | None, request: gr.Request) -> Iterator[Update]:
            yield from self._converse(message, project, desk, request, {})

        return pressed

    def stop(self, desk: Desk | None) -> Update:
        """停止 was pressed."""
        if desk is None:
            return self._shows.status("")
        desk.stop()
        return self._shows.status(STOPPING)

    def take_previous(
        self, path: str, project: str, desk: Desk | None, request: gr.Request
    ) -> Iterator[Update]:
        """Last year's report was uploaded."""
        yield from self._taken(import_previous, Path(path), project, desk, request)

    def take_figures(
        self, path: str, project: str, desk: Desk | None, request: gr.Request
    ) -> Iterator[Update]:
        """This year's figures were uploaded."""
        yield from self._taken(import_figures, Path(path), project, desk, request)

    def show_check(self, project: str, desk: Desk | None, request: gr.Request) -> Update:
        """The tab of the check was opened."""
        return self._show(self._shows.check, project, desk, request)

    def show_form(self, project: str, desk: Desk | None, request: gr.Request) -> Update:
        """The tab of the figures was opened; the form itself takes in what is new."""
        return self._show(lambda place: {}, project, desk, request)

    def show_draft(self, project: str, desk: Desk | None, request: gr.Request) -> Update:
        """The tab of the draft was opened: tables and findings may be others by now."""
        return self._show(self._shows.document, project, desk, request)

    def show_comparison(self, project: str, desk: Desk | None, request: gr.Request) -> Update:
        """The tab of both years was opened."""
        return self._show(self._shows.comparison, project, desk, request)

    def show_exports(
        self, project: str, desk: Desk | None, request: gr.Request
    ) -> Iterator[Update]:
        """The tab of the files was opened: they are written as of now."""
        yield {self._screen.export_note: note_html("正在写出文件……")}
        yield self._show(self._shows.exports, project, desk, request)

    def print(self, project: str, desk: Desk | None, request: gr.Request) -> Iterator[Update]:
        """A pdf was asked for."""
        try:
            place = self._desk(project, desk, request)
        except AssistantError as error:
            yield self._refused(error)
            return
        yield from printed(self._shows, place)

    def act(
        self, project: str, desk: Desk | None, event: gr.EventData, request: gr.Request
    ) -> Iterator[Update]:
        """Something was pressed at a finding."""
        act = Act(*(str(getattr(event, name))[:500] for name in ("kind", "fingerprint", "reason")))
        try:
            place = self._desk(project, desk, request)
        except AssistantError as error:
            yield self._refused(error)
            return
        try:
            if act.kind == "rewrite":
                asked = rewrite_request(place, act.fingerprint)
                yield from self._converse(asked, project, place, request, {})
                place.sync()
                note = place.messages[-1].text
            else:
                note = act_on(place, act, self._office.workspace.clock())
        except AssistantError as error:
            yield self._shows.check(place, str(error))
            return
        yield self._shows.check(place, note) | self._shows.form(place)

    def review(
        self, project: str, desk: Desk | None, event: gr.EventData, request: gr.Request
    ) -> Update:
        """A step of the review was pressed."""
        fields = {"kind": 20, "why": 2000, "comments": MOST_OF_COMMENTS, "remark": 40}
        step = Step(*(str(getattr(event, name))[:most] for name, most in fields.items()))
        try:
            place = self._desk(project, desk, request)
        except AssistantError as error:
            return self._refused(error)
        try:
            note = take_step(place, step, self._office.workspace.clock())
        except AssistantError as error:
            return self._shows.review(place, str(error)) | self._shows.status(str(error))
        return {
            self._screen.headline: self._shows.headline(place),
            **self._shows.form(place),
            **self._shows.review(place, note),
            **self._shows.document(place),
        }

    def broken(self) -> Update:
        """An event ended in an error that is a bug of ours; the log has it."""
        return self._shows.status(BROKEN) | self._shows.stoppable(False)

    def _converse(
        self, said: str, project: str, desk: Desk | None, request: gr.Request, first: Update
    ) -> Iterator[Update]:
        try:
            place = self._desk(project, desk, request)
        except AssistantError as error:
            yield self._shows.status(str(error))
            return
        if not place.begin():
            yield self._shows.status(BUSY)
            return
        try:
            yield from self._answer(said, place, first)
        except AssistantError as error:
            yield self._shows.status(str(error)) | self._shows.stoppable(False)
        finally:
            place.end()

    def _answer(self, said: str, place: Desk, first: Update) -> Iterator[Update]:
        shows = self._shows
        place.say(said)
        standing = shows.standing(place)
        start = shows.status(WORKING) | shows.stoppable(True) | shows.chat(place)
        yield standing | {self._screen.desk: place} | start | first
        drafted, shown, wait = False, time.monotonic(), _BEAT
        for new_draft in answers(self._office, place, said):
            drafted = drafted or new_draft
            # Without a model the words come faster than anybody reads; showing costs more,
            # and on a busy machine it must not be what keeps it busy.
            if self._office.engine == "offline" and time.monotonic() - shown < wait:
                continue
            began = time.monotonic()
            standing |= shows.chat(place) | (shows.document(place) if drafted else {})
            yield standing
            drafted, shown = False, time.monotonic()
            wait = max(_BEAT, _CALM * (shown - began))
        standing |= shows.document(place) if drafted else {}
        for words in handed_over(place) if place.offered else ():
            yield standing | shows.status(words)
        yield standing | shows.chat(place) | shows.status("") | shows.stoppable(False)

    def _taken(
        self, take: Take, path: Path, project: str, desk: Desk | None, request: gr.Request
    ) -> Iterator[Update]:
        """Take up an uploaded file and delete the uploaded copy; what stood there stays if it is bad."""
        try:
            place = self._desk(project, desk, request)
            yield from taken_in(self._shows, place, take, path)
        except AssistantError as error:
            yield {self._screen.import_note: note_html(f"没有导入。{error}", wrong=True)}
        finally:
            path.unlink(missing_ok=True)

    def _show(
        self,
        part: Callable[[Desk], Update],
        project: str,
        desk: Desk | None,
        request: gr.Request,
    ) -> Update:
        if not project:  # a tab is selected before the page has been told its project
            return {self._screen.desk: desk}
        try:
            place = self._desk(project, desk, request)
            return {
                self._screen.desk: place,
                self._screen.headline: self._shows.headline(place),
            } | part(place)
        except AssistantError as error:
            return self._refused(error)

    def _refused(self, error: AssistantError) -> Update:
        words = note_html(str(error), wrong=True)
        return {self._screen.headline: words, self._screen.status: words}

    def _desk(self, project: str, desk: Desk | None, request: gr.Request) -> Desk:
        """The desk of this tab with all that was stored since; a new one after a restart.

        Raises:
            SignInNeeded: Nobody is signed in any more.
            NotThere: There is no such project for this person.
        """
        if not project:
            raise AssistantError(NO_PROJECT)
        person = self._office.person(_connection(request))
        if desk is None or desk.project_id != project or desk.person.account != person.account:
            return Desk(self._office, person, project)
        if not desk.at_work:
            desk.sync()
        return desk


def _connection(request: gr.Request) -> HTTPConnection:
    """The request as it came over the wire, below what Gradio makes of it."""
    assert request.request is not None
    return request.request

"""The page of 年报助手: its parts wired to what they do, and the server that shows it."""

from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

import gradio as gr
from gradio.components import Component

from assistant.chat.choosing import chooser_for
from assistant.drafting.writer import Writer
from assistant.report.model import AnnualReport
from assistant.retrieval.corpus import Corpus
from assistant.settings import Settings
from assistant.workspace.door import Door
from assistant.workspace.workspace import open_workspace
from ui.backroom.backroom import Backroom
from ui.backroom.opening import now, opened_office
from ui.desk import Desk
from ui.events import Events
from ui.office import Office, opened_once
from ui.screen import CHECK, COMPARE, DRAFT, EXPORT, FILL, Screen, lay_out
from ui.server import keep_files_in, listen, run, web_application
from ui.starting import project_at_start

if TYPE_CHECKING:
    from gradio.events import Trigger

AT_ONCE = 16
WRITERS = 2  # who write offline at once in the server itself; the others wait their turn
_HOUR, _DAY = 3600, 86400


def build_page(office: Office) -> gr.Blocks:
    """The page of a project; every tab that opens it gets a desk of its own."""
    page = gr.Blocks(title="年报助手", fill_width=True, delete_cache=(_HOUR, _DAY))
    with page:
        state = gr.State(None, delete_callback=_close)
        screen = lay_out(state, office.engine)
        _wire(page, screen, Events(screen, office), _writers(office))
    page.queue(default_concurrency_limit=AT_ONCE, max_size=200, api_open=False)
    return page


def serve(
    host: str,
    port: int,
    *,
    figures: AnnualReport | None,
    corpus: Callable[[Path], Corpus],
    writer: Callable[[], Writer | None],
    settings: Settings,
    announce: Callable[[str], None],
) -> None:
    """Show the page at this address until interrupted; leaves no file behind but the workspace.

    `corpus` is a function of a module, since it is sent to the processes beside the server.
    `announce` is told the page's address once it is certain that it can be had; with `figures`
    it is that of their project.

    Raises:
        UnusableInput: The address cannot be listened on, or not without accounts; or there is
            nobody who could open the project of `figures`.
        DatabaseUnavailable: The workspace cannot be opened.
    """
    workspace = open_workspace(settings, now)
    Door(workspace).demand_safe(host)
    with (
        listen(host, port) as socket,
        TemporaryDirectory(prefix="nianbao-page-") as folder,
    ):
        start = ""
        if figures is not None:
            start = f"project/?project={project_at_start(workspace, figures).id}"
        announce(f"http://{f'[{host}]' if ':' in host else host}:{port}/{start}")
        keep_files_in(Path(folder) / "passing")
        backroom = Backroom(partial(opened_office, settings, corpus, Path(folder)))
        office = Office(
            workspace,
            opened_once(corpus),
            writer(),
            Path(folder),
            backroom=backroom,
            chooser=partial(chooser_for, settings),
        )
        with closing(workspace), closing(backroom):
            run(web_application(build_page(office), office), socket)


def _close(desk: Desk | None) -> None:
    if desk is not None:
        desk.close()


def _writers(office: Office) -> int:
    """A model, or another process, is waited for; writing here takes the processor, which edits need."""
    return AT_ONCE if office.writer or office.backroom else WRITERS


def _wire(page: gr.Blocks, screen: Screen, events: Events, writers: int) -> None:
    project, state, everything = screen.project, screen.desk, screen.changing()
    place: list[Component] = [project, state]

    def on(
        triggers: "list[Trigger]",
        event: Callable[..., object],
        inputs: list[Component],
        outputs: list[Component],
        at_once: int | Literal["default"] = "default",
    ) -> None:
        # Nothing here is for other programs: they have `nianbao … --format json`.
        dependency = gr.on(
            triggers,
            event,
            inputs,
            outputs,
            api_visibility="private",
            show_progress="hidden",
            concurrency_limit=at_once,
            concurrency_id=None if at_once == "default" else "writing",
        )
        dependency.failure(
            events.broken,
            None,
            [screen.status, screen.stop],
            api_visibility="private",
            show_progress="hidden",
        )

    talking = screen.talking()
    on([page.load], events.open, [], everything)
    on(
        [screen.message.submit, screen.send.click],
        events.send,
        [screen.message, *place],
        talking,
        writers,
    )
    for text, button in screen.requests.items():
        on([button.click], events.request(text), place, talking, writers)
    for upload, event in (
        (screen.import_previous, events.take_previous),
        (screen.import_figures, events.take_figures),
    ):
        on([upload.upload], event, [upload, *place], screen.importing())
    on([screen.print.click], events.print, place, screen.printing())
    for call_off in (screen.stop, screen.call_off, screen.call_off_print):
        on([call_off.click], events.stop, [state], [screen.status])
    on([screen.findings.click], events.act, place, everything)
    on([screen.review.click, screen.document.click], events.review, place, everything)
    shown = {
        FILL: events.show_form,
        CHECK: events.show_check,
        DRAFT: events.show_draft,
        COMPARE: events.show_comparison,
        EXPORT: events.show_exports,
    }
    for name, show in shown.items():
        on([screen.tabs[name].select], show, place, screen.shown_by(name))

"""The page of 年报助手: its parts wired to what they do, and the server that shows it."""

import functools
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import gradio as gr
from gradio.components import Component

from assistant.drafting.writer import Writer
from assistant.report.model import AnnualReport
from assistant.retrieval.corpus import Corpus
from ui.desk import Desk, Office, opened_once
from ui.events import Events
from ui.screen import Screen, lay_out
from ui.server import keep_files_in, listen, run, web_application

if TYPE_CHECKING:
    from gradio.events import Trigger

AT_ONCE = 16
_HOUR, _DAY = 3600, 86400


def build_page(
    figures: AnnualReport | None,
    corpus: Callable[[], Corpus],
    writer: Writer | None,
    folder: Path,
) -> gr.Blocks:
    """The page; every tab that opens it gets a desk of its own.

    Args:
        figures: The report that each desk starts with, if any.
        corpus: Opened at the first message that needs it, once for all.
        writer: The model, or None for offline.
        folder: Where the desks keep the files that they hand out; private to this server.
    """
    office = Office(figures, opened_once(corpus), writer, folder)
    page = gr.Blocks(title="年报助手", fill_width=True, delete_cache=(_HOUR, _DAY))
    with page:
        state = gr.State(None, delete_callback=_close)
        screen = lay_out(state, figures, writer.name if writer else "offline")
        _wire(page, screen, Events(screen, office.desk))
    page.queue(default_concurrency_limit=AT_ONCE, max_size=200, api_open=False)
    return page


def serve(
    host: str,
    port: int,
    *,
    figures: AnnualReport | None,
    corpus: Callable[[], Corpus],
    writer: Callable[[], Writer | None],
    announce: Callable[[str], None],
) -> None:
    """Show the page at this address until interrupted; leaves no file behind.

    `announce` is told the page's address once it is certain that it can be had.

    Raises:
        UnusableInput: The address cannot be listened on.
    """
    with (
        listen(host, port) as socket,
        TemporaryDirectory(prefix="nianbao-page-") as folder,
    ):
        announce(f"http://{f'[{host}]' if ':' in host else host}:{port}/")
        keep_files_in(Path(folder) / "passing")
        page = build_page(figures, corpus, writer(), Path(folder))
        run(web_application(page), socket)


def _close(desk: Desk | None) -> None:
    if desk is not None:
        desk.close()


def _wire(page: gr.Blocks, screen: Screen, events: Events) -> None:
    state, outputs = screen.desk, screen.changing()

    def on(
        triggers: "list[Trigger]", event: Callable[..., object], inputs: list[Component]
    ) -> None:
        # Nothing here is for other programs: they have `nianbao … --format json`.
        dependency = gr.on(
            triggers, event, inputs, outputs, api_visibility="private", show_progress="hidden"
        )
        dependency.failure(
            events.broken, None, outputs, api_visibility="private", show_progress="hidden"
        )

    on([page.load], events.open, [])
    on([screen.message.submit, screen.send.click], events.send, [screen.message, state])
    for text, button in screen.requests.items():
        on([button.click], functools.partial(events.request, text), [state])
    on([screen.upload.upload], events.load_upload, [screen.upload, state])
    on([screen.example.click], events.load_example, [state])
    on([screen.stop.click], events.stop, [state])

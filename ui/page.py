"""The page of 年报助手: its parts wired to what they do, and the server that shows it."""

import functools
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import gradio as gr

from assistant.drafting.writer import Writer
from assistant.report.model import AnnualReport
from assistant.retrieval.corpus import Corpus
from ui.desk import Desk, Office, opened_once
from ui.events import Events
from ui.screen import Screen, lay_out
from ui.server import listen, run, web_application

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
    with gr.Blocks(title="年报助手", fill_width=True, delete_cache=(_HOUR, _DAY)) as page:
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
) -> None:
    """Show the page at this address until interrupted; leaves no file behind.

    Raises:
        UnusableInput: The address cannot be listened on.
    """
    with (
        listen(host, port) as socket,
        TemporaryDirectory(prefix="nianbao-page-") as folder,
    ):
        page = build_page(figures, corpus, writer(), Path(folder))
        run(web_application(page, Path(folder) / "uploads"), socket)


def _close(desk: Desk | None) -> None:
    if desk is not None:
        desk.close()


def _wire(page: gr.Blocks, screen: Screen, events: Events) -> None:
    # Nothing here is an interface for programs: `nianbao … --format json` is.
    hidden = {"api_visibility": "private", "show_progress": "hidden"}
    outputs = screen.changing()
    page.load(events.open, None, outputs, **hidden)
    spoken = [
        gr.on(
            [screen.message.submit, screen.send.click],
            events.send,
            [screen.message, screen.desk],
            outputs,
            **hidden,
        )
    ]
    for text, button in screen.requests.items():
        ask = functools.partial(events.request, text)
        spoken.append(button.click(ask, [screen.desk], outputs, **hidden))
    for loading in (
        screen.upload.upload(events.load_upload, [screen.upload, screen.desk], outputs, **hidden),
        screen.example.click(events.load_example, [screen.desk], outputs, **hidden),
        *spoken,
    ):
        loading.failure(events.broken, None, outputs, **hidden)
    screen.stop.click(events.stop, [screen.desk], outputs, queue=False, **hidden)

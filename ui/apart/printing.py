"""The report printed to a pdf beside the server, while the person sees how long it takes."""

from collections.abc import Generator, Iterator
from pathlib import Path

import gradio as gr

from assistant.errors import AssistantError
from assistant.exporting.export import default_stem
from ui.apart.running import CalledOff, print_apart
from ui.desk import Desk
from ui.showing import Showing, Update, note_html

BUSY = "上一件事还没有办完。请等它结束，或先按“停止”。"


def printed(shows: Showing, place: Desk) -> Iterator[Update]:
    """Print what would be handed in now; called off, there is no file."""
    screen = shows.screen
    if not place.begin():
        yield {screen.print_note: note_html(BUSY, wrong=True)}
        return
    try:
        yield _printing(shows, 0) | {screen.desk: place}
        target = yield from _print(shows, place)
        done = {screen.print_note: note_html(f"{target.name} 已印好。")}
    except CalledOff:
        yield {screen.print_note: note_html("已取消，没有生成 PDF。")} | _rested(shows)
        return
    except AssistantError as error:
        yield {screen.print_note: note_html(str(error), wrong=True)} | _rested(shows)
        return
    finally:
        place.end()
    yield done | _rested(shows) | {screen.pdf: gr.DownloadButton(value=target, visible=True)}


def _print(shows: Showing, place: Desk) -> Generator[Update, None, Path]:
    report = place.report
    if report is None:
        raise AssistantError("还没有数据", cure="先在“数据”里填表")
    target = place.folder / f"{default_stem(report)}.pdf"
    for seconds in print_apart(report, target, place.stopping):
        yield _printing(shows, seconds)
    return target


def _printing(shows: Showing, seconds: int) -> Update:
    so_far = f"，已 {seconds} 秒" if seconds else "……"
    return {
        shows.screen.print_note: note_html(f"正在印成 PDF{so_far}"),
        shows.screen.print: gr.Button(interactive=False),
        shows.screen.call_off_print: gr.Button(visible=True),
    }


def _rested(shows: Showing) -> Update:
    return shows.status("") | {
        shows.screen.print: gr.Button(interactive=True),
        shows.screen.call_off_print: gr.Button(visible=False),
    }

"""An uploaded file read beside the server, while the person sees how long it takes and may call it off."""

from collections.abc import Callable, Iterator
from pathlib import Path

import gradio as gr

from assistant.errors import AssistantError
from assistant.report.model import AnnualReport
from ui.apart.running import CalledOff, read_apart
from ui.desk import Desk
from ui.showing import Showing, Update, note_html

BUSY = "上一件事还没有办完，没有导入。请等它结束，或先按“停止”，再选一次文件。"
_NOTHING_CHANGED = "项目和原来一样；要导入时再选一次文件"

Take = Callable[[Desk, AnnualReport, str], str]


def taken_in(shows: Showing, place: Desk, take: Take, path: Path) -> Iterator[Update]:
    """Read the file and take it into the project; called off before that, nothing is changed."""
    screen = shows.screen
    if not place.begin():
        yield {screen.import_note: note_html(BUSY, wrong=True)} | _emptied(shows)
        return
    try:
        yield {screen.desk: place} | _reading(shows, path, 0)
        words = ""
        for told in read_apart(path, place.stopping):
            if isinstance(told, int):
                yield _reading(shows, path, told)
            elif place.stopping.is_set():
                raise CalledOff("已取消", cure=_NOTHING_CHANGED)
            else:
                words = take(place, told, path.name)
    except CalledOff:
        note = note_html(f"已取消，没有导入 {path.name}。{_NOTHING_CHANGED}。")
        yield {screen.import_note: note} | _emptied(shows)
        return
    except AssistantError as error:
        yield {screen.import_note: note_html(f"没有导入。{error}", wrong=True)} | _emptied(shows)
        return
    finally:
        place.end()
    yield shows.whole(place) | {screen.import_note: note_html(words)} | _emptied(shows)


def _reading(shows: Showing, path: Path, seconds: int) -> Update:
    words = f"正在读入 {path.name}……"
    if seconds:
        words = f"正在读入 {path.name}，已 {seconds} 秒。扫描件每页要几秒；可以取消，不影响项目。"
    return {
        shows.screen.import_note: note_html(words),
        shows.screen.call_off: gr.Button(visible=True),
    }


def _emptied(shows: Showing) -> Update:
    """The buttons as they were before a file was chosen."""
    return shows.status("") | {
        shows.screen.call_off: gr.Button(visible=False),
        shows.screen.import_figures: gr.UploadButton(value=None),
        shows.screen.import_previous: gr.UploadButton(value=None),
    }

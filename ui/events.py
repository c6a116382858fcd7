"""What happens when somebody presses something. Each event yields only what changes."""

from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

import gradio as gr

from assistant.errors import AssistantError
from assistant.resources import examples_dir
from ui.desk import FORMATS, Desk
from ui.document_view import document_html, headline_html
from ui.screen import Screen, status_html

LONGEST_MESSAGE = 2000
EXAMPLE = "yuanzhou-2022.yaml"
WORKING = "正在办，请稍等。可以按“停止”。"
BUSY = "上一件事还没有办完，请等它结束，或先按“停止”。"
STOPPING = "正在停止，写完手上这个词就停。"
BLANK = "请先写一句话，例如“起草第五部分”。"
BROKEN = "程序出了错，已记入日志。请再试一次；还不行就刷新页面。"

Update = dict[object, object]


class Events:
    """The events of one page; what a person is working on lies in their desk."""

    def __init__(self, screen: Screen, new_desk: Callable[[], Desk]) -> None:
        self._screen = screen
        self._new_desk = new_desk

    def open(self) -> Update:
        """Somebody opens the page: a new desk."""
        return self._whole(self._new_desk())

    def send(self, message: str, desk: Desk | None) -> Iterator[Update]:
        """A message was typed; the box is emptied only if the message is taken up."""
        said = message.strip()
        if not said:
            yield self._status(BLANK)
        elif len(said) > LONGEST_MESSAGE:
            yield self._status(
                f"这条消息有 {len(said)} 字，太长了。请分成几条，每条不超过 {LONGEST_MESSAGE} 字。"
            )
        else:
            yield from self._converse(said, desk, {self._screen.message: ""})

    def request(self, message: str, desk: Desk | None) -> Iterator[Update]:
        """The button of a usual request was pressed; what stands in the box stays there."""
        yield from self._converse(message, desk, {})

    def load_upload(self, path: str, desk: Desk | None) -> Update:
        """A file was uploaded: take it up and delete the uploaded copy."""
        uploaded = Path(path)
        try:
            return self._load(uploaded, desk)
        finally:
            uploaded.unlink(missing_ok=True)

    def load_example(self, desk: Desk | None) -> Update:
        """The example's button was pressed."""
        return self._load(examples_dir() / EXAMPLE, desk)

    def stop(self, desk: Desk | None) -> Update:
        """停止 was pressed."""
        if desk is None:
            return self._status("")
        desk.stop()
        return self._status(STOPPING)

    def broken(self) -> Update:
        """An event ended in an error that is a bug of ours; the log has it."""
        return self._status(BROKEN) | self._stoppable(False)

    def _converse(self, said: str, desk: Desk | None, first: Update) -> Iterator[Update]:
        place = desk or self._new_desk()
        if not place.begin():
            yield self._status(BUSY)
            return
        try:
            place.say(said)
            start = self._status(WORKING) | self._stoppable(True) | self._chat(place)
            yield {self._screen.desk: place} | start | first
            changed = False
            for new_draft in place.answer(said):
                changed |= new_draft
                yield self._chat(place) | (self._document(place) if new_draft else {})
            end = self._exports(place) if changed else {}
        finally:
            place.end()
        yield self._status("") | self._stoppable(False) | end

    def _load(self, path: Path, desk: Desk | None) -> Update:
        place = desk or self._new_desk()
        if not place.begin():
            return self._status(BUSY)
        try:
            loaded = place.load(path, path.name)
        finally:
            place.end()
        words = "" if loaded else "文件没有载入，原因和办法见上面的对话。"
        return self._whole(place) | self._status(words)

    def _whole(self, desk: Desk) -> Update:
        shown = self._chat(desk) | self._document(desk) | self._exports(desk)
        headline = headline_html(desk.figures, desk.engine)
        return {
            self._screen.desk: desk,
            self._screen.headline: headline,
            self._screen.upload: gr.UploadButton(value=None),
            **shown,
        }

    def _chat(self, desk: Desk) -> Update:
        # Without Markdown, Gradio still takes a message for HTML: an <img> would be fetched.
        return {
            self._screen.chat: [
                {"role": said.role, "content": escape(said.text, quote=False)}
                for said in desk.messages
            ]
        }

    def _document(self, desk: Desk) -> Update:
        return {
            self._screen.document: document_html(
                desk.figures, desk.draft, desk.newest, len(desk.messages)
            )
        }

    def _exports(self, desk: Desk) -> Update:
        try:
            files = desk.export()
        except AssistantError as error:
            return self._status(f"导出文件没有写成：{error}")
        buttons = self._screen.downloads
        return {
            buttons[name]: gr.DownloadButton(value=files.get(name), interactive=name in files)
            for name in FORMATS
        }

    def _stoppable(self, working: bool) -> Update:
        return {self._screen.stop: gr.Button(interactive=working)}

    def _status(self, words: str) -> Update:
        return {self._screen.status: status_html(words, working=words == WORKING)}

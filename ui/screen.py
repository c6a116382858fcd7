"""What stands on the page: its parts, laid out, without what they do."""

from dataclasses import dataclass
from html import escape

import gradio as gr

from assistant.report.model import AnnualReport
from ui.desk import GREETING, NO_FIGURES, READY
from ui.document_view import document_html, headline_html

REQUESTS = ("起草第五部分", "起草依申请公开", "全部起草", "校验表格", "第49条怎么说")
DOWNLOADS = {"docx": "导出 Word", "html": "导出网页", "md": "导出 Markdown", "json": "导出 JSON"}


@dataclass(frozen=True)
class Screen:
    """The parts of the page that events read or change."""

    desk: gr.State
    headline: gr.HTML
    upload: gr.UploadButton
    example: gr.Button
    chat: gr.Chatbot
    status: gr.HTML
    requests: dict[str, gr.Button]
    message: gr.Textbox
    send: gr.Button
    stop: gr.Button
    downloads: dict[str, gr.DownloadButton]
    document: gr.HTML

    def changing(self) -> list[gr.components.Component]:
        """Every part that an event may change."""
        return [
            *(self.desk, self.headline, self.upload, self.chat, self.status),
            *(self.message, self.stop, *self.downloads.values(), self.document),
        ]


def lay_out(state: gr.State, figures: AnnualReport | None, engine: str) -> Screen:
    """Put the parts on the page: the head above, the talk on the left, the document right."""
    with gr.Row(elem_id="head", equal_height=True):
        headline = gr.HTML(headline_html(figures, engine), elem_id="headline")
        upload = gr.UploadButton(
            "载入数据",
            size="sm",
            elem_id="upload",
            min_width=110,
            scale=0,
        )
        example = gr.Button("载入示例", size="sm", elem_id="example", min_width=110, scale=0)
    with gr.Row(elem_id="body"):
        with gr.Column(scale=5, min_width=340, elem_id="talk"):
            chat, status, requests, message, send, stop = _talk(figures)
        with gr.Column(scale=8, min_width=420, elem_id="right"):
            with gr.Row(elem_id="exports"):
                downloads = {name: _download(name, label) for name, label in DOWNLOADS.items()}
            with gr.Column(elem_id="document-frame"):
                document = gr.HTML(document_html(figures, None), elem_id="document")
    return Screen(
        *(state, headline, upload, example, chat, status, requests),
        *(message, send, stop, downloads, document),
    )


def _talk(
    figures: AnnualReport | None,
) -> tuple[gr.Chatbot, gr.HTML, dict[str, gr.Button], gr.Textbox, gr.Button, gr.Button]:
    greeting = GREETING + (READY if figures else NO_FIGURES)
    chat = gr.Chatbot(
        [{"role": "assistant", "content": greeting}],
        label="对话",
        show_label=False,
        elem_id="chat",
        height="100%",
        buttons=[],
        render_markdown=False,
        sanitize_html=True,
        latex_delimiters=[],
        feedback_options=None,
        allow_file_downloads=False,
    )
    status = gr.HTML(status_html(""), elem_id="status")
    with gr.Row(elem_id="requests"):
        requests = {
            text: gr.Button(text, size="sm", variant="secondary", min_width=60, scale=0)
            for text in REQUESTS
        }
    with gr.Row(elem_id="speak", equal_height=True):
        message = gr.Textbox(
            label="要做什么",
            show_label=False,
            placeholder="说要做什么，例如：写一下依申请公开",
            container=False,
            lines=1,
            max_lines=5,
            scale=1,
            min_width=120,
            autofocus=True,
            elem_id="message",
        )
        send = gr.Button("发送", variant="primary", scale=0, min_width=72, elem_id="send")
        stop = gr.Button("停止", scale=0, min_width=72, interactive=False, elem_id="stop")
    return chat, status, requests, message, send, stop


def _download(name: str, label: str) -> gr.DownloadButton:
    return gr.DownloadButton(
        label,
        size="sm",
        interactive=False,
        min_width=90,
        scale=0,
        elem_id=f"export-{name}",
        variant="primary" if name == "docx" else "secondary",
    )


def status_html(words: str, *, working: bool = False) -> str:
    """The line above the requests, which screen readers read out when it changes."""
    state = "status working" if working else "status"
    return f'<p class="{state}" role="status" aria-live="polite">{escape(words)}</p>'

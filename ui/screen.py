"""What stands on a project's page: the steps as tabs, laid out, without what they do."""

from dataclasses import dataclass
from html import escape

import gradio as gr

from ui.desk import GREETING
from ui.handing_out import FORMATS, IN_WORDS
from ui.views.comparison_view import comparison_html
from ui.views.document_view import document_html, headline_html

REQUESTS = ("全部起草", "起草第五部分", "起草依申请公开", "校验", "撤销", "第49条怎么说")
STOP = "停止"
FILL, CHECK, DRAFT, COMPARE, EXPORT = "数据", "校验", "起草", "对比", "导出"
_ACTS = """element.addEventListener('click', (event) => {
  const pressed = event.target.closest('[data-act]');
  if (!pressed) return;
  const item = pressed.closest('[data-fingerprint]');
  const reason = item.querySelector('[data-reason]');
  trigger('click', { kind: pressed.dataset.act, fingerprint: item.dataset.fingerprint, reason: reason ? reason.value : '' });
});"""
_REVIEW = """element.addEventListener('click', (event) => {
  const pressed = event.target.closest('[data-review], [data-remark-done], [data-remark-undone]');
  if (!pressed) return;
  const { review, remarkDone, remarkUndone } = pressed.dataset;
  const why = element.querySelector('[data-why]');
  const comments = review === 'send_back' ? JSON.stringify(readPending(element)) : '';
  const kind = review || (remarkDone ? 'done' : 'undone');
  trigger('click', { kind, why: why ? why.value : '', comments, remark: remarkDone || remarkUndone || '' });
});"""


@dataclass(frozen=True)
class Screen:
    """The parts of the page that events read or change."""

    project: gr.Textbox
    desk: gr.State
    headline: gr.HTML
    steps: gr.Tabs
    tabs: dict[str, gr.Tab]
    import_figures: gr.UploadButton
    import_previous: gr.UploadButton
    import_note: gr.HTML
    call_off: gr.Button
    figures: gr.HTML
    findings: gr.HTML
    chat: gr.Chatbot
    status: gr.HTML
    requests: dict[str, gr.Button]
    message: gr.Textbox
    send: gr.Button
    stop: gr.Button
    document: gr.HTML
    comparison: gr.HTML
    export_note: gr.HTML
    downloads: dict[str, gr.DownloadButton]
    print: gr.Button
    call_off_print: gr.Button
    pdf: gr.DownloadButton
    print_note: gr.HTML
    review: gr.HTML

    def changing(self) -> list[gr.components.Component]:
        """Every part that an event may change."""
        return [
            *(self.project, self.desk, self.headline, self.import_figures, self.import_previous),
            *(self.import_note, self.figures, self.findings, self.chat, self.status),
            *(self.message, self.stop, self.document, self.comparison, self.export_note),
            *self.downloads.values(),
            self.review,
        ]

    def talking(self) -> list[gr.components.Component]:
        """The parts that the conversation changes, word by word.

        Gradio makes each output of an event anew at every step, changed or not: with the
        buttons for files among them a whole draft took eight times as long.
        """
        told = (self.headline, self.chat, self.status, self.message, self.stop, self.document)
        return [self.desk, *told]

    def importing(self) -> list[gr.components.Component]:
        """The parts that an import changes."""
        return [*self.changing(), self.call_off]

    def printing(self) -> list[gr.components.Component]:
        """The parts that printing a pdf changes."""
        told = (self.headline, self.status, self.print_note)
        return [self.desk, *told, self.print, self.call_off_print, self.pdf]

    def shown_by(self, tab: str) -> list[gr.components.Component]:
        """The parts that opening a tab changes."""
        parts: dict[str, list[gr.components.Component]] = {
            FILL: [],
            CHECK: [self.findings],
            DRAFT: [self.document],
            COMPARE: [self.comparison],
            EXPORT: [self.export_note, *self.downloads.values(), self.review],
        }
        return [self.desk, self.headline, self.status, *parts[tab]]


def lay_out(state: gr.State, engine: str) -> Screen:
    """Put the parts on the page: the head, then a tab for each step."""
    project = gr.Textbox("", visible="hidden", elem_id="project-id")
    headline = gr.HTML(headline_html(None, engine), elem_id="headline")
    parts: dict[str, gr.Tab] = {}
    with gr.Tabs(elem_id="steps") as steps:
        with _step(FILL, parts):
            fill = _fill()
        with _step(CHECK, parts):
            findings = gr.HTML("", elem_id="findings", js_on_load=_ACTS)
        with _step(DRAFT, parts):
            talk, document = _draft()
        with _step(COMPARE, parts):
            comparison = gr.HTML(comparison_html(None, None), elem_id="comparison")
        with _step(EXPORT, parts):
            note, downloads, printing, review = _export()
    return Screen(
        project=project,
        desk=state,
        headline=headline,
        steps=steps,
        tabs=parts,
        import_figures=fill[0],
        import_previous=fill[1],
        import_note=fill[2],
        call_off=fill[4],
        figures=fill[3],
        findings=findings,
        chat=talk[0],
        status=talk[1],
        requests=talk[2],
        message=talk[3],
        send=talk[4],
        stop=talk[5],
        document=document,
        comparison=comparison,
        export_note=note,
        downloads=downloads,
        print=printing[0],
        call_off_print=printing[1],
        pdf=printing[2],
        print_note=printing[3],
        review=review,
    )


def _step(name: str, parts: dict[str, gr.Tab]) -> gr.Tab:
    # Rendered at once: a form that was mounted anew would show what stood there at first.
    parts[name] = gr.Tab(name, id=name, render_children=True)
    return parts[name]


def _fill() -> tuple[gr.UploadButton, gr.UploadButton, gr.HTML, gr.HTML, gr.Button]:
    with gr.Row(elem_id="imports"):
        previous = gr.UploadButton("导入上年年报", size="sm", elem_id="import-previous", scale=0)
        figures = gr.UploadButton("导入本年数据", size="sm", elem_id="import-figures", scale=0)
        call_off = _call_off("取消导入", "import-cancel")
        note = gr.HTML("", elem_id="import-note")
    form = gr.HTML("", elem_id="figures", js_on_load=None)
    return figures, previous, note, form, call_off


def _call_off(words: str, name: str) -> gr.Button:
    """A button that is there while something goes on that can be called off."""
    return gr.Button(words, size="sm", scale=0, min_width=96, visible=False, elem_id=name)


def _draft() -> tuple[
    tuple[gr.Chatbot, gr.HTML, dict[str, gr.Button], gr.Textbox, gr.Button, gr.Button], gr.HTML
]:
    with gr.Row(elem_id="body"):
        with gr.Column(scale=5, min_width=340, elem_id="talk"):
            talk = _talk()
        with gr.Column(scale=8, min_width=420, elem_id="document-frame"):
            document = gr.HTML(document_html(None, None), elem_id="document", js_on_load=_REVIEW)
    return talk, document


def _talk() -> tuple[gr.Chatbot, gr.HTML, dict[str, gr.Button], gr.Textbox, gr.Button, gr.Button]:
    chat = gr.Chatbot(
        [{"role": "assistant", "content": GREETING}],
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
        message = _message_box()
        send = gr.Button("发送", variant="primary", scale=0, min_width=72, elem_id="send")
        stop = gr.Button(STOP, scale=0, min_width=72, interactive=False, elem_id="stop")
    return chat, status, requests, message, send, stop


def _message_box() -> gr.Textbox:
    return gr.Textbox(
        label="要做什么",
        show_label=False,
        placeholder="说要做什么，例如：写一下依申请公开",
        container=False,
        lines=1,
        max_lines=5,
        scale=1,
        min_width=120,
        elem_id="message",
    )


_Printing = tuple[gr.Button, gr.Button, gr.DownloadButton, gr.HTML]


def _export() -> tuple[gr.HTML, dict[str, gr.DownloadButton], _Printing, gr.HTML]:
    with gr.Column(elem_id="export-sheet"):
        note = gr.HTML("", elem_id="export-note")
        with gr.Row(elem_id="exports"):
            downloads = {name: _download(name) for name in FORMATS}
            printing = _printing()
        print_note = gr.HTML("", elem_id="print-note")
        review = gr.HTML("", elem_id="review", js_on_load=_REVIEW)
    return note, downloads, (*printing, print_note), review


def _printing() -> tuple[gr.Button, gr.Button, gr.DownloadButton]:
    start = gr.Button("生成 PDF", scale=0, min_width=120, elem_id="print")
    call_off = _call_off("取消", "print-cancel")
    ready = gr.DownloadButton(
        "下载 PDF", visible=False, scale=0, min_width=120, elem_id="export-pdf", variant="primary"
    )
    return start, call_off, ready


def _download(name: str) -> gr.DownloadButton:
    return gr.DownloadButton(
        IN_WORDS[name],
        interactive=False,
        min_width=120,
        scale=0,
        elem_id=f"export-{name}",
        variant="primary" if name == "docx" else "secondary",
    )


def status_html(words: str, *, working: bool = False) -> str:
    """The line above the requests, which screen readers read out when it changes."""
    state = "status working" if working else "status"
    return f'<p class="{state}" role="status" aria-live="polite">{escape(words)}</p>'

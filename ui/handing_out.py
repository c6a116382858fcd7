"""The files to take away: written as of now, on the page's last step or right in the conversation."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.drafting.draft import Draft
from assistant.errors import AssistantError
from assistant.exporting.export import default_stem, export
from assistant.exporting.saving import save
from assistant.report.model import AnnualReport
from ui.apart.running import print_apart

if TYPE_CHECKING:
    from ui.desk import Desk

FORMATS = ("docx", "html", "md", "xlsx", "json")
IN_WORDS: Mapping[str, str] = {
    "docx": "Word 文件",
    "html": "网页",
    "md": "Markdown",
    "xlsx": "Excel 工作簿",
    "json": "JSON（含依据）",
    "pdf": "PDF",
}


def written(
    report: AnnualReport, draft: Draft | None, folder: Path, formats: Iterable[str]
) -> dict[str, Path]:
    """The report in these formats in a folder, by format; JSON is the draft with its trail.

    Raises:
        UnusableInput: The folder cannot be written.
    """
    wanted = [name for name in FORMATS if name in formats]
    paths = export(report, [name for name in wanted if name != "json"], folder)
    if "json" in wanted:
        whole = draft if draft is not None else report
        trail = f"{whole.model_dump_json(indent=2)}\n".encode()
        paths.append(save(folder, f"{default_stem(report)}.json", trail))
    return {path.suffix.removeprefix("."): path for path in paths}


def offer_in_words(formats: Iterable[str]) -> str:
    """What is said in the conversation before the files stand below it."""
    named = "、".join(IN_WORDS[name] for name in formats)
    return f"{named}写好了，点下面的文件名下载。内容是现在的数据和草稿；“导出”一步里也有。"


def handed_over(desk: "Desk") -> Iterator[str]:
    """Write the files that the conversation has just offered below its last message.

    Tells how long printing takes; what cannot be written is said there instead.
    """
    formats, desk.offered = desk.offered, ()
    if not formats or desk.report is None:
        return
    try:
        files = list(desk.export(formats).values())
        if "pdf" in formats:
            target = desk.folder / f"{default_stem(desk.report)}.pdf"
            for seconds in print_apart(desk.report, target, desk.stopping):
                yield f"正在印成 PDF，已 {seconds} 秒。可以按“停止”。"
            files.append(target)
        desk.messages[-1] = replace(desk.messages[-1], files=tuple(files))
        desk.project.note_export(formats)
    except AssistantError as error:
        last = desk.messages[-1]
        desk.messages[-1] = replace(last, text=f"{last.text}\n没有写成：{error}")

"""Edits and drafts one after the other, each told once it is saved: a process to be killed.

    python -m tests.workspace.editor PROJECT [--draft FIGURES]

With `--draft` every tenth edit is a whole offline draft; without, a document of its size.
"""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from assistant.settings import Settings
from assistant.workspace.project import Project
from assistant.workspace.values import LOCAL, Document
from assistant.workspace.workspace import open_workspace
from tests.workspace.offices import changed

DRAFTS = 10


def edit(project: Project, number: int, compose: Callable[[int], Document]) -> str:
    """One edit; what can be asked for after the death of this process."""
    if number % DRAFTS == 0:
        saved = project.save("draft", compose(number), project.heads().get("draft", 0))
        return f"draft {saved.version} {number}"
    if number % DRAFTS == 5:
        return f"message {project.say('user', f'第 {number} 句').number} {number}"
    now = project.read("figures")
    assert now is not None
    saved = project.save("figures", changed(now.document, "table3.new.total", number), now.version)
    return f"figures {saved.version} {number}"


def offline_draft(figures: Path) -> Callable[[int], Document]:
    """Whole drafts of these figures, written without a model."""
    from assistant.drafting.drafter import Drafter
    from assistant.reading.open_file import read_report
    from assistant.retrieval.corpus import Corpus

    report, corpus = read_report(figures), Corpus.open(Settings().home)

    def compose(number: int) -> Document:
        draft = Drafter(report, previous=None, corpus=corpus, writer=None).draft()
        return {**draft.model_dump(mode="json"), "number": number}

    return compose


def large_document(number: int) -> Document:
    """A document about as large as a draft."""
    return {"number": number, "sections": [f"第 {number} 稿第 {line} 句" for line in range(2000)]}


def main(project: str, *drafting: str) -> None:
    """Edit until killed."""
    workspace = open_workspace(Settings(), lambda: datetime.now(UTC))
    opened = workspace.as_person(LOCAL).project(project)
    compose = offline_draft(Path(drafting[1])) if drafting else large_document
    number = sum(opened.heads().values()) + len(opened.messages())
    while True:
        number += 1
        print(edit(opened, number, compose), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

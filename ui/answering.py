"""Who answers a message: a process beside the server, or, with a model to wait for, the server."""

from collections.abc import Iterator

from ui.backroom.answering import Answering, Told
from ui.backroom.backroom import NotBegun, WorkerGone
from ui.desk import Desk
from ui.office import Office


def answers(office: Office, desk: Desk, message: str) -> Iterator[bool]:
    """Let the answer grow in the desk's last message; True each time the draft has changed.

    Writing offline takes the processor, which other people's edits need: it is done beside
    the server where there are processes for it. A model is waited for, and is waited for here.
    """
    if office.backroom is None or office.writer is not None:
        yield from desk.answer(message)
        return
    job = Answering(desk.person, desk.project_id, message, len(desk.messages), desk.newest)
    try:
        for told in office.backroom.stream(job, desk.stopping):
            if isinstance(told, Told):
                desk.show(told.words, told.newest, told.sheet)
                desk.offered = told.offered
                yield bool(told.sheet)
    except (WorkerGone, NotBegun) as error:
        desk.broke_off(error)
        yield True
    desk.sync()

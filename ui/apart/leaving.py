"""Work for a request that nobody waits for any more is called off."""

import asyncio
from collections.abc import Callable
from threading import Event

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

_BEAT = 0.3  # seconds between two looks at whether the browser is still there


async def unless_left(request: Request, work: Callable[[Event], Response]) -> Response:
    """What the work answers; the event that it is given is set once the browser has gone away."""
    stop = Event()
    working = asyncio.ensure_future(run_in_threadpool(work, stop))
    while not working.done():
        await asyncio.wait([working], timeout=_BEAT)
        if not working.done() and await request.is_disconnected():
            stop.set()
    return working.result()

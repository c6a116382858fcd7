"""What is let through to the page: no request of other sites, no giant upload, nobody unknown."""

import time
from collections import deque
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from threading import Lock
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection, Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.errors import AssistantError
from assistant.workspace.faults import SignInNeeded
from ui.office import Office
from ui.templating import template

LARGEST_UPLOAD = 20 * 1024 * 1024
LARGEST_COLLECTION = 200 * 1024 * 1024  # the reports of all units of a county at once
LARGEST_EDIT = 2 * 1024 * 1024
_GUARDED = ("/project/", "/rollup", "/people")  # what lies in /projects/ looks by itself who asks
_OPEN_TO_ALL = ("/project/assets/", "/project/static/", "/project/theme.css")
_CROWD = 1000
Answer = Callable[[Scope, Receive, Send], Awaitable[None]]


class TooOften(AssistantError):
    """So many acts in so short a time are no person's."""


class Pace:
    """How often one person may do something; counted in this process."""

    def __init__(self, most: int, seconds: int) -> None:
        self._most = most
        self._seconds = seconds
        self._lock = Lock()
        self._times: dict[str, deque[float]] = {}

    def demand(self, who: str) -> None:
        """Count this one.

        Raises:
            TooOften: There were too many before it.
        """
        now = time.monotonic()
        with self._lock:
            if len(self._times) > _CROWD:
                self._times = {w: t for w, t in self._times.items() if t[-1] > now - self._seconds}
            times = self._times.setdefault(who, deque(maxlen=self._most))
            full = len(times) == self._most and times[0] > now - self._seconds
            if not full:
                times.append(now)
        if full:
            raise TooOften(
                "做得太快，这一次没有办", cure=f"{self._seconds} 秒后再做；不是您做的，请告诉管理员"
            )


class SameSite:
    """Refuses what another site makes a browser send, and bodies that are too large or of no size.

    Gradio limits its own uploads; its paths pass.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = _refused(Request(scope)) if scope["type"] == "http" else None
        await (refused or self._app)(scope, receive, send)


def _refused(request: Request) -> Response | None:
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return None
    origin = request.headers.get("origin", "")
    elsewhere = origin and urlsplit(origin).netloc != request.headers.get("host", "")
    if elsewhere or request.headers.get("sec-fetch-site", "") == "cross-site":
        return PlainTextResponse("别的网站发来的请求，没有办理", HTTPStatus.FORBIDDEN)
    if request.url.path.startswith("/project/"):
        return None
    size = request.headers.get("content-length", "")
    if not size.isdecimal():
        return PlainTextResponse("没有说明长度，没有收下", HTTPStatus.LENGTH_REQUIRED)
    form = request.headers.get("content-type", "").startswith("multipart/form-data")
    largest = LARGEST_COLLECTION if request.url.path.startswith("/rollup/") else LARGEST_UPLOAD
    if int(size) > (largest + 65536 if form else LARGEST_EDIT):
        megabytes = largest // 1024 // 1024
        words = f"文件太大，没有收下；不超过 {megabytes} MB，请检查是不是选错了文件。"
        page = template("refused.html.jinja").render(words=words)
        return HTMLResponse(page, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return None


class SignInGate:
    """Nobody gets at a project's or roll-up's page, events or files without having signed in."""

    def __init__(self, app: ASGIApp, office: Office) -> None:
        self._app = app
        self._office = office

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        guarded = f"{path}/".startswith(_GUARDED) and not path.startswith(_OPEN_TO_ALL)
        if scope["type"] not in ("http", "websocket") or not guarded:
            await self._app(scope, receive, send)
            return
        try:
            await run_in_threadpool(self._office.person, HTTPConnection(scope))
        except SignInNeeded as error:
            await _to_sign_in(Request(scope), error)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _to_sign_in(request: Request, error: SignInNeeded) -> Response:
    if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
        there = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/sign-in?next={quote(there)}", HTTPStatus.SEE_OTHER)
    return JSONResponse({"what": error.what, "cure": error.cure}, HTTPStatus.UNAUTHORIZED)

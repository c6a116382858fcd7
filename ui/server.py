"""The web server around the page: its address, its headers, its end."""

import errno
import logging
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from types import FrameType

import gradio as gr
import uvicorn
from fastapi import FastAPI
from fastapi.responses import FileResponse

from assistant.errors import AssistantError, UnusableInput
from ui.limits import LARGEST_UPLOAD, SameSite, SignInGate
from ui.office import Office
from ui.people.routes import people_routes
from ui.rollup.routes import ROLLUP_STYLE, rollup_routes
from ui.rollup.running import Runs
from ui.routes import routes, told
from ui.security_headers import SecurityHeaders
from ui.theme import HEAD, STYLE_SHEET, official_theme

_FAVICON = Path(__file__).with_name("favicon.svg")
_PLAIN = Path(__file__).with_name("plain.css")
_FAREWELL = 1  # seconds; the stream that an open page listens on never ends by itself
_LAST_PORT = 65535
_TURN = 0.0005  # seconds; a tenth of Python's own


@contextmanager
def listen(host: str, port: int) -> Iterator[socket.socket]:
    """A socket at this address, taken before anything slow is done.

    Raises:
        UnusableInput: It is taken, forbidden, or no address of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            listener.listen()
        except OSError as error:
            raise _unusable(host, port, error) from error
        yield listener


def _unusable(host: str, port: int, error: OSError) -> UnusableInput:
    where = f"{host}:{port}"
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < _LAST_PORT else 7860
        return UnusableInput(
            "端口已被占用（也许网页已经开着）", where=where, cure=f"换一个端口，如 --port {other}"
        )
    if error.errno == errno.EACCES:
        return UnusableInput("没有权限用这个端口", where=where, cure="换 1024 以上的端口")
    return UnusableInput(
        f"这不是本机能用的地址（{error.strerror or error}）",
        where=where,
        cure="只给自己用写 --host 127.0.0.1，给同一网络的人用写 --host 0.0.0.0",
    )


def keep_files_in(folder: Path) -> None:
    """Let uploads and downloads pass through this folder, the only one that is served.

    Gradio takes it from the environment when components are built, so this comes first.
    """
    folder.mkdir(mode=0o700)
    os.environ["GRADIO_TEMP_DIR"] = str(folder)


def plain_application(office: Office) -> FastAPI:
    """Everything but the page of a project: list, sign-in, saves, accounts, log, roll-up."""
    application = FastAPI(openapi_url=None)
    application.add_middleware(SignInGate, office=office)
    application.add_middleware(SameSite)
    application.add_middleware(SecurityHeaders)
    application.add_exception_handler(AssistantError, told)
    application.include_router(routes(office))
    application.include_router(people_routes(office))
    application.state.runs = Runs()
    application.include_router(rollup_routes(office, application.state.runs))
    _serve_files(application)
    return application


def web_application(page: gr.Blocks, office: Office) -> FastAPI:
    """The page as a web application, with headers that keep the browser on this host."""
    application = plain_application(office)
    gr.mount_gradio_app(
        application,
        page,
        path="/project",
        app_kwargs={"openapi_url": None},
        theme=official_theme(),
        css_paths=[STYLE_SHEET],
        head=HEAD,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        show_error=False,
        max_file_size=LARGEST_UPLOAD,
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
    )
    return application


def _serve_files(application: FastAPI) -> None:
    @application.get("/favicon.svg")
    def favicon() -> FileResponse:
        return FileResponse(_FAVICON)

    @application.get("/rollup.css")
    def rollup() -> FileResponse:
        return FileResponse(ROLLUP_STYLE)

    @application.get("/plain.css")
    def plain() -> FileResponse:
        return FileResponse(_PLAIN)


def run(application: FastAPI, listener: socket.socket) -> None:
    """Serve until Ctrl-C or a polite kill; both end cleanly."""
    signal.signal(signal.SIGTERM, _interrupt)
    # A save waits for the interpreter after each of its statements, behind who is drafting.
    sys.setswitchinterval(_TURN)
    config = uvicorn.Config(
        application,
        log_level="warning",
        timeout_graceful_shutdown=_FAREWELL,
        server_header=False,
        proxy_headers=False,  # who is believed about an address is the door's to say
    )
    with suppress(KeyboardInterrupt):
        _Server(config).run(sockets=[listener])
    application.state.runs.close()


class _Server(uvicorn.Server):
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Every open page has a stream that is cut off now; that is no error to report.
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        await super().shutdown(sockets)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt

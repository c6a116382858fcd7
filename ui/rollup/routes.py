"""The addresses of the roll-up; each looks up anew who asks and what they may do."""

from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.datastructures import UploadFile

from assistant.errors import AssistantError, UnusableInput
from assistant.exporting.saving import safe_name
from assistant.report.model import FIRST_YEAR, LAST_YEAR
from assistant.workspace.faults import NotAllowed, NotThere, SignInNeeded
from assistant.workspace.permissions import Power
from assistant.workspace.values import Person
from assistant.workspace.workspace import PersonalView
from ui.office import Office
from ui.rollup.collection import Collection, all_of, begun, opened
from ui.rollup.pages import collection_page, letters_as_zip, list_page, progress_of
from ui.rollup.running import Runs
from ui.rollup.taking_in import Given, remove, take_in
from ui.rollup.working import refuse_unfit, roll_up

_MOST_AT_ONCE = 10_000  # more is no folder of reports; what is too many for us, we say ourselves
ROLLUP_STYLE = Path(__file__).with_name("rollup.css")
Kind = Literal["units", "past", "list", "parent"]


class _Visits:
    """Who asks for what: the person's view of the workspace, and a collection they may use."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def person(self, request: Request) -> Person:
        return self._office.person(request)

    def view(self, request: Request) -> PersonalView:
        return self._office.workspace.as_person(self.person(request))

    def collection(self, request: Request, id: str, power: Power = Power.READ) -> Collection:
        return opened(self.view(request), self._office.workspace.settings.home, id, power)

    def all(self, request: Request) -> Sequence[Collection]:
        return all_of(self.view(request), self._office.workspace.settings.home)

    def may_write(self, request: Request, collection: Collection) -> bool:
        try:
            self.view(request).collection_home(collection.agency, Power.WRITE)
        except NotAllowed:
            return False
        return True

    def now(self) -> str:
        return self._office.workspace.clock().astimezone().strftime("%Y-%m-%d %H:%M")

    def last_year(self) -> int:
        return self._office.workspace.clock().year - 1


def rollup_routes(office: Office, runs: Runs) -> APIRouter:
    """The routes of an office's roll-ups; `runs` are those under way on this server."""
    router, visits = APIRouter(prefix="/rollup"), _Visits(office)
    _listing(router, visits)
    _collecting(router, visits, runs)
    _running(router, visits, runs)
    _downloading(router, visits)
    return router


def _listing(router: APIRouter, visits: _Visits) -> None:
    def page(request: Request, error: AssistantError | None = None) -> Response:
        person = visits.person(request)
        status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
        years = (FIRST_YEAR, LAST_YEAR)
        return HTMLResponse(
            list_page(person, visits.all(request), visits.last_year(), years, error), status
        )

    @router.get("")
    def collections(request: Request) -> Response:
        return page(request)

    @router.post("")
    def begin(
        request: Request,
        agency: Annotated[str, Form(max_length=200)] = "",
        year: Annotated[int, Form(ge=FIRST_YEAR, le=LAST_YEAR)] = LAST_YEAR,
    ) -> Response:
        try:
            collection = begun(visits.view(request), agency, year)
        except SignInNeeded:
            raise
        except AssistantError as error:
            return page(request, error)
        return _to(collection)


def _collecting(router: APIRouter, visits: _Visits, runs: Runs) -> None:
    def page(
        request: Request, collection: Collection, error: AssistantError | None = None
    ) -> Response:
        person, may_write = visits.person(request), visits.may_write(request, collection)
        going = runs.going(collection.id)
        status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
        return HTMLResponse(collection_page(person, collection, going, may_write, error), status)

    @router.get("/{id}")
    def show(request: Request, id: str) -> Response:
        return page(request, visits.collection(request, id))

    @router.post("/{id}/files/{kind}")
    def upload(
        request: Request, id: str, kind: Kind, given: Annotated[list[Given], Depends(_given)]
    ) -> Response:
        collection = visits.collection(request, id, Power.WRITE)
        try:
            told = take_in(collection, kind, given, refuse_unfit)
        except AssistantError as error:
            return page(request, collection, error)
        collection.note("told", told)
        return _to(collection)

    @router.post("/{id}/remove/{kind}")
    def take_away(
        request: Request, id: str, kind: Kind, names: Annotated[list[str], Form()]
    ) -> Response:
        collection = visits.collection(request, id, Power.WRITE)
        collection.note("told", remove(collection, kind, names))
        return _to(collection)


def _running(router: APIRouter, visits: _Visits, runs: Runs) -> None:
    @router.post("/{id}/run")
    def begin(request: Request, id: str) -> Response:
        collection = visits.collection(request, id, Power.WRITE)
        now = visits.now()
        runs.start(collection.id, lambda run: roll_up(collection, run, now))
        return _to(collection, "#run")

    @router.post("/{id}/stop")
    def stop(request: Request, id: str) -> Response:
        collection = visits.collection(request, id, Power.WRITE)
        runs.stop(collection.id)
        return _to(collection, "#run")

    @router.get("/{id}/progress")
    def progress(request: Request, id: str) -> Any:
        return progress_of(runs.going(visits.collection(request, id).id))


def _downloading(router: APIRouter, visits: _Visits) -> None:
    @router.get("/{id}/papers/{name:path}")
    def paper(request: Request, id: str, name: str) -> Response:
        collection = visits.collection(request, id)
        if name not in collection.written():
            raise NotThere("没有这个文件", cure="回到汇总页，从列表里选")
        path = collection.papers / name
        return FileResponse(path, filename=path.name)

    @router.get("/{id}/letters.zip")
    def letters(request: Request, id: str) -> Response:
        collection = visits.collection(request, id)
        packed = letters_as_zip(collection)
        if not packed:
            raise UnusableInput("没有整改通知可下载", cure="先汇总；没有问题的单位没有通知")
        name = safe_name(f"{collection.agency}{collection.year}年整改通知")
        return Response(packed, media_type="application/zip", headers=_attached(f"{name}.zip"))


async def _given(request: Request) -> list[Given]:
    """The files of a form; read here, for FastAPI answers an empty choice in words of its own."""
    form = await request.form(max_files=_MOST_AT_ONCE)
    files = (one for one in form.getlist("files") if isinstance(one, UploadFile))
    return [Given(file.filename or "", file.file) for file in files]


def _attached(name: str) -> dict[str, str]:
    return {"Content-Disposition": f"attachment; filename*=utf-8''{quote(name)}"}


def _to(collection: Collection, part: str = "") -> Response:
    return RedirectResponse(f"/rollup/{collection.id}{part}", HTTPStatus.SEE_OTHER)

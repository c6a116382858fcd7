"""What stands beside the Gradio page: the list of projects, signing in, the saves of the form."""

from collections.abc import Mapping
from http import HTTPStatus
from threading import Event
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from assistant.errors import AssistantError
from assistant.report.forms import LAYOUTS
from assistant.report.model import FIRST_YEAR, LAST_YEAR
from assistant.workspace.door import Door
from assistant.workspace.faults import (
    Conflict,
    DatabaseUnavailable,
    NotAllowed,
    NotThere,
    SignInNeeded,
)
from assistant.workspace.project import Project
from assistant.workspace.values import STAGE_LABELS, Person
from assistant.workspace.workspace import PersonalView
from ui.apart.leaving import unless_left
from ui.data.edits import Edits
from ui.data.saving import newest, restored, save_edits, step, versions_of
from ui.office import COOKIE, Office, visit_by
from ui.people.routes import may_manage
from ui.projects import (
    read_upload,
    sample_project,
    start_blank,
    start_from_figures,
    start_from_last_year,
)
from ui.templating import template

_STATUS: Mapping[type[AssistantError], HTTPStatus] = {
    Conflict: HTTPStatus.CONFLICT,
    SignInNeeded: HTTPStatus.UNAUTHORIZED,
    NotAllowed: HTTPStatus.FORBIDDEN,
    NotThere: HTTPStatus.NOT_FOUND,
    DatabaseUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
}
_INNER = ("/project/", "/rollup", "/people")
_NO_FILE = "没有选文件"


def routes(office: Office) -> APIRouter:
    """The routes of an office; each looks up anew who asks."""
    router = APIRouter(default_response_class=JSONResponse)
    _pages(router, office)
    _starting(router, office)
    _saving(router, office)
    return router


def told(request: Request, error: Exception) -> Response:
    """An error as the form's script shows it."""
    assert isinstance(error, AssistantError)
    status = next(
        (code for kind, code in _STATUS.items() if isinstance(error, kind)),
        HTTPStatus.UNPROCESSABLE_ENTITY,
    )
    what = _in_labels(error) if isinstance(error, Conflict) else error.what
    return JSONResponse({"what": what, "cure": error.cure}, status)


def _in_labels(conflict: Conflict) -> str:
    """The conflict with the cells called as the form calls them."""
    labels = LAYOUTS["2021"].by_address
    words = conflict.what
    for path in conflict.collisions:
        cell = labels.get(path.replace("table", "t", 1))
        words = words.replace(path, cell.label if cell else path)
    return words


def _pages(router: APIRouter, office: Office) -> None:
    @router.get("/")
    def projects(request: Request) -> Response:
        try:
            return _start_page(office, office.person(request))
        except SignInNeeded:
            return RedirectResponse("/sign-in", HTTPStatus.SEE_OTHER)

    @router.get("/sign-in")
    def sign_in_page(request: Request, next: str = "/") -> Response:
        try:
            office.person(request)
        except SignInNeeded as error:
            return _sign_in_page(error, next, HTTPStatus.OK)
        return RedirectResponse("/", HTTPStatus.SEE_OTHER)

    @router.post("/sign-in")
    def sign_in(
        request: Request,
        name: Annotated[str, Form(max_length=100)] = "",
        password: Annotated[str, Form(max_length=1000)] = "",
        next: Annotated[str, Form(max_length=500)] = "/",
    ) -> Response:
        door, visit = Door(office.workspace), visit_by(request)
        try:
            signed_in = door.sign_in(name, password, door.sender(visit))
        except AssistantError as error:
            return _sign_in_page(error, next)
        response = RedirectResponse(_inside(next), HTTPStatus.SEE_OTHER)
        response.set_cookie(
            COOKIE,
            signed_in.token,
            httponly=True,
            samesite="lax",
            secure=door.came_encrypted(visit, request.url.scheme),
        )
        return response

    @router.post("/sign-out")
    def sign_out(request: Request) -> Response:
        Door(office.workspace).sign_out(request.cookies.get(COOKIE, ""))
        response = RedirectResponse("/sign-in", HTTPStatus.SEE_OTHER)
        response.delete_cookie(COOKIE)
        return response


def _starting(router: APIRouter, office: Office) -> None:
    @router.post("/projects")
    async def start(
        request: Request,
        how: Annotated[str, Form()],
        agency: Annotated[str, Form(max_length=200)] = "",
        year: Annotated[int, Form()] = 0,
        file: UploadFile | None = None,
    ) -> Response:
        def begin(stop: Event) -> Response:
            try:
                person = office.person(request)
            except SignInNeeded:
                return RedirectResponse("/sign-in", HTTPStatus.SEE_OTHER)
            view = office.workspace.as_person(person)
            try:
                project = _started(office, view, how, agency, year, file, stop)
            except AssistantError as error:
                return _start_page(office, person, error)
            return RedirectResponse(f"/project/?project={project.id}", HTTPStatus.SEE_OTHER)

        return await unless_left(request, begin)


def _started(
    office: Office,
    view: PersonalView,
    how: str,
    agency: str,
    year: int,
    file: UploadFile | None,
    stop: Event,
) -> Project:
    if how == "sample":
        return sample_project(view)
    if how == "blank":
        return start_blank(view, agency, year)
    if file is None or not file.filename:
        raise AssistantError(_NO_FILE, cure="先选文件，再点建立")
    report = read_upload(file.file, file.filename, office.folder, stop)
    if how == "last":
        return start_from_last_year(view, report)
    return start_from_figures(view, report, file.filename)


def _saving(router: APIRouter, office: Office) -> None:
    def project_of(request: Request, project: str) -> Project:
        return office.workspace.as_person(office.person(request)).at(project)

    @router.post("/projects/{project}/figures")
    def save(request: Request, project: str, edits: Edits) -> Any:
        return save_edits(project_of(request, project), edits)

    @router.post("/projects/{project}/figures/{way}")
    def move(request: Request, project: str, way: str, shown: Edits) -> Any:
        return step(project_of(request, project), way == "undo", shown.base)

    @router.get("/projects/{project}/figures/versions")
    def versions(request: Request, project: str) -> Any:
        return versions_of(project_of(request, project))

    @router.post("/projects/{project}/figures/versions/{version}")
    def restore(request: Request, project: str, version: int, shown: Edits) -> Any:
        return restored(project_of(request, project), version, shown.base)

    @router.get("/projects/{project}/figures")
    def current(request: Request, project: str) -> Any:
        return newest(project_of(request, project))

    @router.get("/projects/{project}/heads")
    def heads(request: Request, project: str) -> Any:
        return dict(project_of(request, project).heads())


def _start_page(office: Office, person: Person, error: AssistantError | None = None) -> Response:
    view = office.workspace.as_person(person)
    projects = view.projects()
    agencies = list(person.agencies) or sorted({info.agency for info in projects})
    page = template("start.html.jinja").render(
        person=person,
        projects=projects,
        stages=STAGE_LABELS,
        agencies=agencies,
        year=office.workspace.clock().year - 1,
        years=(FIRST_YEAR, LAST_YEAR),
        error=error,
        sample=not person.account,
        manages=may_manage(person),
    )
    return HTMLResponse(page, HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK)


def _sign_in_page(
    error: AssistantError, there: str, status: HTTPStatus = HTTPStatus.UNAUTHORIZED
) -> Response:
    page = template("sign_in.html.jinja").render(error=error, there=_inside(there))
    return HTMLResponse(page, status)


def _inside(there: str) -> str:
    """A path of this site; a link that would lead away leads to the list."""
    return there if there.startswith(_INNER) else "/"

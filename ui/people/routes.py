"""The addresses of the accounts and the log; who may see them is looked up anew each time."""

from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Literal, cast

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from assistant.errors import AssistantError
from assistant.workspace.faults import NotAllowed, NotThere
from assistant.workspace.passwords import fresh_password
from assistant.workspace.people import People
from assistant.workspace.values import ACTION_LABELS, ROLE_LABELS, Account, Person, Role
from ui.limits import Pace, TooOften
from ui.office import Office
from ui.people.log import Asked, log_as_csv, names_of, shown_time
from ui.templating import template

_STYLE = Path(__file__).with_name("people.css")
_PAGE = 200  # lines of the log at once
_MOST = 100_000  # lines in a file
_PRIVATE = {"cache-control": "no-store"}
_STATUS: Mapping[type[AssistantError], HTTPStatus] = {
    NotAllowed: HTTPStatus.FORBIDDEN,
    NotThere: HTTPStatus.NOT_FOUND,
    TooOften: HTTPStatus.TOO_MANY_REQUESTS,
}
_DONE = {
    "add": "已建立帐号：{}",
    "disable": "已停用：{}。登录立即失效，以往的记录都在。",
    "enable": "已启用：{}",
    "role": "已改角色：{}",
    "agencies": "已改所属机关：{}",
    "password": "已重设口令：{}。以前的登录立即失效。",
}
Name = Annotated[str, Form(max_length=100)]
Password = Annotated[str, Form(max_length=1000)]
Agencies = Annotated[list[str], Form(default_factory=list, max_length=200)]
RoleField = Annotated[Literal["", "drafter", "reviewer", "administrator"], Form()]
Act = Literal["add", "disable", "enable", "role", "agencies", "password"]


def people_routes(office: Office) -> APIRouter:
    """The routes of an office's accounts and log."""
    router, visits = APIRouter(prefix="/people"), _Visits(office)
    _accounts(router, visits)
    _log(router, visits)

    @router.get("/style.css")
    def style() -> FileResponse:
        return FileResponse(_STYLE)

    return router


def may_manage(person: Person) -> bool:
    """Whether the list of projects leads this person to the accounts."""
    return bool(person.account) and person.role == "administrator"


class _Visits:
    """Who asks, and what they may change and how often."""

    def __init__(self, office: Office) -> None:
        self.workspace = office.workspace
        self.person = office.person
        self.pace = Pace(most=60, seconds=60)

    def people(self, request: Request) -> People:
        return People(self.workspace, by=self.person(request))

    def page(self, request: Request, note: str = "", *, secret: str = "") -> Response:
        person = self.person(request)
        shown = template("people.html.jinja").render(
            person=person,
            accounts=People(self.workspace, by=person).list(),
            roles=ROLE_LABELS,
            day=lambda when: when.astimezone().strftime("%Y-%m-%d"),
            note=note,
            secret=secret,
        )
        return HTMLResponse(shown, headers=_PRIVATE)

    def refused(self, request: Request, error: AssistantError) -> Response:
        """The refusal as a page of its own: nothing that stands behind the door is shown."""
        shown = template("people_refused.html.jinja").render(
            person=self.person(request), error=error
        )
        status = next(
            (code for kind, code in _STATUS.items() if isinstance(error, kind)),
            HTTPStatus.UNPROCESSABLE_ENTITY,
        )
        return HTMLResponse(shown, status, headers=_PRIVATE)


def _accounts(router: APIRouter, visits: _Visits) -> None:
    @router.get("")
    def accounts(request: Request) -> Response:
        try:
            return visits.page(request)
        except NotAllowed as error:
            return visits.refused(request, error)

    @router.post("/{act}")
    def change(
        request: Request,
        act: Act,
        agencies: Agencies,
        name: Name = "",
        role: RoleField = "",
        password: Password = "",
    ) -> Response:
        made = "" if password or act not in ("add", "password") else fresh_password()
        try:
            visits.pace.demand(visits.person(request).account)
            people = visits.people(request)
            account = _changed(people, act, name, role, agencies, password or made)
        except AssistantError as error:
            return visits.refused(request, error)
        return visits.page(request, _DONE[act].format(account.name), secret=made)


def _changed(
    people: People, act: Act, name: str, role: str, agencies: list[str], password: str
) -> Account:
    match act:
        case "add":
            return people.add(name, password, cast("Role", role or "drafter"), agencies)
        case "disable":
            return people.disable(name)
        case "enable":
            return people.enable(name)
        case "role":
            return people.set_role(name, cast("Role", role or "drafter"))
        case "agencies":
            return people.set_agencies(name, agencies)
        case "password":
            return people.set_password(name, password)


def _asked(
    who: Annotated[str, Query(max_length=100)] = "",
    action: Annotated[str, Query(max_length=50)] = "",
    project: Annotated[str, Query(max_length=50)] = "",
    since: Annotated[str, Query(max_length=20)] = "",
    until: Annotated[str, Query(max_length=20)] = "",
    before: Annotated[int | None, Query(ge=1)] = None,
) -> Asked:
    return Asked(who, action, project, since, until, before)


def _log(router: APIRouter, visits: _Visits) -> None:
    @router.get("/log")
    def log(request: Request, asked: Annotated[Asked, Depends(_asked)]) -> Response:
        person = visits.person(request)
        view = visits.workspace.as_person(person)
        try:
            entries = view.audit_lines(asked.as_filter(), _PAGE + 1)
        except AssistantError as error:
            return visits.refused(request, error)
        names = names_of([*view.projects(), *view.projects(archived=True)])
        shown = template("log.html.jinja").render(
            person=person,
            asked=asked,
            entries=entries[:_PAGE],
            more=entries[_PAGE - 1].number if len(entries) > _PAGE else None,
            actions=ACTION_LABELS,
            names=names,
            time=shown_time,
            here=request.url.include_query_params,
        )
        return HTMLResponse(shown, headers=_PRIVATE)

    @router.get("/log.csv")
    def log_file(request: Request, asked: Annotated[Asked, Depends(_asked)]) -> Response:
        view = visits.workspace.as_person(visits.person(request))
        try:
            visits.pace.demand(visits.person(request).account)
            entries = view.audit_lines(asked.as_filter(), _MOST)
        except AssistantError as error:
            return visits.refused(request, error)
        names = names_of([*view.projects(), *view.projects(archived=True)])
        return Response(
            "".join(log_as_csv(entries, names)),
            media_type="text/csv; charset=utf-8",
            headers={**_PRIVATE, "content-disposition": 'attachment; filename="nianbao-log.csv"'},
        )

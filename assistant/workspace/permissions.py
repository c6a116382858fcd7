"""Who may do what: the one place that every read and write of the workspace passes.

Looked up anew each time, in the transaction of the act itself, so that an account that is
disabled or moved to another agency loses its rights at that moment and not at the next sign-in.
A project of another agency is told to be absent: not even that it exists is given away.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, bindparam, exists, select

from assistant.report.agency import same_agency
from assistant.workspace.faults import NotAllowed, NotThere, SignInNeeded
from assistant.workspace.tables import accounts, memberships, projects
from assistant.workspace.values import OWNER, ROLE_LABELS, STAGE_LABELS, Person, Role, Stage


class Power(StrEnum):
    """What can be done in the workspace; the value is how a refusal calls it."""

    READ = "查看"
    CREATE = "新建项目"
    WRITE = "修改"
    SAY = "对话"
    SUBMIT = "提交审核"
    REVIEW = "审核"
    REOPEN = "重新打开已通过的年报"
    ARCHIVE = "归档项目"
    AUDIT = "查看操作记录"
    PEOPLE = "管理帐号"


POWERS: Mapping[Role, frozenset[Power]] = {
    "drafter": frozenset({Power.READ, Power.CREATE, Power.WRITE, Power.SAY, Power.SUBMIT}),
    "reviewer": frozenset({Power.READ, Power.SAY, Power.REVIEW, Power.REOPEN}),
    "administrator": frozenset(Power),
}
_STAGES: Mapping[Power, tuple[Stage, ...]] = {
    Power.WRITE: ("drafting", "returned"),
    Power.SUBMIT: ("drafting", "returned"),
    Power.REVIEW: ("submitted",),
    Power.REOPEN: ("approved",),
}
_STAGE_CURES: Mapping[Stage, str] = {
    "drafting": "先提交审核",
    "returned": "改好后再提交审核",
    "submitted": "等审核人退回或通过；提交人可以先撤回",
    "approved": "需要再改时，请审核人或管理员重新打开",
}


# Made once: every read and write of everybody begins with them.
_ACCOUNT = (
    select(accounts.c.id, accounts.c.name, accounts.c.role, memberships.c.agency)
    .outerjoin(memberships, memberships.c.account == accounts.c.id)
    .where(accounts.c.id == bindparam("account"), accounts.c.active == 1)
    .order_by(memberships.c.agency)
)
_ANYBODY = select(exists(select(accounts.c.id)))
_PROJECT = select(projects).where(projects.c.id == bindparam("project"))
_PROJECT_LOCKED = _PROJECT.with_for_update()


@dataclass(frozen=True, slots=True)
class Admitted:
    """A person whose rights have just been looked up; `agencies` None means all of them."""

    name: str
    account: str
    powers: frozenset[Power]
    agencies: tuple[str, ...] | None

    def sees(self, agency: str) -> bool:
        """Whether this agency's things exist for the person."""
        return self.agencies is None or any(same_agency(agency, one) for one in self.agencies)

    def demand(self, power: Power) -> None:
        """Raise `NotAllowed` unless the person has this power."""
        if power not in self.powers:
            holders = "、".join(
                ROLE_LABELS[role] for role, powers in POWERS.items() if power in powers
            )
            raise NotAllowed(
                f"{self.name}没有“{power}”的权限",
                cure=f"请有“{holders}”角色的同事来做，或请管理员调整角色",
            )

    def demand_agency(self, agency: str) -> None:
        """Raise `NotAllowed` unless this agency is one of the person's."""
        if not self.sees(agency):
            raise NotAllowed(
                f"{self.name}不属于{agency}",
                cure="请管理员用 nianbao user agency 把这个机关加到帐号上",
            )


def admit(connection: Connection, person: Person) -> Admitted:
    """The person's rights as they are now.

    Raises:
        SignInNeeded: The account is disabled or gone, or there are accounts and this is none.
    """
    if person is OWNER:
        return Admitted(person.name, "", frozenset(Power), None)
    if not person.account:
        if has_accounts(connection):
            raise SignInNeeded("已经建立了帐号，请先登录", cure="用自己的帐号登录")
        return Admitted(person.name, "", frozenset(Power), None)
    rows = connection.execute(_ACCOUNT, {"account": person.account}).all()
    if not rows:
        raise SignInNeeded("这个帐号已经停用", cure="请管理员启用帐号后重新登录")
    first = rows[0]
    agencies = tuple(row.agency for row in rows if row.agency is not None)
    return Admitted(first.name, first.id, POWERS[first.role], agencies)


def has_accounts(connection: Connection) -> bool:
    """Whether anybody has to sign in."""
    return bool(connection.execute(_ANYBODY).scalar())


def agencies_of(connection: Connection, account: str) -> tuple[str, ...]:
    """The agencies of an account, by name."""
    rows = connection.execute(
        select(memberships.c.agency)
        .where(memberships.c.account == account)
        .order_by(memberships.c.agency)
    )
    return tuple(row.agency for row in rows)


def agencies_of_name(connection: Connection, name: str) -> tuple[str, ...]:
    """The agencies of the account of this name; none if there is no such account."""
    row = connection.execute(select(accounts.c.id).where(accounts.c.name == name)).first()
    return agencies_of(connection, row.id) if row else ()


def project_for(
    connection: Connection, admitted: Admitted, project: str, power: Power, *, lock: bool = False
) -> Row[Any]:
    """The project's row, if this person may do this with it at its stage.

    With `lock` nobody else changes the project until the transaction ends.

    Raises:
        NotThere: There is none, or none that the person may know of.
        NotAllowed: The role or the stage forbids it.
    """
    query = _PROJECT_LOCKED if lock else _PROJECT
    row = connection.execute(query, {"project": project}).first()
    if row is None or not admitted.sees(row.agency):
        raise NotThere("没有这个项目", cure="从项目列表里重新选；它可能属于别的机关")
    admitted.demand(power)
    stages = _STAGES.get(power)
    if stages is not None and row.stage not in stages:
        raise NotAllowed(
            f"{row.agency} {row.year} 年度的年报{STAGE_LABELS[row.stage]}，现在不能{power}",
            cure=_STAGE_CURES[row.stage],
        )
    if row.archived and power not in (Power.READ, Power.ARCHIVE):
        raise NotAllowed(f"这个项目已归档，不能{power}", cure="先从归档里取回")
    return row

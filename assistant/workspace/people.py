"""Accounts, and who is at the door: by password and session, or as the reverse proxy says."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from assistant.errors import UnusableInput
from assistant.workspace import audit_log
from assistant.workspace.agencies import agency_name
from assistant.workspace.documents import plain
from assistant.workspace.faults import NotAllowed, NotThere
from assistant.workspace.history import moment, stamp
from assistant.workspace.passwords import demand_fit, hashed
from assistant.workspace.permissions import Power, admit, agencies_of, has_accounts
from assistant.workspace.tables import accounts, memberships, sign_ins
from assistant.workspace.values import ROLE_LABELS, Account, Person, Role
from assistant.workspace.workspace import Workspace

SHELL = "命令行"
_LONGEST_NAME = 50
_NO_SUCH = "nianbao user list 列出所有帐号"


class People:
    """The accounts of a workspace.

    Whoever runs the shell on this machine owns its files, and may do all this without an
    account; from the page, `by` names an administrator, who manages the accounts of the
    agencies that are theirs and can give away no others.
    """

    def __init__(self, workspace: Workspace, by: Person | None = None) -> None:
        self._workspace = workspace
        self._by = by

    def exist(self) -> bool:
        """Whether people have to sign in: there is an account, even if it is disabled."""
        with self._workspace.database.reading() as connection:
            return has_accounts(connection)

    def list(self) -> tuple[Account, ...]:
        """All accounts by name; for an administrator those that share an agency with them."""
        with self._workspace.database.reading() as connection:
            rows = connection.execute(select(accounts).order_by(accounts.c.name)).all()
            found = tuple(_account(connection, row) for row in rows)
            sees = self._sees(connection)
        return tuple(one for one in found if sees is None or set(one.agencies) & sees)

    def add(self, name: str, password: str, role: Role, agencies: Iterable[str]) -> Account:
        """A new account. Names are never used again, since versions and the log refer to them.

        Raises:
            UnusableInput: The name is taken or unfit, the password too weak, no agency named.
        """
        cleaned = account_name(name)
        wanted = _agency_names(agencies)
        demand_fit(password, cleaned)
        secret = hashed(password)
        with self._workspace.database.writing() as connection:
            who = self._demand(connection, wanted)
            if connection.execute(select(accounts.c.id).where(accounts.c.name == cleaned)).first():
                raise UnusableInput(
                    f"已经有名叫“{cleaned}”的帐号（停用的也不能重名）",
                    cure="换一个名字，如加上科室",
                )
            fresh = secrets.token_urlsafe(9)
            now = stamp(self._workspace.clock())
            connection.execute(
                insert(accounts).values(
                    id=fresh, name=cleaned, password=secret, role=role, active=1, created=now
                )
            )
            _join(connection, fresh, wanted)
            self._note(connection, who, "user add", f"{cleaned} {ROLE_LABELS[role]}", wanted)
            return _account(connection, _row(connection, cleaned))

    def disable(self, name: str) -> Account:
        """The account can no longer be used; its sessions end at once.

        Raises:
            NotAllowed: An administrator's own account: nobody locks the last one out by a slip.
        """
        return self._change(name, {"active": 0}, "user disable")

    def enable(self, name: str) -> Account:
        """The account can be used again."""
        return self._change(name, {"active": 1}, "user enable")

    def set_role(self, name: str, role: Role) -> Account:
        """Another role, from this moment on.

        Raises:
            NotAllowed: An administrator's own account.
        """
        return self._change(name, {"role": role}, "user role", ROLE_LABELS[role])

    def set_password(self, name: str, password: str) -> Account:
        """Another password; sessions under the old one end.

        Raises:
            UnusableInput: It is too weak.
        """
        demand_fit(password, name)
        return self._change(name, {"password": hashed(password)}, "user password")

    def set_agencies(self, name: str, agencies: Iterable[str]) -> Account:
        """Other agencies, from this moment on."""
        wanted = _agency_names(agencies)
        with self._workspace.database.writing() as connection:
            row = _row(connection, name)
            old = agencies_of(connection, row.id)
            who = self._demand(connection, {*wanted, *old}, row.id)
            connection.execute(delete(memberships).where(memberships.c.account == row.id))
            _join(connection, row.id, wanted)
            detail = f"{row.name} {'、'.join(wanted)}"
            self._note(connection, who, "user agency", detail, sorted({*wanted, *old}))
            return _account(connection, row)

    def _change(
        self, name: str, values: Mapping[str, object], action: str, detail: str = ""
    ) -> Account:
        with self._workspace.database.writing() as connection:
            row = _row(connection, name)
            agencies = agencies_of(connection, row.id)
            who = self._demand(connection, agencies, "" if action == "user password" else row.id)
            connection.execute(update(accounts).where(accounts.c.id == row.id).values(**values))
            if action in ("user disable", "user password"):
                connection.execute(delete(sign_ins).where(sign_ins.c.account == row.id))
            self._note(connection, who, action, f"{row.name} {detail}".strip(), agencies)
            return _account(connection, _row(connection, name))

    def _demand(self, connection: Connection, agencies: Iterable[str], account: str = "") -> str:
        if self._by is None:
            return SHELL
        admitted = admit(connection, self._by)
        admitted.demand(Power.PEOPLE)
        for agency in agencies:
            admitted.demand_agency(agency)
        if not admitted.account:
            raise NotAllowed(
                "第一个帐号在命令行里建立", cure="nianbao user add 姓名 --role 管理 --agency 机关"
            )
        if account == admitted.account:
            raise NotAllowed(
                "自己的帐号不能自己停用，也不能自己改角色和机关",
                cure="请另一位管理员来改，或在服务器上用 nianbao user 命令",
            )
        return admitted.name

    def _sees(self, connection: Connection) -> set[str] | None:
        if self._by is None:
            return None
        admitted = admit(connection, self._by)
        admitted.demand(Power.PEOPLE)
        return None if admitted.agencies is None else set(admitted.agencies)

    def _note(
        self, connection: Connection, who: str, action: str, detail: str, agencies: Iterable[str]
    ) -> None:
        now = self._workspace.clock()
        for agency in agencies:
            audit_log.note(connection, now, who, action, agency=agency, detail=detail)


def account_name(given: str) -> str:
    """A name that an account may have.

    Raises:
        UnusableInput: It is empty, too long, or has spaces or marks in it.
    """
    name = plain(given, "姓名").strip()
    fit = name.replace("-", "").replace("_", "").replace(".", "").replace("@", "").isalnum()
    if not fit or len(name) > _LONGEST_NAME:
        raise UnusableInput(
            f"“{name[:_LONGEST_NAME]}”不能作帐号名",
            cure="用汉字、字母、数字和 - _ . @，不超过 50 个字",
        )
    return name


def person_of(connection: Connection, row: Row[Any]) -> Person:
    """The person of an account's row."""
    return Person(row.name, row.id, row.role, agencies_of(connection, row.id))


def _account(connection: Connection, row: Row[Any]) -> Account:
    return Account(
        row.id,
        row.name,
        row.role,
        agencies_of(connection, row.id),
        bool(row.active),
        moment(row.created),
    )


def _row(connection: Connection, name: str) -> Row[Any]:
    row = connection.execute(select(accounts).where(accounts.c.name == name.strip())).first()
    if row is None:
        raise NotThere(f"没有“{name}”这个帐号", cure=_NO_SUCH)
    return row


def _agency_names(given: Iterable[str]) -> list[str]:
    names = sorted({agency_name(one) for one in given})
    if not names:
        raise UnusableInput("没有写明属于哪个机关", cure="加上 --agency 机关全称，可以写几个")
    return names


def _join(connection: Connection, account: str, agencies: Iterable[str]) -> None:
    for agency in agencies:
        connection.execute(insert(memberships).values(account=account, agency=agency))

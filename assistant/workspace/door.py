"""The door of the page: signing in and out, and who a request comes from."""

import math
import secrets
from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import Connection, delete, func, insert, select, update

from assistant.errors import UnusableInput
from assistant.workspace import audit_log
from assistant.workspace.documents import plain
from assistant.workspace.faults import SignInNeeded, SignInRefused
from assistant.workspace.forwarding import (
    Visit,
    came_encrypted,
    decoded,
    is_loopback,
    is_of_this_machine,
    is_trusted,
    sender,
    visit_of,
)
from assistant.workspace.history import stamp
from assistant.workspace.passwords import fits, hashed, is_outdated
from assistant.workspace.people import person_of
from assistant.workspace.permissions import agencies_of_name, has_accounts
from assistant.workspace.tables import accounts, failures, sign_ins
from assistant.workspace.values import LOCAL, Person, SignedIn
from assistant.workspace.workspace import Workspace

__all__ = ["Door", "Visit", "is_loopback", "visit_of"]

WINDOW = timedelta(minutes=15)
MOST_OF_A_NAME = 5
MOST_OF_AN_ADDRESS = 30
_LONGEST_NAME = 50


class Door:
    """Who comes in. Failed attempts are counted in the database, over all processes."""

    def __init__(self, workspace: Workspace) -> None:
        self._database = workspace.database
        self._settings = workspace.settings
        self._clock = workspace.clock

    def person(self, visit: Visit) -> Person:
        """Who this request is from: by the proxy's header, by session, or the local person.

        Raises:
            SignInNeeded: There are accounts, and this is nobody who has signed in.
        """
        trusted = self._settings.trusted_proxies
        if self._settings.proxy_header and is_trusted(visit.address, trusted):
            return self._named_by_proxy(visit.headers)
        with self._database.reading() as connection:
            found = self._of_session(connection, visit.token)
            if found is None and not has_accounts(connection):
                if not is_of_this_machine(visit):
                    raise SignInNeeded(
                        "还没有建立帐号，只能在本机使用",
                        cure="在服务器上运行 nianbao user add 姓名 --role 管理 --agency 机关",
                    )
                return LOCAL
        if found is None:
            raise SignInNeeded("请先登录", cure="用自己的帐号登录；登录过期了就再登录一次")
        return found

    def sign_in(self, name: str, password: str, address: str) -> SignedIn:
        """Let a person in who knows the password of an active account.

        The refusal never says which of name and password was wrong. After 5 failures of a name
        or 30 of an address within 15 minutes, the right password is refused too.

        Raises:
            SignInRefused: They do not fit, or there were too many failures.
        """
        name = plain(name, "姓名").strip()[:_LONGEST_NAME]
        with self._database.reading() as connection:
            self._demand_patience(connection, name, address)
            row = connection.execute(
                select(accounts).where(accounts.c.name == name, accounts.c.active == 1)
            ).first()
        known = fits(password, row.password if row else None)
        if row is None or not known:
            self._count_failure(name, address)
            raise SignInRefused(
                "姓名或口令不对", cure="再试一次；忘了口令请管理员用 nianbao user password 重设"
            )
        now = self._clock()
        token = secrets.token_urlsafe(32)
        expires = now + timedelta(hours=self._settings.session_hours)
        with self._database.writing() as connection:
            # Attempts that were made side by side are counted by now.
            self._demand_patience(connection, name, address)
            connection.execute(delete(sign_ins).where(sign_ins.c.expires <= stamp(now)))
            connection.execute(delete(failures).where(failures.c.name == name))
            if is_outdated(row.password):
                connection.execute(
                    update(accounts)
                    .where(accounts.c.id == row.id)
                    .values(password=hashed(password))
                )
            connection.execute(
                insert(sign_ins).values(
                    token=_digest(token), account=row.id, created=stamp(now), expires=stamp(expires)
                )
            )
            person = person_of(connection, row)
            self._note(connection, "sign in", person, address)
        return SignedIn(token, person, expires)

    def sender(self, visit: Visit) -> str:
        """The address to count failures on: behind a trusted proxy the one that it tells."""
        return sender(visit, self._settings.trusted_proxies)

    def came_encrypted(self, visit: Visit, scheme: str) -> bool:
        """Whether the browser spoke https, here or with a trusted proxy: for `Secure` cookies."""
        return came_encrypted(visit, scheme, self._settings.trusted_proxies)

    def sign_out(self, token: str) -> None:
        """End this session; a token that is none is no error."""
        with self._database.writing() as connection:
            person = self._of_session(connection, token)
            connection.execute(delete(sign_ins).where(sign_ins.c.token == _digest(token)))
            if person is not None:
                self._note(connection, "sign out", person, "")

    def demand_safe(self, host: str) -> None:
        """Refuse to serve others before there is an account.

        Raises:
            UnusableInput: `host` is not loopback, and anybody who reaches it could do anything.
        """
        with self._database.reading() as connection:
            if is_loopback(host) or has_accounts(connection):
                return
        raise UnusableInput(
            "还没有建立帐号，不能开放给别的机器（谁都能看、能改）",
            where=host,
            cure="先建立管理帐号：nianbao user add 姓名 --role 管理 --agency 机关；只在本机用就写 --host 127.0.0.1",
        )

    def _demand_patience(self, connection: Connection, name: str, address: str) -> None:
        now = self._clock()
        since = failures.c.at > stamp(now - WINDOW)
        for column, value, most in (
            (failures.c.name, name, MOST_OF_A_NAME),
            (failures.c.address, address, MOST_OF_AN_ADDRESS),
        ):
            count = connection.execute(
                select(func.count()).select_from(failures).where(since, column == value)
            ).scalar()
            if (count or 0) >= most:
                minutes = math.ceil(WINDOW.total_seconds() / 60)
                raise SignInRefused(
                    "试错的次数太多，暂时不能登录",
                    cure=f"{minutes} 分钟后再试；不是您本人试的，请告诉管理员",
                )

    def _count_failure(self, name: str, address: str) -> None:
        now = self._clock()
        with self._database.writing() as connection:
            connection.execute(delete(failures).where(failures.c.at <= stamp(now - WINDOW)))
            connection.execute(insert(failures).values(name=name, address=address, at=stamp(now)))
            # On the agencies of the account that was meant, so that its administrator sees it.
            agencies = agencies_of_name(connection, name) or ("",)
            for agency in agencies:
                audit_log.note(
                    connection, now, name, "sign in refused", agency=agency, detail=address
                )

    def _of_session(self, connection: Connection, token: str) -> Person | None:
        if not token:
            return None
        row = connection.execute(
            select(accounts)
            .join(sign_ins, sign_ins.c.account == accounts.c.id)
            .where(
                sign_ins.c.token == _digest(token),
                sign_ins.c.expires > stamp(self._clock()),
                accounts.c.active == 1,
            )
        ).first()
        return person_of(connection, row) if row else None

    def _named_by_proxy(self, headers: Sequence[tuple[str, str]]) -> Person:
        wanted = self._settings.proxy_header.lower()
        names = [value.strip() for header, value in headers if header.lower() == wanted]
        if len(names) != 1 or not names[0]:
            raise SignInNeeded(
                "单位的登录系统没有说明您是谁",
                cure="从单位的统一登录入口重新进入；仍不行请告诉管理员",
            )
        name = decoded(names[0])
        with self._database.reading() as connection:
            row = connection.execute(
                select(accounts).where(accounts.c.name == name, accounts.c.active == 1)
            ).first()
            if row is None:
                raise SignInNeeded(
                    f"“{name}”在年报助手里没有帐号",
                    cure="请管理员运行 nianbao user add，姓名与统一登录的一致",
                )
            return person_of(connection, row)

    def _note(self, connection: Connection, action: str, person: Person, detail: str) -> None:
        now = self._clock()
        for agency in person.agencies:
            audit_log.note(connection, now, person.name, action, agency=agency, detail=detail)


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()

"""What the workspace takes and gives back: people, projects, documents and their versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Document = dict[str, object]
Kind = Literal["figures", "previous", "draft", "decisions", "conversation", "remarks"]
How = Literal["save", "merge", "undo", "redo", "restore"]
Stage = Literal["drafting", "returned", "submitted", "approved"]
Role = Literal["drafter", "reviewer", "administrator"]
Speaker = Literal["user", "assistant"]

ROLE_LABELS: Mapping[Role, str] = {
    "drafter": "起草",
    "reviewer": "审核",
    "administrator": "管理",
}
STAGE_LABELS: Mapping[Stage, str] = {
    "drafting": "起草中",
    "returned": "已退回",
    "submitted": "待审核",
    "approved": "已通过",
}
KIND_LABELS: Mapping[Kind, str] = {
    "figures": "本年数据",
    "previous": "上年年报",
    "draft": "草稿",
    "decisions": "对校验结果的决定",
    "conversation": "对话状态",
    "remarks": "审核意见的处理",
}
ACTION_LABELS: Mapping[str, str] = {
    "sign in": "登录",
    "sign out": "退出",
    "sign in refused": "登录被拒",
    "create": "新建项目",
    "submit": "提交审核",
    "withdraw": "撤回",
    "send_back": "退回修改",
    "approve": "审核通过",
    "reopen": "重新打开",
    "archive": "归档",
    "unarchive": "从归档取回",
    "export": "取走文件",
    "user add": "建立帐号",
    "user disable": "停用帐号",
    "user enable": "启用帐号",
    "user role": "改角色",
    "user password": "重设口令",
    "user agency": "改所属机关",
    "restore": "从备份恢复",
}
# The form in which each kind is stored now; a higher one in a file is from a newer program.
SCHEMAS: Mapping[Kind, int] = {
    "figures": 1,
    "previous": 1,
    "draft": 1,
    "decisions": 1,
    "conversation": 1,
    "remarks": 1,
}


@dataclass(frozen=True, slots=True)
class Person:
    """Who is at work. `account` is empty for the one person of a machine without accounts.

    What a person may do is looked up anew at every read and write; role and agencies
    here are those at sign-in, to be shown.
    """

    name: str
    account: str = ""
    role: Role = "administrator"
    agencies: tuple[str, ...] = ()


LOCAL = Person("本机用户")
# Whoever runs the shell; known by being this very value, so that no visitor of the page is it.
OWNER = Person("命令行")


@dataclass(frozen=True, slots=True)
class Account:
    """A local account, without its secret."""

    id: str
    name: str
    role: Role
    agencies: tuple[str, ...]
    active: bool
    created: datetime


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A sign-in that succeeded; the token goes into a cookie and is stored nowhere."""

    token: str
    person: Person
    expires: datetime


@dataclass(frozen=True, slots=True)
class Version:
    """One change of a document: who made it, when, why, and how it came about.

    `of` is the version whose content this one repeats (undo, redo, restore), else itself.
    """

    kind: Kind
    version: int
    who: str
    when: datetime
    why: str
    how: How
    of: int


@dataclass(frozen=True, slots=True)
class Versioned:
    """A document as one version holds it. Changing the dictionary changes nothing stored."""

    document: Document
    version: int
    who: str
    when: datetime
    why: str
    how: How = "save"


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two documents differ, such as `table3.new.total`.

    None stands for a blank cell; `MISSING` (a text) for a place that one of them has not got.
    """

    path: str
    before: object
    after: object


MISSING = "（没有这一项）"


@dataclass(frozen=True, slots=True)
class Saved:
    """What stands after a save. `merged` are a colleague's changes that were taken in."""

    version: int
    document: Document
    merged: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a project's conversation; `payload` is what the page keeps with it."""

    number: int
    speaker: Speaker
    text: str
    who: str
    when: datetime
    payload: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Comment:
    """A reviewer's comment on one sentence of the draft, or on a whole section."""

    section: str
    text: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class ReviewStep:
    """One step of the review: what was done, on which versions, with which comments."""

    action: Literal["submit", "withdraw", "send_back", "approve", "reopen"]
    who: str
    when: datetime
    why: str
    comments: tuple[Comment, ...]
    versions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ProjectInfo:
    """A project as a list shows it."""

    id: str
    agency: str
    year: int
    stage: Stage
    created: datetime
    created_by: str
    archived: bool = False


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the audit log."""

    number: int
    when: datetime
    who: str
    action: str
    agency: str
    project: str
    detail: str


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which lines of the log are wanted; what is empty or None asks for nothing.

    `since` and `until` are moments, the second not included; `before` is the number of a line:
    those above it were shown already.
    """

    who: str = ""
    action: str = ""
    project: str = ""
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None

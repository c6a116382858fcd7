"""The workspace's tables. Moments are ISO 8601 texts in UTC: they sort, on every database.

Bodies of documents are kept once each, by their SHA-256; versions, messages, steps of the
review and the audit log only grow (triggers of the migrations refuse all else).
"""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)

metadata = MetaData()

accounts = Table(
    "accounts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("password", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("active", Integer, nullable=False),
    Column("created", Text, nullable=False),
)

memberships = Table(
    "memberships",
    metadata,
    Column("account", Text, ForeignKey("accounts.id"), nullable=False),
    Column("agency", Text, nullable=False),
    PrimaryKeyConstraint("account", "agency"),
)

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("token", Text, primary_key=True),
    Column("account", Text, ForeignKey("accounts.id"), nullable=False),
    Column("created", Text, nullable=False),
    Column("expires", Text, nullable=False),
)

failures = Table(
    "failures",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("at", Text, nullable=False),
)
Index("failures_by_time", failures.c.at)

projects = Table(
    "projects",
    metadata,
    Column("id", Text, primary_key=True),
    Column("agency", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("stage", Text, nullable=False),
    Column("archived", Integer, nullable=False),
    Column("created", Text, nullable=False),
    Column("created_by", Text, nullable=False),
)
Index(
    "one_project_a_year",
    projects.c.agency,
    projects.c.year,
    unique=True,
    sqlite_where=text("archived = 0"),
    postgresql_where=text("archived = 0"),
)

bodies = Table(
    "bodies",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("packed", LargeBinary, nullable=False),
)

versions = Table(
    "versions",
    metadata,
    Column("project", Text, ForeignKey("projects.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("body", Text, ForeignKey("bodies.sha256"), nullable=False),
    Column("schema", Integer, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("how", Text, nullable=False),
    Column("of", Integer, nullable=False),
    PrimaryKeyConstraint("project", "kind", "version"),
)

messages = Table(
    "messages",
    metadata,
    Column("project", Text, ForeignKey("projects.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("speaker", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("payload", Text, nullable=False),
    PrimaryKeyConstraint("project", "number"),
)

review_steps = Table(
    "review_steps",
    metadata,
    Column("project", Text, ForeignKey("projects.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("action", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("comments", Text, nullable=False),
    Column("versions", Text, nullable=False),
    PrimaryKeyConstraint("project", "number"),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("project", Text, nullable=False),
    Column("detail", Text, nullable=False),
)

GROWING = ("bodies", "versions", "messages", "review_steps", "audit")
KEPT = (accounts, memberships, projects, bodies, versions, messages, review_steps, audit)
PASSING = (sign_ins, failures)

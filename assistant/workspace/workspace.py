"""Opening the workspace, and what one person finds in it."""

import secrets
from itertools import islice
from pathlib import Path

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from assistant.errors import UnusableInput
from assistant.settings import Settings
from assistant.workspace import audit_log, proceedings
from assistant.workspace.agencies import agency_name, corpus_folder
from assistant.workspace.database import Database
from assistant.workspace.history import stamp
from assistant.workspace.permissions import Power, project_for
from assistant.workspace.place import Clock, Place
from assistant.workspace.project import Project
from assistant.workspace.tables import projects
from assistant.workspace.values import OWNER, AuditEntry, AuditFilter, Person, ProjectInfo

_YEARS = range(2008, 2101)  # the regulation is in force since 2008


class Workspace:
    """Everything that must not be lost. Work in it goes through `as_person`."""

    def __init__(self, database: Database, settings: Settings, clock: Clock) -> None:
        self.database = database
        self.settings = settings
        self.clock = clock

    def as_person(self, person: Person) -> "PersonalView":
        """The workspace as this person may see it; `LOCAL` on a machine without accounts."""
        return PersonalView(Place(self.database, self.clock, person), self.settings.home)

    def as_owner(self) -> "PersonalView":
        """The workspace as whoever runs the shell may see it: all of it, accounts or not."""
        return self.as_person(OWNER)

    def close(self) -> None:
        """Give the database's connections back."""
        self.database.close()


class PersonalView:
    """What one person may list, open and start."""

    def __init__(self, place: Place, home: Path) -> None:
        self._place = place
        self._home = home

    def projects(self, *, archived: bool = False) -> tuple[ProjectInfo, ...]:
        """The projects of the person's agencies: the newest year first, then by agency."""
        query = (
            select(projects)
            .where(projects.c.archived == int(archived))
            .order_by(projects.c.year.desc(), projects.c.agency, projects.c.id)
        )
        with self._place.reading() as (connection, admitted):
            admitted.demand(Power.READ)
            rows = connection.execute(query).all()
            return tuple(proceedings.info(row) for row in rows if admitted.sees(row.agency))

    def create_project(self, agency: str, year: int) -> Project:
        """Start the report of an agency and a year.

        Raises:
            UnusableInput: There is one already, or the name or the year cannot be right.
            NotAllowed: The agency is not one of the person's.
        """
        name = agency_name(agency)
        if year not in _YEARS:
            raise UnusableInput(f"年份 {year} 不对", cure="写四位的年份，如 2025")
        fresh = secrets.token_urlsafe(12)
        try:
            self._insert(fresh, name, year)
        except IntegrityError as error:
            raise UnusableInput(
                f"{name} {year} 年度的项目刚刚由别人建立了", cure="从列表里打开它"
            ) from error
        return Project(self._place, fresh)

    def project(self, project: str) -> Project:
        """Open a project by its id.

        Raises:
            NotThere: There is none, or none that this person may know of.
        """
        with self._place.reading() as (connection, admitted):
            project_for(connection, admitted, project, Power.READ)
        return Project(self._place, project)

    def at(self, project: str) -> Project:
        """A project by its id; whether it is there for this person shows at the first call."""
        return Project(self._place, project)

    def audit(self) -> tuple[AuditEntry, ...]:
        """The audit log, as far as it is about the person's agencies."""
        with self._place.reading() as (connection, admitted):
            admitted.demand(Power.AUDIT)
            entries = audit_log.entries(connection)
            everything = admitted.agencies is None
            return tuple(e for e in entries if everything or (e.agency and admitted.sees(e.agency)))

    def audit_lines(self, wanted: AuditFilter, most: int) -> tuple[AuditEntry, ...]:
        """At most so many of the wanted lines of `audit`, the newest first."""
        with self._place.reading() as (connection, admitted):
            admitted.demand(Power.AUDIT)
            seen = (
                entry
                for entry in audit_log.newest(connection, wanted)
                if admitted.agencies is None or (entry.agency and admitted.sees(entry.agency))
            )
            return tuple(islice(seen, most))

    def corpus_home(self, agency: str) -> Path:
        """The folder of this agency's own corpus; without accounts the one of the whole machine.

        Each agency's private material lies in a folder of its own, so that no search of
        another agency can come upon it.

        Raises:
            NotAllowed: The agency is not one of the person's.
        """
        name = agency_name(agency)
        with self._place.reading() as (_, admitted):
            admitted.demand_agency(name)
            if not admitted.account:
                return self._home
        return corpus_folder(self._home, name)

    def belongs_to(self, agency: str) -> bool:
        """Whether the agency is one of the person's; on a machine without accounts all are."""
        with self._place.reading() as (_, admitted):
            return admitted.sees(agency)

    def collection_home(self, agency: str, power: Power = Power.READ) -> Path:
        """The folder of what subordinate units hand in to this agency, for its roll-ups alone.

        Raises:
            NotAllowed: The agency is not one of the person's, or the role has not this power.
        """
        name = agency_name(agency)
        with self._place.reading() as (_, admitted):
            admitted.demand(power)
            admitted.demand_agency(name)
        return corpus_folder(self._home, name) / "rollups"

    def _insert(self, fresh: str, agency: str, year: int) -> None:
        with self._place.writing() as (connection, admitted):
            admitted.demand(Power.CREATE)
            admitted.demand_agency(agency)
            proceedings.demand_free(connection, agency, year)
            connection.execute(
                insert(projects).values(
                    id=fresh,
                    agency=agency,
                    year=year,
                    stage="drafting",
                    archived=0,
                    created=stamp(self._place.clock()),
                    created_by=admitted.name,
                )
            )
            row = project_for(connection, admitted, fresh, Power.READ)
            self._place.note(connection, admitted, "create", row, str(year))


def open_workspace(settings: Settings, clock: Clock) -> Workspace:
    """The workspace that the settings name, with tables brought up to date.

    Raises:
        DatabaseUnavailable: It cannot be reached, or a newer program made it.
    """
    return Workspace(Database.open(settings), settings, clock)

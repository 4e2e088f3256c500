"""The steps by which the database came to its present shape. Frozen tables are never altered in batch mode, which drops
their triggers without a word: a new fact gets a new table, and each step that touches one ends with ``triggers.raise_all``.
"""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from mingbai.db import Database, folder

_LOCK = 0x6D696E67
"""The number of the advisory lock that keeps two machines from migrating one PostgreSQL at once ("ming")."""


def is_current(database: Database) -> bool:
    """Whether the database is there and stands at the newest revision. Takes no lock."""
    lies = folder(database.url)
    if lies is not None and not lies.is_dir():
        return False
    with database.reading.connect() as connection:
        return revision_of(connection) == revisions()[-1]


def migrate(database: Database, revision: str = "head") -> tuple[str | None, str | None]:
    """Bring the database to ``revision``, all or nothing; returns the revisions before and after."""
    lies = folder(database.url)
    if lies is not None:
        lies.mkdir(parents=True, exist_ok=True)
    with database.migrating.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        before = revision_of(connection)
        command.upgrade(_config(connection), revision)
        return before, revision_of(connection)


def revision_of(connection: Connection) -> str | None:
    """The revision at which a database stands; None where it is empty."""
    return MigrationContext.configure(connection).get_current_revision()


def revisions() -> tuple[str, ...]:
    """All revisions, oldest first."""
    script = ScriptDirectory.from_config(_config(None))
    return tuple(reversed([step.revision for step in script.walk_revisions()]))


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", "mingbai:migrations")
    config.attributes["connection"] = connection
    return config

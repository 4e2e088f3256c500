"""The steps by which the database came to its present shape. Frozen tables are never altered in batch mode, which drops
their triggers without a word: a new fact gets a new table, and each step that touches one ends with ``triggers.raise_all``.

Alembic is imported only when there is something to do: every command and every server asks first, and it is slow to load.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text

from mingbai.db import Database, folder
from mingbai.errors import Refusal

_LOCK = 0x6D696E67
"""The number of the advisory lock that keeps two machines from migrating one PostgreSQL at once ("ming")."""
_VERSIONS = Path(__file__).parent / "versions"


def is_current(database: Database) -> bool:
    """Whether the database is there and stands at the newest revision. Takes no lock."""
    lies = folder(database.url)
    if lies is not None and not lies.is_dir():
        return False
    with database.reading.connect() as connection:
        return revision_of(connection) == revisions()[-1]


def migrate(database: Database, revision: str = "head") -> tuple[str | None, str | None]:
    """Bring the database to ``revision``, all or nothing; returns the revisions before and after."""
    from alembic import command
    from alembic.config import Config

    lies = folder(database.url)
    if lies is not None:
        try:
            lies.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refusal(f"不能建立数据库所在的目录：{error.strerror}。", place=str(lies), remedy="请检查路径和权限。") from error
    with database.migrating.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        before = revision_of(connection)
        config: Any = Config()
        config.set_main_option("script_location", "mingbai:migrations")
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        return before, revision_of(connection)


def revision_of(connection: Connection) -> str | None:
    """The revision at which a database stands; None where it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return found


def revisions() -> tuple[str, ...]:
    """All revisions, oldest first: the numbers with which the files in versions/ begin."""
    return tuple(sorted(path.name.split("_")[0] for path in _VERSIONS.glob("[0-9]*.py")))

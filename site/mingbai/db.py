"""The database: one SQLite file, or PostgreSQL where several machines share one; how it is opened for reading and writing.

Two engines stand beside each other. *Reading* sees one snapshot and can write nothing. *Writing* takes the write lock before
it reads: with SQLite's ordinary deferred BEGIN, four writers forked the ledger's chain without any error. This module
knows no table: tables belong to the package that owns them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import transaction
from sqlalchemy import DateTime, Dialect, Engine, MetaData, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

from mingbai.errors import Conflict, Refusal, Unavailable

WAIT = 10
"""Seconds that a writer waits for another writer before it is refused."""


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept in UTC. A naive one is refused; SQLite, which keeps no zone, gives it back aware all the same."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database: UTC, without the zone on SQLite, so that its text sorts as time does."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a naive time cannot be kept: {value!r}")
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database: aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Row(DeclarativeBase):
    """The root of all tables. Constraints are named by rule, because a migration can only change what has a name."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


@dataclass(frozen=True, slots=True)
class Database:
    """One database, opened: ``reading`` cannot write; ``writing`` locks first; ``migrating`` may also change tables."""

    url: str
    reading: Engine
    writing: Engine
    migrating: Engine

    def close(self) -> None:
        """Let go of every connection."""
        for engine in (self.reading, self.writing, self.migrating):
            engine.dispose()


def connect(url: str) -> Database:
    """Open the database at ``url`` (``sqlite:///file`` or ``postgresql+psycopg://…``). Connects only when it is used."""
    try:
        backend = make_url(url).get_backend_name()
    except ArgumentError as error:
        raise Refusal("看不懂这个数据库地址。", place="sqlalchemy.url", remedy="请用 sqlite:///… 或 postgresql+psycopg://…。") from error
    if backend == "sqlite":
        return _sqlite(url)
    if backend == "postgresql":
        return _postgresql(url)
    raise Refusal(f"不支持这种数据库：{backend}。", place="sqlalchemy.url", remedy="请用 sqlite:///… 或 postgresql+psycopg://…。")


@contextmanager
def reading(database: Database) -> Iterator[Session]:
    """A session for reading one snapshot, outside a request. Raises Refusal where the database cannot be used."""
    with told(), Session(database.reading, autoflush=False) as session:
        yield session


@contextmanager
def writing(database: Database) -> Iterator[tuple[Session, transaction.TransactionManager]]:
    """A session for one transaction outside a request, with its manager: committed at the end, all or nothing.

    After-commit hooks on the manager run as they do in a request. Raises Refusal where the database cannot be used.
    """
    manager = transaction.TransactionManager(explicit=True)
    with told(), manager:
        yield joined(database, manager), manager


@contextmanager
def told() -> Iterator[None]:
    """What the database's own failures (locked, full, unreachable, damaged, no database at all) are to a person: a Refusal."""
    try:
        yield
    except DatabaseError as error:
        if isinstance(error, OperationalError) or any(words in str(error.orig) for words in ("malformed", "not a database")):
            raise unusable(error) from error
        raise  # a fault of ours: a rule of the tables was broken


FAILURES = (OperationalError, InterfaceError, PoolTimeout)
"""What the database's own failures come as, where nobody has told them as a Refusal: a request answers 503 then."""


def unusable(error: DBAPIError) -> Unavailable:
    """The sentence for a database that cannot be used just now."""
    said = (str(error.orig).strip().splitlines() or [type(error.orig).__name__])[0]
    for words, (sentence, remedy) in _KNOWN.items():
        if words in said:
            return Unavailable(f"{sentence}（{said}）。", place="sqlalchemy.url", remedy=remedy)
    return Unavailable(f"数据库不能使用：{said}。", place="sqlalchemy.url", remedy="请检查数据库的地址、权限和磁盘空间。")


_DAMAGED = ("数据库文件已经损坏", "请停下网站，从备份恢复；或者把它移开，再运行 mingbai init 从 content/ 重新装入。")
_KNOWN = {
    "malformed": _DAMAGED,
    "not a database": _DAMAGED,
    "locked": ("别的程序正在写数据库", "请稍后再试。"),
    "readonly": ("数据库只能读，不能写", "请检查数据库文件和所在目录的权限。"),
    "unable to open": ("打不开数据库文件", "请检查它的路径和权限。"),
    "disk is full": ("磁盘满了", "请腾出空间后再试；已经提交的内容都在。"),
    "Connection refused": ("连不上数据库服务器", "请检查它是否在运行，以及地址和端口。"),
}
"""What SQLite and PostgreSQL say → the sentence and the remedy."""


def joined(database: Database, manager: Any) -> Session:
    """A writing session that commits and rolls back with ``manager``.

    ``initial_state="changed"``: without it zope.sqlalchemy rolls back, silently, whatever was written by Core statements.
    """
    # Here and not above: it loads the PostgreSQL driver, and a server that only reads never needs it.
    import zope.sqlalchemy

    session = Session(database.writing)
    zope.sqlalchemy.register(session, initial_state="changed", transaction_manager=manager)
    return session


def includeme(config: Any) -> None:
    """Give requests ``request.reading`` (a snapshot; cannot write) and ``request.writing`` (joined to ``request.tm``).

    Expects the frozen Settings in ``config.registry.mingbai`` or an open Database in ``config.registry.database``; leaves the
    Database in ``config.registry.database``. ``request.writing`` needs pyramid_tm to be included.
    """
    registry = config.registry
    if getattr(registry, "database", None) is None:
        registry.database = connect(registry.mingbai.database)
    config.add_request_method(_request_reading, "reading", reify=True)
    config.add_request_method(_request_writing, "writing", reify=True)


def scrub(database: Database, tables: Iterable[str]) -> None:
    """Make what was deleted or emptied in ``tables`` unreadable in the database's own files too. Raises Conflict while others read on.

    SQLite: the whole file is written anew and the log beside it emptied. PostgreSQL: those tables are written anew; its log and its
    backups are the administrator's affair.
    """
    with told():
        if database.url.startswith("sqlite"):
            _scrub_file(database)
        else:
            with database.migrating.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql(f"SET lock_timeout = '{WAIT}s'")
                for table in tables:
                    connection.exec_driver_sql(f"VACUUM (FULL) {table}")
                connection.exec_driver_sql("CHECKPOINT")


def _scrub_file(database: Database) -> None:
    borrowed: Any = database.migrating.raw_connection()
    try:
        connection = borrowed.dbapi_connection
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("VACUUM")
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    finally:
        borrowed.close()
    if busy:
        raise Conflict("别的程序一直在读数据库，移除的字还留在数据库旁边的日志文件里。", remedy="请停下网站，再运行一次同一条命令。")


def _request_reading(request: Any) -> Session:
    session = Session(request.registry.database.reading, autoflush=False)
    request.add_finished_callback(lambda request: session.close())
    return session


def _request_writing(request: Any) -> Session:
    return joined(request.registry.database, request.tm)


def _sqlite(url: str) -> Database:
    path = make_url(url).database
    if not path or path == ":memory:":
        raise Refusal("内嵌数据库必须是一个文件。", place="sqlalchemy.url", remedy="请写成 sqlite:///var/mingbai.sqlite。")
    options: dict[str, Any] = {"connect_args": {"timeout": WAIT}, "pool_size": 8, "max_overflow": 24}
    # A session's end has rolled the connection back already; rolling back again on its return to the pool changes nothing.
    reads = create_engine(url, pool_reset_on_return=None, **options).execution_options(snapshot=True)
    writes, migrates = create_engine(url, **options), create_engine(url, **options)
    for engine, begin, pragmas in (
        (reads, _DEFERRED, ("query_only=ON",)),
        (writes, _IMMEDIATE, ("journal_mode=WAL", "synchronous=FULL")),
        (migrates, _IMMEDIATE, ("journal_mode=WAL", "synchronous=FULL")),
    ):
        _prepare(engine, begin, ("foreign_keys=ON", *pragmas))
    event.listen(writes, "connect", lambda connection, record: connection.set_authorizer(_keep_the_guards))
    return Database(url, reads, writes, migrates)


def _prepare(engine: Engine, begin: str, pragmas: tuple[str, ...]) -> None:
    """Take BEGIN out of the driver's hands, which opens transactions late, and set the pragmas on every connection."""

    @event.listens_for(engine, "connect")
    def opened(connection: Any, record: Any) -> None:
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begun(connection: Any) -> None:
        if begin == _DEFERRED:
            # Cannot fail, so straight to the driver: by way of SQLAlchemy this one word cost a third of reading a kept page.
            connection.connection.dbapi_connection.execute(begin)
        else:
            connection.exec_driver_sql(begin)


_DEFERRED = "BEGIN"
_IMMEDIATE = "BEGIN IMMEDIATE"
_UNDOING = {
    sqlite3.SQLITE_DROP_TRIGGER,
    sqlite3.SQLITE_DROP_TABLE,
    sqlite3.SQLITE_DROP_INDEX,
    sqlite3.SQLITE_ALTER_TABLE,
    sqlite3.SQLITE_ATTACH,
}


def _keep_the_guards(action: int, first: str | None, second: str | None, schema: str | None, source: str | None) -> int:
    """A running site may not drop what freezes its versions; only a migration may change tables."""
    pragma = action == sqlite3.SQLITE_PRAGMA and second is not None
    if action in _UNDOING or (pragma and first in ("writable_schema", "ignore_check_constraints", "foreign_keys")):
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK


def _postgresql(url: str) -> Database:
    options: dict[str, Any] = {"pool_pre_ping": True, "pool_size": 8, "max_overflow": 24}
    writes = create_engine(url, **options)
    reads = create_engine(url, **options).execution_options(snapshot=True, isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Database(url, reads, writes, writes)


def folder(url: str) -> Path | None:
    """The folder in which an embedded database lies; None for a server."""
    path = make_url(url).database if url.startswith("sqlite") else None
    return Path(path).parent if path else None

"""A withdrawal or succession that was cancelled before its time may be decided again: their unique keys take in the release.

That only one withdrawal *stands* after a version is now the trigger's rule (``withdrawals once``). SQLite cannot change a constraint in
place, so there both tables are copied; every row keeps its number. Not by Alembic's batch mode, which drops triggers without a
word: all triggers are taken down here in plain sight and set anew at the end, in the same transaction.
"""

import sqlalchemy as sa
from alembic import op

from mingbai.db import Instant
from mingbai.publishing import triggers

revision = "0003"
down_revision = "0002"

_KEYS = {"withdrawals": ("item_id", "after", "release_id"), "successions": ("predecessor_id", "successor_id", "release_id")}


def upgrade() -> None:
    """Widen the two keys, and set the triggers anew."""
    if op.get_bind().dialect.name == "sqlite":
        _copied()
    else:
        for table, columns in _KEYS.items():
            name = f"uq_{table}_{columns[0]}"
            op.drop_constraint(name, table, type_="unique")
            op.create_unique_constraint(name, table, list(columns))
    triggers.raise_all(op.get_bind())


def _copied() -> None:
    connection = op.get_bind()
    for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    for table, columns in (("withdrawals", _withdrawals()), ("successions", _successions())):
        copy, key = f"{table}_copied", _KEYS[table]
        op.create_table(
            copy, *columns, sa.PrimaryKeyConstraint("id", name=f"pk_{table}"), sa.UniqueConstraint(*key, name=f"uq_{table}_{key[0]}")
        )
        listed = ", ".join(column.name for column in columns if isinstance(column, sa.Column))
        connection.exec_driver_sql(f"INSERT INTO {copy} ({listed}) SELECT {listed} FROM {table}")  # noqa: S608
        op.drop_table(table)
        op.rename_table(copy, table)
    for table, column in (
        ("withdrawals", "effective_from"),
        ("withdrawals", "release_id"),
        ("successions", "successor_id"),
        ("successions", "release_id"),
    ):
        op.create_index(f"ix_{table}_{column}", table, [column])


def _withdrawals() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", sa.Integer, primary_key=True),
        _points("withdrawals", "item_id", "items"),
        sa.Column("after", sa.Integer, nullable=False),
        sa.Column("why", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("effective_from", Instant, nullable=False),
        _points("withdrawals", "release_id", "releases"),
        sa.Column("actor_id", sa.Integer, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
    )


def _successions() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", sa.Integer, primary_key=True),
        _points("successions", "predecessor_id", "items"),
        _points("successions", "successor_id", "items"),
        _points("successions", "release_id", "releases"),
        sa.CheckConstraint("predecessor_id <> successor_id", name=op.f("ck_successions_not_itself")),
    )


def _points(table: str, column: str, other: str) -> sa.Column[int]:
    return sa.Column(column, sa.Integer, sa.ForeignKey(f"{other}.id", name=f"fk_{table}_{column}_{other}"), nullable=False)

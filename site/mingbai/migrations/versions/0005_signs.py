"""The tables of signs in halls: register, prints, events, scans a day. They freeze nothing and point at no version."""

import sqlalchemy as sa
from alembic import op

from mingbai.db import Instant

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the four tables; scans on SQLite without a hidden row number, which would tell in which order people came."""
    _signs()
    _prints()
    _events()
    op.create_table(
        "scans",
        sa.Column("sign", sa.String(12), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("sign", "day", name="pk_scans"),
        sqlite_with_rowid=False,
    )


def _signs() -> None:
    texts = (("region", 12), ("hall", 200), ("hall_name", 200), ("spot", 200), ("window", 40), ("kind", 20), ("size", 10))
    op.create_table(
        "signs",
        sa.Column("code", sa.String(12), nullable=False),
        *(sa.Column(name, sa.String(length), nullable=False) for name, length in texts),
        sa.Column("items", sa.Text, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("printed", "hanging")),
        sa.Column("replaces", sa.String(12), nullable=False),
        sa.Column("made_by", sa.Integer, nullable=False),
        *(sa.Column(name, Instant, nullable=False) for name in ("made_at", "placed_at")),
        sa.PrimaryKeyConstraint("code", name="pk_signs"),
    )
    op.create_index("ix_signs_region", "signs", ["region"])
    op.create_index("ix_signs_state", "signs", ["state"])


def _prints() -> None:
    op.create_table(
        "sign_prints",
        sa.Column("id", sa.Integer, nullable=False),
        _sign("sign_prints"),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("size", sa.String(10), nullable=False),
        sa.Column("shown", sa.Text, nullable=False),
        sa.Column("versions", sa.Text, nullable=False),
        sa.Column("printed_by", sa.Integer, nullable=False),
        sa.Column("printed_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_prints"),
        sa.UniqueConstraint("sign", "number", name="uq_sign_prints_sign"),
    )


def _events() -> None:
    op.create_table(
        "sign_events",
        sa.Column("id", sa.Integer, nullable=False),
        _sign("sign_events"),
        sa.Column("act", sa.String(20), nullable=False),
        sa.Column("told", sa.Text, nullable=False),
        sa.Column("actor_id", sa.Integer, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_events"),
    )
    op.create_index("ix_sign_events_sign", "sign_events", ["sign"])


def _sign(table: str) -> sa.Column[str]:
    return sa.Column("sign", sa.String(12), sa.ForeignKey("signs.code", name=f"fk_{table}_sign_signs"), nullable=False)

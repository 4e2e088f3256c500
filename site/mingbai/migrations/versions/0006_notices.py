"""The tables of notices: counts by week, region, item and missing material; the last number of a hall and day. They freeze nothing."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make both; on SQLite without hidden row numbers, which would tell in which order people came."""
    texts = (("week", 8), ("region", 12), ("item", 240), ("material", 200))
    op.create_table(
        "notices",
        *(sa.Column(name, sa.String(length), nullable=False) for name, length in texts),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint(*(name for name, _ in texts), name="pk_notices"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "notice_stubs",
        sa.Column("hall", sa.String(240), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("hall", "day", name="pk_notice_stubs"),
        sqlite_with_rowid=False,
    )

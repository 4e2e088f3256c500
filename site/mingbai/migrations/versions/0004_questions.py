"""The table of questions: how often each was asked in a week, found nothing, led to a click. It freezes nothing and points nowhere."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table; on SQLite without a hidden row number, which would tell in which order people asked."""
    op.create_table(
        "questions",
        sa.Column("week", sa.String(8), nullable=False),
        sa.Column("text", sa.String(40), nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("asked", "empty", "picked")),
        sa.Column("settled", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("week", "text", name="pk_questions"),
        sqlite_with_rowid=False,
    )

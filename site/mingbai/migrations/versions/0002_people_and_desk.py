"""The tables of people, of what is prepared, of intake; cancellations and vanishings. Drafts learn what a review says of them."""

import sqlalchemy as sa
from alembic import op

from mingbai.db import Instant
from mingbai.publishing import triggers

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables and the triggers anew."""
    _people()
    _sessions()
    _drafts()
    _proceedings()
    _endings()
    _intake()
    triggers.raise_all(op.get_bind())


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*(columns or ("id",)), name=f"pk_{table}")


def _points(table: str, column: str, at: str, nullable: bool = False) -> sa.Column[int]:
    other = at.split(".", maxsplit=1)[0]
    return sa.Column(column, sa.Integer, sa.ForeignKey(at, name=f"fk_{table}_{column}_{other}"), nullable=nullable)


def _named() -> tuple[sa.Column[str], ...]:
    return tuple(sa.Column(name, sa.String(length), nullable=False) for name, length in (("kind", 40), ("region", 12), ("slug", 200)))


def _people() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("login", sa.String(64), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("password_at", Instant, nullable=False),
        sa.Column("must_change", sa.Boolean, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("secret", sa.String(64)),
        sa.Column("step", sa.Integer),
        sa.Column("created_at", Instant, nullable=False),
        _key("accounts"),
        sa.UniqueConstraint("login", name="uq_accounts_login"),
    )
    op.create_table(
        "passwords",
        sa.Column("id", sa.Integer, nullable=False),
        _points("passwords", "account_id", "accounts.id"),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("at", Instant, nullable=False),
        _key("passwords"),
    )
    op.create_index("ix_passwords_account_id", "passwords", ["account_id"])
    op.create_table(
        "grants",
        sa.Column("id", sa.Integer, nullable=False),
        _points("grants", "account_id", "accounts.id"),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("region", sa.String(12), nullable=False),
        sa.Column("organ", sa.String(200), nullable=False),
        sa.Column("given_by", sa.Integer, nullable=False),
        sa.Column("given_at", Instant, nullable=False),
        _key("grants"),
        sa.UniqueConstraint("account_id", "role", "region", "organ", name="uq_grants_account_id"),
    )
    op.create_index("ix_grants_account_id", "grants", ["account_id"])


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("token", sa.String(64), nullable=False),
        _points("sessions", "account_id", "accounts.id"),
        sa.Column("csrf", sa.String(64), nullable=False),
        sa.Column("passed", sa.Boolean, nullable=False),
        sa.Column("address", sa.String(64), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("seen_at", Instant, nullable=False),
        _key("sessions", "token"),
    )
    op.create_index("ix_sessions_account_id", "sessions", ["account_id"])
    op.create_table(
        "failures",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("at", Instant, nullable=False),
        _key("failures"),
    )
    op.create_index("ix_failures_key", "failures", ["key", "at"])
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("actor_id", sa.Integer),
        sa.Column("act", sa.String(40), nullable=False),
        sa.Column("object", sa.String(300), nullable=False),
        sa.Column("address", sa.String(64), nullable=False),
        sa.Column("result", sa.String(20), nullable=False),
        sa.Column("told", sa.Text, nullable=False),
        _key("audit"),
    )
    for column in ("at", "actor_id", "act", "object"):
        op.create_index(f"ix_audit_{column}", "audit", [column])


def _drafts() -> None:
    """Plain ADD COLUMN on a table that is not frozen; nothing is rebuilt."""
    for column in (
        sa.Column("edition", sa.Integer, server_default="1", nullable=False),
        sa.Column("why", sa.String(20)),
        sa.Column("reason", sa.Text),
        sa.Column("successors", sa.Text),
        sa.Column("verdict", sa.String(20), server_default="open", nullable=False),
        sa.Column("verdict_reason", sa.Text),
        sa.Column("verdict_by", sa.Integer),
        sa.Column("position", sa.Integer, server_default="0", nullable=False),
        sa.Column("upload_id", sa.Integer),
    ):
        op.add_column("drafts", column)
    op.create_table(
        "editions",
        sa.Column("id", sa.Integer, nullable=False),
        _points("editions", "release_id", "releases.id"),
        *_named(),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("text", sa.Text),
        sa.Column("note", sa.Text),
        sa.Column("actor_id", sa.Integer, nullable=False),
        sa.Column("saved_at", Instant, nullable=False),
        _key("editions"),
        sa.UniqueConstraint("kind", "region", "slug", "edition", name="uq_editions_kind"),
    )
    op.create_index("ix_editions_release_id", "editions", ["release_id"])
    op.create_table(
        "comments",
        sa.Column("id", sa.Integer, nullable=False),
        _points("comments", "release_id", "releases.id"),
        *_named(),
        sa.Column("field", sa.String(80), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("actor_id", sa.Integer, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("settled_by", sa.Integer),
        sa.Column("settled_at", Instant),
        _key("comments"),
    )
    op.create_index("ix_comments_release_id", "comments", ["release_id"])
    op.create_table(
        "presences",
        sa.Column("draft_id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("account_id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("at", Instant, nullable=False),
        _key("presences", "draft_id", "account_id"),
    )


def _proceedings() -> None:
    op.create_table(
        "proceedings",
        _points("proceedings", "release_id", "releases.id"),
        sa.Column("region", sa.String(12), nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("override", sa.Text),
        _points("proceedings", "follows", "releases.id", nullable=True),
        _key("proceedings", "release_id"),
    )
    op.create_index("ix_proceedings_region", "proceedings", ["region"])
    op.create_table(
        "moves",
        sa.Column("id", sa.Integer, nullable=False),
        _points("moves", "release_id", "releases.id"),
        *(sa.Column(name, sa.String(20), nullable=False) for name in ("move", "before", "after")),
        sa.Column("actor_id", sa.Integer, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("digest", sa.String(64)),
        sa.Column("told", sa.Text, nullable=False),
        _key("moves"),
    )
    op.create_index("ix_moves_release_id", "moves", ["release_id"])


def _endings() -> None:
    op.create_table(
        "cancellations",
        _points("cancellations", "release_id", "releases.id"),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("actor_id", sa.Integer, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        _key("cancellations", "release_id"),
    )
    op.create_table(
        "vanishings",
        sa.Column("digest", sa.String(64), sa.ForeignKey("texts.digest", name="fk_vanishings_digest_texts"), nullable=False),
        sa.Column("ground", sa.Text, nullable=False),
        sa.Column("first_id", sa.Integer, nullable=False),
        sa.Column("second_id", sa.Integer, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        _key("vanishings", "digest"),
    )


def _intake() -> None:
    op.create_table(
        "uploads",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("region", sa.String(12), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("said", sa.Text),
        sa.Column("remedy", sa.Text),
        sa.Column("actor_id", sa.Integer, nullable=False),
        *(sa.Column(name, Instant, nullable=name != "created_at") for name in ("created_at", "beat_at", "finished_at")),
        sa.Column("report", sa.Text),
        sa.Column("blocks", sa.Text),
        _points("uploads", "release_id", "releases.id", nullable=True),
        _key("uploads"),
    )
    op.create_index("ix_uploads_digest", "uploads", ["digest"])
    op.create_index("ix_uploads_state", "uploads", ["state"])
    op.create_table(
        "found",
        sa.Column("id", sa.Integer, nullable=False),
        _points("found", "upload_id", "uploads.id"),
        sa.Column("position", sa.Integer, nullable=False),
        *_named(),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("compared", sa.String(20), nullable=False),
        sa.Column("doubts", sa.Integer, nullable=False),
        sa.Column("verdict", sa.String(20), nullable=False),
        sa.Column("decided_by", sa.Integer),
        _key("found"),
        sa.UniqueConstraint("upload_id", "position", name="uq_found_upload_id"),
    )
    op.create_index("ix_found_upload_id", "found", ["upload_id"])

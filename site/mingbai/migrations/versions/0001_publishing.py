"""The tables of publishing: items, texts, versions, releases, drafts, withdrawals, successions, ledger, state."""

import sqlalchemy as sa
from alembic import op

from mingbai.db import Instant
from mingbai.publishing import triggers

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables, the one row of state, and the triggers."""
    _items()
    _releases()
    _versions()
    _endings()
    _ledger()
    triggers.raise_all(op.get_bind())


def _items() -> None:
    op.create_table(
        "items",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("region", sa.String(12), nullable=False),
        sa.Column("slug", sa.String(200), nullable=False),
        sa.Column("short_code", sa.String(16), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_items"),
        sa.UniqueConstraint("kind", "region", "slug", name="uq_items_kind"),
        sa.UniqueConstraint("short_code", name="uq_items_short_code"),
    )
    op.create_table(
        "texts",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("text", sa.Text),
        sa.Column("check_code", sa.String(8), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_texts"),
    )
    op.create_index("ix_texts_check_code", "texts", ["check_code"])
    op.create_table(
        "parsed",
        sa.Column("digest", sa.String(64), sa.ForeignKey("texts.digest", name="fk_parsed_digest_texts"), nullable=False),
        sa.Column("form", sa.String(16), nullable=False),
        sa.Column("packed", sa.Text, nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_parsed"),
    )


def _releases() -> None:
    op.create_table(
        "releases",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text) for name in ("document_no", "source_document", "organ", "issued", "edition")),
        sa.Column("effective_from", Instant),
        sa.Column("dated", sa.String(20), nullable=False),
        sa.Column("note", sa.Text),
        sa.Column("actor_id", sa.Integer, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("published_at", Instant),
        sa.PrimaryKeyConstraint("id", name="pk_releases"),
    )
    op.create_index("ix_releases_state", "releases", ["state"])
    op.create_table(
        "drafts",
        sa.Column("id", sa.Integer, primary_key=True),
        _of_release("drafts"),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("region", sa.String(12), nullable=False),
        sa.Column("slug", sa.String(200), nullable=False),
        sa.Column("seen", sa.Integer, nullable=False),
        sa.Column("change", sa.String(20), nullable=False),
        sa.Column("text", sa.Text),
        sa.Column("note", sa.Text),
        sa.Column("actor_id", sa.Integer, nullable=False),
        sa.Column("saved_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
        sa.UniqueConstraint("kind", "region", "slug", name="uq_drafts_kind"),
    )
    op.create_index("ix_drafts_release_id", "drafts", ["release_id"])


def _versions() -> None:
    op.create_table(
        "versions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("item_id", sa.Integer, sa.ForeignKey("items.id", name="fk_versions_item_id_items"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(64), sa.ForeignKey("texts.digest", name="fk_versions_digest_texts"), nullable=False),
        sa.Column("effective_from", Instant, nullable=False),
        _of_release("versions"),
        sa.Column("actor_id", sa.Integer, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("note", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_versions"),
        sa.UniqueConstraint("item_id", "number", name="uq_versions_item_id"),
        sa.CheckConstraint("number >= 1", name=op.f("ck_versions_number_from_one")),
    )
    op.create_index("ix_versions_in_force", "versions", ["item_id", "effective_from", "number"])
    for column in ("digest", "effective_from", "release_id"):
        op.create_index(f"ix_versions_{column}", "versions", [column])


def _endings() -> None:
    op.create_table(
        "withdrawals",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("item_id", sa.Integer, sa.ForeignKey("items.id", name="fk_withdrawals_item_id_items"), nullable=False),
        sa.Column("after", sa.Integer, nullable=False),
        sa.Column("why", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("effective_from", Instant, nullable=False),
        _of_release("withdrawals"),
        sa.Column("actor_id", sa.Integer, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_withdrawals"),
        sa.UniqueConstraint("item_id", "after", name="uq_withdrawals_item_id"),
    )
    op.create_index("ix_withdrawals_effective_from", "withdrawals", ["effective_from"])
    op.create_index("ix_withdrawals_release_id", "withdrawals", ["release_id"])
    op.create_table(
        "successions",
        sa.Column("id", sa.Integer, primary_key=True),
        *(
            sa.Column(name, sa.Integer, sa.ForeignKey("items.id", name=f"fk_successions_{name}_items"), nullable=False)
            for name in ("predecessor_id", "successor_id")
        ),
        _of_release("successions"),
        sa.PrimaryKeyConstraint("id", name="pk_successions"),
        sa.UniqueConstraint("predecessor_id", "successor_id", name="uq_successions_predecessor_id"),
        sa.CheckConstraint("predecessor_id <> successor_id", name=op.f("ck_successions_not_itself")),
    )
    op.create_index("ix_successions_successor_id", "successions", ["successor_id"])
    op.create_index("ix_successions_release_id", "successions", ["release_id"])


def _ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("actor_id", sa.Integer, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("release_id", sa.Integer, sa.ForeignKey("releases.id", name="fk_ledger_release_id_releases")),
        sa.PrimaryKeyConstraint("number", name="pk_ledger"),
        *(sa.UniqueConstraint(name, name=f"uq_ledger_{name}") for name in ("previous", "hash", "release_id")),
    )
    op.create_index("ix_ledger_digest", "ledger", ["digest"])
    state = op.create_table(
        "state",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("since", Instant),
        sa.Column("until", Instant),
        sa.PrimaryKeyConstraint("id", name="pk_state"),
        sa.CheckConstraint("id = 1", name=op.f("ck_state_one_row")),
    )
    op.bulk_insert(state, [{"id": 1, "number": 0, "since": None, "until": None}])


def _of_release(table: str) -> sa.Column[int]:
    return sa.Column("release_id", sa.Integer, sa.ForeignKey("releases.id", name=f"fk_{table}_release_id_releases"), nullable=False)

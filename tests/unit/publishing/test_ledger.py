"""The chain: whoever changes a published word, past every trigger, is found, and the first broken entry is named."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from mingbai import db
from mingbai.guides.version import Name
from mingbai.publishing import ledger
from mingbai.publishing.releases import Ending
from tests.makers import NOW, make_copy, make_guide, publish


@pytest.fixture
def filled(database: db.Database) -> db.Database:
    """Three releases: two new items, a change of one, and the end of the other."""
    publish(database, make_copy(make_guide("one")), make_copy(make_guide("two")), document_no="通医保发〔2022〕1号")
    publish(database, make_copy(make_guide("one", name="改名"), note="更名"), now=NOW + timedelta(hours=1))
    gone = Ending(Name("guide", "320600", "two"), "合并", "并入前项。", (Name("guide", "320600", "one"),))
    publish(database, gone, now=NOW + timedelta(hours=2))
    return database


def _verify(database: db.Database) -> ledger.Break | None:
    with db.reading(database) as session:
        return ledger.verify(session)


def _tamper(database: db.Database, *commands: str) -> None:
    """Change rows as somebody would who owns the database: without the triggers, without the session."""
    with database.migrating.begin() as connection:
        if connection.dialect.name == "sqlite":
            names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
            for name in names:
                connection.execute(text(f"DROP TRIGGER {name}"))
            connection.execute(text("PRAGMA defer_foreign_keys=ON"))
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        for command in commands:
            connection.execute(text(command))


def test_what_was_published_verifies(filled: db.Database) -> None:
    assert _verify(filled) is None
    with db.reading(filled) as session:
        last = ledger.head(session)
        assert last is not None and (last.number, last.kind, last.actor_id, last.at) == (3, "publish", 7, NOW + timedelta(hours=2))


def test_an_empty_ledger_verifies(database: db.Database) -> None:
    assert _verify(database) is None


@pytest.mark.parametrize(
    ("entry", "command"),
    [
        (1, "UPDATE texts SET text = replace(text, '单位参保登记', '个人参保登记') WHERE text LIKE '%slug: two%'"),
        (2, "UPDATE texts SET text = replace(text, '改名', '改命')"),
        (1, "UPDATE texts SET text = NULL WHERE text LIKE '%slug: two%'"),
        (1, "UPDATE texts SET check_code = 'AAAAAAAA' WHERE text LIKE '%slug: two%'"),
        (1, "UPDATE parsed SET packed = replace(packed, '即时办结', '二十日') WHERE packed LIKE '%two%'"),
        (2, "UPDATE parsed SET facts = replace(facts, '改名', '改命')"),
        (2, "UPDATE versions SET digest = (SELECT digest FROM versions WHERE number = 1 LIMIT 1) WHERE number = 2"),
        (2, "UPDATE versions SET effective_from = created_at, note = '没有变' WHERE number = 2"),
        (1, "UPDATE versions SET actor_id = 8 WHERE number = 1"),
        (2, "DELETE FROM versions WHERE number = 2"),
        (1, "UPDATE items SET slug = 'three' WHERE slug = 'two'"),
        (1, "UPDATE items SET short_code = 'AAAAAAAAA' WHERE slug = 'two'"),
        (1, "UPDATE releases SET document_no = '通医保发〔2022〕2号' WHERE id = (SELECT min(id) FROM releases)"),
        (3, "UPDATE withdrawals SET reason = '不再办理。'"),
        (3, "DELETE FROM successions"),
        (2, "UPDATE ledger SET actor_id = 8 WHERE number = 2"),
        (2, "UPDATE ledger SET hash = digest WHERE number = 2"),
        (2, "DELETE FROM ledger WHERE number = 2"),
        (1, "DELETE FROM ledger WHERE number = 1"),
        (3, "DELETE FROM ledger WHERE number = 3"),
        (1, "DELETE FROM ledger"),
    ],
)
def test_the_first_broken_entry_is_named(filled: db.Database, entry: int, command: str) -> None:
    _tamper(filled, command)
    broken = _verify(filled)
    assert broken is not None and broken.number == entry
    assert f"第 {entry} 条" in broken.sentence or "没有记录" in broken.sentence


def test_the_earliest_of_several_breaks_is_named(filled: db.Database) -> None:
    _tamper(filled, "UPDATE ledger SET actor_id = 8 WHERE number = 3", "UPDATE texts SET text = '' WHERE text LIKE '%slug: two%'")
    broken = _verify(filled)
    assert broken is not None and broken.number == 1 and "guides/320600/two.yaml" in broken.sentence


def test_a_version_that_came_past_the_press_is_found(filled: db.Database) -> None:
    _tamper(
        filled,
        "INSERT INTO releases (state, title, dated, actor_id, created_at)"
        " SELECT state, title, dated, 7, created_at FROM releases WHERE id = (SELECT min(id) FROM releases)",
        "INSERT INTO versions (item_id, number, digest, effective_from, release_id, actor_id, created_at)"
        " SELECT item_id, 3, digest, effective_from, (SELECT max(id) FROM releases), 7, created_at FROM versions WHERE number = 2",
    )
    broken = _verify(filled)
    assert broken is not None and broken.number == 4 and "没有记录" in broken.sentence


def test_a_hash_is_what_sha256sum_makes_of_its_five_lines() -> None:
    # Made with printf and sha256sum: a verifier written by somebody else must come to the same.
    assert ledger.hash_of(ledger.START, "publish", "d" * 64, 7, NOW) == "a46e2daafde1c9fd662b0aebf38803797aa5695630f7cb642f35bd971cabfe91"


def test_the_manifest_names_everything_that_was_decided(filled: db.Database) -> None:
    with db.reading(filled) as session:
        told = [ledger.manifest(session, entry) for entry in _releases(filled)]
    assert '"document_no":"通医保发〔2022〕1号"' in told[0]
    assert '["guide","320600","one",1,' in told[0] and '["guide","320600","two",1,' in told[0]
    assert '"更名"' in told[1]
    assert '"successions":[["guide","320600","two","guide","320600","one"]]' in told[2]
    assert '"合并","并入前项。","2026-03-02T03:30:00.000000+00:00"' in told[2]


def _releases(database: db.Database) -> list[int]:
    with db.reading(database) as session:
        return list(session.execute(text("SELECT release_id FROM ledger ORDER BY number")).scalars())

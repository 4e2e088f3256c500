"""The triggers that keep what was published as it was published. The one place to review them.

Each migration that touches a frozen table ends with ``raise_all``; ``missing`` says which do not stand. The rules:

- items, versions, withdrawals, successions, cancellations, vanishings, moves, ledger, audit: no
  UPDATE, no DELETE, and no INSERT over a row that is there
  (SQLite's INSERT OR REPLACE deletes without firing a delete trigger). On PostgreSQL no TRUNCATE either.
- texts: the same, but a text may be emptied once the ledger holds a ``vanish`` of its digest (architecture, idea 9).
- releases: frozen once published, and a number is never changed (an UPDATE OR REPLACE would put it in another's place).
  state: its number never falls.
- versions: numbers go up by one; ``effective_from`` never falls, withdrawals included and what was cancelled left out; no version
  joins a release that has its ledger entry.
- withdrawals: after the last version that was not cancelled, and one at a time.
- cancellations: of a published release whose time lies ahead, right after the ledger's entry for it.
- vanishings: by two people, after the ledger's entry for the text.
- grants: system, security and auditor exclude each other and every other role of an account.
- ledger: each entry names the hash of the last one.
"""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text

PREFIX = "mingbai_"
FROZEN = ("items", "texts", "versions", "withdrawals", "successions", "ledger", "cancellations", "vanishings", "moves", "audit")
_KEYS = {
    "items": "id = NEW.id OR (kind = NEW.kind AND region = NEW.region AND slug = NEW.slug) OR short_code = NEW.short_code",
    "texts": "digest = NEW.digest",
    "versions": "id = NEW.id OR (item_id = NEW.item_id AND number = NEW.number)",
    "withdrawals": "id = NEW.id OR (item_id = NEW.item_id AND after = NEW.after AND release_id = NEW.release_id)",
    "successions": (
        "id = NEW.id OR (predecessor_id = NEW.predecessor_id AND successor_id = NEW.successor_id AND release_id = NEW.release_id)"
    ),
    "ledger": "number = NEW.number OR previous = NEW.previous OR hash = NEW.hash OR release_id = NEW.release_id",
    "cancellations": "release_id = NEW.release_id",
    "vanishings": "digest = NEW.digest",
    "moves": "id = NEW.id",
    "audit": "id = NEW.id",
    "releases": "id = NEW.id AND state = 'published'",
    "state": "id = NEW.id",
}
"""What makes a new row stand on one that is there, table by table."""

_VANISHING = (
    "NEW.text IS NULL AND NEW.digest = OLD.digest AND NEW.check_code = OLD.check_code"
    " AND EXISTS (SELECT 1 FROM ledger WHERE kind = 'vanish' AND digest = OLD.digest)"
)
_LATEST = (
    "(SELECT max(moment) FROM (SELECT effective_from AS moment FROM versions WHERE item_id = NEW.item_id AND {live}"
    " UNION ALL SELECT effective_from FROM withdrawals WHERE item_id = NEW.item_id AND {live}) AS moments)"
)
_LIVE = "release_id NOT IN (SELECT release_id FROM cancellations)"
"""What was not cancelled. In place of ``{live}`` below, once there are cancellations."""
_RULES = {
    ("versions", "number"): "NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM versions WHERE item_id = NEW.item_id)",
    ("versions", "order"): f"NEW.effective_from < {_LATEST}",
    ("versions", "release"): "EXISTS (SELECT 1 FROM ledger WHERE release_id = NEW.release_id)",
    ("withdrawals", "after"): "NEW.after <> (SELECT coalesce(max(number), 0) FROM versions WHERE item_id = NEW.item_id AND {live})",
    ("withdrawals", "once"): "EXISTS (SELECT 1 FROM withdrawals WHERE item_id = NEW.item_id AND after = NEW.after AND {live})",
    ("withdrawals", "order"): f"NEW.effective_from < {_LATEST}",
    ("withdrawals", "release"): "EXISTS (SELECT 1 FROM ledger WHERE release_id = NEW.release_id)",
    ("successions", "release"): "EXISTS (SELECT 1 FROM ledger WHERE release_id = NEW.release_id)",
    ("cancellations", "ahead"): (
        "NOT EXISTS (SELECT 1 FROM releases WHERE id = NEW.release_id AND state = 'published' AND effective_from > NEW.created_at)"
    ),
    ("cancellations", "entry"): (
        "NOT EXISTS (SELECT 1 FROM ledger WHERE number = (SELECT max(number) FROM ledger)"
        " AND kind = 'cancel' AND actor_id = NEW.actor_id AND at = NEW.created_at)"
    ),
    ("vanishings", "people"): "NEW.first_id = NEW.second_id",
    ("vanishings", "entry"): "NOT EXISTS (SELECT 1 FROM ledger WHERE kind = 'vanish' AND digest = NEW.digest AND actor_id = NEW.first_id)",
    ("grants", "separate"): (
        "EXISTS (SELECT 1 FROM grants WHERE account_id = NEW.account_id AND role <> NEW.role"
        " AND (role IN ('system', 'security', 'auditor') OR NEW.role IN ('system', 'security', 'auditor')))"
    ),
    ("ledger", "chain"): (
        "NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM ledger) OR NEW.previous <> "
        "coalesce((SELECT hash FROM ledger ORDER BY number DESC LIMIT 1), '" + "0" * 64 + "')"
    ),
}
"""(table, rule): what an INSERT may not be."""


def raise_all(connection: Connection) -> None:
    """Set every trigger anew, whatever stood before."""
    for statements in _statements(connection).values():
        for statement in statements:
            connection.exec_driver_sql(statement)


def missing(connection: Connection) -> tuple[str, ...]:
    """The names of the triggers that should stand and do not, or that say something else than they should."""
    standing = _standing(connection)
    expected = _statements(connection)
    return tuple(name for name, told in expected.items() if name not in standing or standing[name] not in told)


def _standing(connection: Connection) -> dict[str, str]:
    if connection.dialect.name == "sqlite":
        return dict(connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all())
    found = connection.execute(
        text(
            "SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND c.relnamespace = current_schema()::regnamespace"
        )
    )
    return {name: _function(name, body) for name, body in found}


def _statements(connection: Connection) -> dict[str, tuple[str, ...]]:
    """For each trigger, by name, the statements that set it. An earlier revision has not all tables yet."""
    dialect = connection.dialect.name
    make = _sqlite if dialect == "sqlite" else _postgresql
    there = set(inspect(connection).get_table_names())
    wanted: list[tuple[str, str, str, str]] = []
    for table in FROZEN:
        unless = f"NOT coalesce({_VANISHING}, false)" if table == "texts" else ""
        wanted += [(table, "update", "UPDATE", unless), (table, "delete", "DELETE", "")]
    wanted += [
        ("releases", "update", "UPDATE", "OLD.state = 'published' OR NEW.id <> OLD.id"),
        ("releases", "delete", "DELETE", "OLD.state = 'published'"),
    ]
    wanted += [("state", "update", "UPDATE", "NEW.number < OLD.number"), ("state", "delete", "DELETE", "")]
    live = _LIVE if "cancellations" in there else "1 = 1"
    wanted += [(table, rule, "INSERT", refused.replace("{live}", live)) for (table, rule), refused in _RULES.items()]
    wanted += [(table, "replace", "INSERT", f"EXISTS (SELECT 1 FROM {table} WHERE {key})") for table, key in _KEYS.items()]  # noqa: S608
    if dialect != "sqlite":
        wanted += [(table, "truncate", "TRUNCATE", "") for table in (*FROZEN, "releases", "state")]
    return {f"{PREFIX}{table}_{rule}": make(table, rule, event, refused) for table, rule, event, refused in wanted if table in there}


def _function(name: str, body: str) -> str:
    return f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"


def _sqlite(table: str, rule: str, event: str, refused: str) -> tuple[str, ...]:
    name = f"{PREFIX}{table}_{rule}"
    when = f" WHEN {refused}" if refused else ""
    body = f"BEGIN SELECT RAISE(ABORT, 'frozen: {table} {rule}'); END"
    return f"DROP TRIGGER IF EXISTS {name}", f"CREATE TRIGGER {name} BEFORE {event} ON {table}{when} {body}"


def _postgresql(table: str, rule: str, event: str, refused: str) -> tuple[str, ...]:
    name = f"{PREFIX}{table}_{rule}"
    given = "OLD" if event == "DELETE" else "NEW"
    complaint = f"RAISE EXCEPTION 'frozen: {table} {rule}' USING ERRCODE = 'integrity_constraint_violation';"
    body = f"IF {refused} THEN {complaint} END IF; RETURN {given};" if refused else complaint
    each = "STATEMENT" if event == "TRUNCATE" else "ROW"
    return (
        _function(name, f" BEGIN {body} END "),
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH {each} EXECUTE FUNCTION {name}()",
    )

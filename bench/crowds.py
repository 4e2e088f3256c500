"""A site of very many guides for measuring search: the real ones, then the same in other places with other words among them.

Up to a few thousand, guides are loaded from files as ``mingbai init`` loads them (``sites``). Beyond that the rows of items, versions
and read texts are written straight into a throwaway database, with its guards taken off and no ledger entry: what readers and the
index read is there as ever, what proves its history is not. Texts differ in place, slug and one tip each.
"""

from __future__ import annotations

import hashlib
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from bench import sites

FILES = 2000
"""So many guides are loaded from files."""
_WORDS = "门诊 住院 备案 转移 报销 凭证 登记 变更 待遇 慢病 护理 生育 救助 缴费 结算 定点 药店 异地 账户 复核".split()


def made(folder: Path, size: int) -> sites.Site:
    """A site with ``size`` guides, without an index."""
    site = sites.loaded(folder, min(size, FILES))
    if size > FILES:
        with sqlite3.connect(folder / "site.sqlite") as connection:
            _multiply(connection, size)
        connection.close()
    return site


def _multiply(connection: sqlite3.Connection, size: int) -> None:
    for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {trigger}")
    rows = list(_rows(connection, size))
    connection.executemany("INSERT INTO texts VALUES (?, ?, ?)", ((row[0], "-", row[0][:8]) for row in rows))
    connection.executemany("INSERT INTO parsed VALUES (?, ?, ?, ?)", (row[:4] for row in rows))
    connection.executemany(
        "INSERT INTO items VALUES (?, 'guide', ?, ?, ?, ?)", ((row[4], row[5], row[6], f"X{row[4]}", row[7]) for row in rows)
    )
    connection.executemany(
        "INSERT INTO versions (item_id, number, digest, effective_from, release_id, actor_id, created_at) VALUES (?, 1, ?, ?, ?, 0, ?)",
        ((row[4], row[0], row[7], row[8], row[7]) for row in rows),
    )


def _rows(connection: sqlite3.Connection, size: int) -> Iterator[tuple[str, str, str, str, int, str, str, str, int]]:
    """digest, form, packed, facts, item, region, slug, instant, release of each further guide."""
    query = """SELECT i.region, i.slug, p.form, p.packed, p.facts, v.effective_from, v.release_id FROM items i
        JOIN versions v ON v.item_id = i.id JOIN parsed p ON p.digest = v.digest WHERE i.kind = 'guide' ORDER BY i.id"""
    real = connection.execute(query).fetchall()
    item = connection.execute("SELECT max(id) FROM items").fetchone()[0]
    chance = random.Random(size)
    for number in range(size - len(real)):
        region, slug, form, packed, facts, instant, release = real[number % len(real)]
        round_ = number // len(real) + 1
        place, name = sites.another_place(region, round_), f"{slug}-r{number}"
        tip = f"第{round_}号网点办理{''.join(chance.sample(_WORDS, 3))}请先电话询问"
        text = packed.replace(f'"region":"{region}"', f'"region":"{place}"', 1).replace(f'"slug":"{slug}"', f'"slug":"{name}"', 1)
        text = text.replace('"tips":[', f'"tips":["{tip}",', 1) if '"tips":[' in text else f'{text[:-1]},"tips":["{tip}"]}}'
        item += 1
        yield hashlib.sha256(text.encode()).hexdigest(), form, text, facts, item, place, name, instant, release

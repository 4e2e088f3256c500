"""The order of a place's 清单."""

from __future__ import annotations

from mingbai.guides.version import Heading, Name
from mingbai.reading.checklist import row_of, sorted_groups
from mingbai.reading.values import Row
from tests.makers import NOW


def row(name: str, ordinal: int | None = None, code: str | None = None, main: str | None = None) -> Row:
    return Row(slug=name, name=name, ordinal=ordinal, code=code, main_item=main, item_kind=None, levels=(), limit=None)


def named(rows: list[Row], sort: str = "") -> list[tuple[str | None, list[str]]]:
    return [(group.heading, [one.name for one in group.rows]) for group in sorted_groups(rows, sort)]


def test_rows_stand_under_their_main_item_in_the_documents_order() -> None:
    rows = [row("丙", 3, main="二"), row("甲", 1, main="一"), row("乙", 2, main="一")]
    assert named(rows) == [("一", ["甲", "乙"]), ("二", ["丙"])]


def test_two_lists_that_both_begin_at_one_do_not_mix() -> None:
    rows = [
        row("甲", 1, "322036001000", "全省"),
        row("子", 1, "322036033000", "本市"),
        row("乙", 2, "322036002000", "全省"),
        row("丑", 2, None, "本市"),
    ]
    assert named(rows) == [("全省", ["甲", "乙"]), ("本市", ["子", "丑"])]


def test_sorted_by_something_else_there_are_no_groups() -> None:
    rows = [row("乙", 1, main="一"), row("丙", 2, main="二"), row("甲", 3, main="一")]
    assert [heading for heading, _ in named(rows, "name")] == [None]


def test_what_has_no_code_comes_last() -> None:
    assert named([row("甲", 1), row("乙", 2, "322036001000")], "code") == [(None, ["乙", "甲"])]


def limited(slug: str, raw: str, kind: str, days: int | None) -> Row:
    facts = {"name": slug, "time_limit": {"raw": raw, "kind": kind} | ({} if days is None else {"days": days})}
    return row_of(Heading(name=Name("guide", "320600", slug), number=1, digest="", effective_from=NOW, published_at=NOW, facts=facts))


def test_limits_are_sorted_by_their_length() -> None:
    rows = [
        limited("甲", "不超过3个月", "months", 3),
        limited("乙", "10个工作日", "working_days", 10),
        limited("丙", "按协议办理", "other", None),
        limited("丁", "即时办结", "immediate", 0),
        limited("戊", "不超过5个工作日", "working_days", 5),
        row("己"),
    ]
    assert named(rows, "limit") == [(None, ["丁", "戊", "乙", "甲", "丙", "己"])]

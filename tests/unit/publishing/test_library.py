"""Reading: what is in force now and on any day, lists, codes, withdrawals; and that nothing kept is shown too long."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, event, update

from mingbai import clock, db
from mingbai.errors import NotFound
from mingbai.guides.version import Name, Place
from mingbai.publishing import ledger
from mingbai.publishing.library import Library
from mingbai.publishing.releases import Ending
from mingbai.publishing.rows import ParsedRow, TextRow
from tests.makers import NOW, make_copy, make_guide, publish

GUIDE = ("guide", "320600", "employer-enrolment")
DAY = timedelta(days=1)


@contextmanager
def _library(database: db.Database, now: datetime = NOW) -> Iterator[Library]:
    with db.reading(database) as session:
        yield Library(session, now)


def _named(name: str) -> Any:
    return make_copy(make_guide(name=name))


def test_the_version_in_force_is_given_whole(database: db.Database) -> None:
    copy = make_copy(note="首次发布")
    publish(database, copy, document_no="通医保发〔2022〕1号", issued="2022-05-19", note="公布", dated="printed")
    with _library(database) as library:
        version = library.current(*GUIDE)
    assert (version.kind, version.region, version.slug, version.number) == (*GUIDE, 1)
    assert version.value == make_guide()
    assert (version.text, version.digest) == (copy.text, copy.digest)
    assert (version.effective_from, version.published_at) == (NOW, NOW)
    assert (version.issue.title, version.issue.document_no, version.issue.issued) == (
        "关于公布办事指南的通知",
        "通医保发〔2022〕1号",
        "2022-05-19",
    )
    assert (version.issue.dated, version.issue.note, version.note, version.actor) == ("printed", "公布", "首次发布", "account")
    assert version.in_force and not version.coming and version.withdrawn is None


def test_what_init_loaded_is_marked(database: db.Database) -> None:
    publish(database, make_copy(), actor_id=0)
    with _library(database) as library:
        assert library.current(*GUIDE).actor == "installation"


def test_versions_are_frozen(database: db.Database) -> None:
    publish(database, make_copy())
    with _library(database) as library:
        version, heading = library.current(*GUIDE), library.listing("guide")[0]
    with pytest.raises(dataclasses.FrozenInstanceError):
        version.text = "别的话"  # type: ignore[misc]
    with pytest.raises(TypeError):
        heading.facts["name"] = "别的话"  # type: ignore[index]


def test_a_value_is_read_once_and_outlives_its_session(database: db.Database) -> None:
    publish(database, make_copy())
    with _library(database) as library:
        version = library.current(*GUIDE)
    assert version.value is version.value


@pytest.mark.parametrize("name", [("guide", "320600", "absent"), ("guide", "420000", GUIDE[2]), ("form", "320600", GUIDE[2])])
def test_what_is_not_there_is_refused_in_words(database: db.Database, name: tuple[str, str, str]) -> None:
    publish(database, make_copy())
    with _library(database) as library:
        for asked in (library.current, library.versions):
            with pytest.raises(NotFound, match="没有这个事项"):
                asked(*name)
        with pytest.raises(NotFound, match="第 2 版"):
            library.version(*GUIDE, 2)


def test_a_scheduled_version_comes_into_force_by_itself(database: db.Database) -> None:
    publish(database, _named("旧"))
    publish(database, _named("新"), effective_from=NOW + DAY)
    for now, name in ((NOW, "旧"), (NOW + DAY - timedelta(microseconds=1), "旧"), (NOW + DAY, "新"), (NOW + 9 * DAY, "新"), (NOW, "旧")):
        with _library(database, now) as library:
            assert library.current(*GUIDE).value.name == name
            assert [heading.title for heading in library.listing("guide")] == [name]


def test_what_is_to_come_is_among_the_versions_and_says_so(database: db.Database) -> None:
    publish(database, _named("旧"))
    publish(database, _named("新"), effective_from=NOW + DAY)
    with _library(database) as library:
        newest, oldest = library.versions(*GUIDE)
        assert (newest.number, newest.coming, newest.in_force) == (2, True, False)
        assert (oldest.number, oldest.coming, oldest.in_force) == (1, False, True)
        assert library.version(*GUIDE, 2).coming


def test_an_item_whose_first_version_is_to_come_is_not_in_force(database: db.Database) -> None:
    publish(database, make_copy(), effective_from=NOW + DAY)
    with _library(database) as library:
        with pytest.raises(NotFound):
            library.current(*GUIDE)
        assert library.listing("guide") == ()
        assert library.version(*GUIDE, 1).coming


def test_a_day_shows_its_end(database: db.Database) -> None:
    first, second = date(2022, 5, 19), date(2022, 6, 1)
    publish(database, _named("旧"), effective_from=clock.start_of(first))
    publish(database, _named("新"), effective_from=clock.start_of(second) + timedelta(hours=12))
    with _library(database) as library:
        with pytest.raises(NotFound):
            library.at(*GUIDE, on=date(2022, 5, 18))
        assert library.at(*GUIDE, on=first).value.name == "旧"
        assert library.at(*GUIDE, on=date(2022, 5, 31)).value.name == "旧"
        assert library.at(*GUIDE, on=second).value.name == "新"
        assert [heading.title for heading in library.listing("guide", on=date(2022, 5, 31))] == ["旧"]
        assert library.listing("guide", on=date(2022, 5, 18)) == ()


def test_today_means_now_and_not_tonight(database: db.Database) -> None:
    publish(database, _named("旧"))
    publish(database, _named("今晚"), effective_from=NOW + timedelta(hours=2))
    today = clock.day_of(NOW)
    with _library(database) as library:
        assert library.at(*GUIDE, on=today).value.name == "旧"
        assert library.listing("guide", on=today)[0].title == "旧"
        assert library.at(*GUIDE, on=today + DAY).value.name == "今晚"


def test_a_withdrawn_item_stays_readable_and_leaves_the_lists(database: db.Database) -> None:
    publish(database, make_copy(), make_copy(make_guide("a-successor")), make_copy(make_guide("b-successor")))
    successors = (Name("guide", "320600", "a-successor"), Name("guide", "320600", "b-successor"))
    publish(database, Ending(Name(*GUIDE), "拆分", "分为两项办理。", successors), effective_from=NOW + DAY)
    with _library(database) as library:
        assert library.current(*GUIDE).withdrawn is None
        assert len(library.listing("guide")) == 3
    with _library(database, NOW + DAY) as library:
        version = library.current(*GUIDE)
        assert version.value.name == "单位参保登记" and not version.in_force
        assert version.withdrawn is not None
        assert (version.withdrawn.why, version.withdrawn.reason) == ("拆分", "分为两项办理。")
        assert (version.withdrawn.effective_from, version.withdrawn.successors) == (NOW + DAY, successors)
        assert [heading.slug for heading in library.listing("guide")] == ["a-successor", "b-successor"]
        assert library.regions() == (Place("320600", 2),)
        assert library.at(*GUIDE, on=clock.day_of(NOW)).withdrawn is None


def test_a_new_version_brings_a_withdrawn_item_back(database: db.Database) -> None:
    publish(database, make_copy())
    publish(database, Ending(Name(*GUIDE), "废止", "暂停办理。"), now=NOW + DAY)
    publish(database, _named("恢复"), now=NOW + 2 * DAY)
    with _library(database, NOW + DAY) as library:
        assert library.current(*GUIDE).withdrawn is not None
    with _library(database, NOW + 2 * DAY) as library:
        assert library.current(*GUIDE).in_force
        assert len(library.listing("guide")) == 1


def test_lists_are_by_region_and_in_the_order_of_the_document(database: db.Database) -> None:
    slugs = ["b", "a", "c"]
    publish(database, *(make_copy(make_guide(slug)) for slug in slugs), make_copy(make_guide("x", region="110000")))
    with _library(database) as library:
        assert [heading.slug for heading in library.listing("guide", "320600")] == slugs
        assert [heading.region for heading in library.listing("guide")] == ["110000", "320600", "320600", "320600"]
        assert library.listing("guide", "420000") == () and library.listing("form") == ()
        assert library.regions() == (Place("110000", 1), Place("320600", 3))


def test_a_heading_holds_what_lists_show_and_nothing_internal(database: db.Database) -> None:
    publish(database, make_copy(make_guide(code="322036001000")))
    with _library(database) as library:
        heading = library.listing("guide")[0]
    assert (heading.title, heading.number, heading.region) == ("单位参保登记", 1, "320600")
    assert heading.facts["code"] == "322036001000"
    assert heading.facts["audiences"] == ("employer",)
    assert heading.facts["time_limit"]["raw"] == "即时办结"
    assert not {"main_item", "risk_level", "materials"} & set(heading.facts)


def test_an_unknown_kind_is_refused(database: db.Database) -> None:
    with _library(database) as library, pytest.raises(NotFound, match="organ"):
        library.listing("organ")


def test_the_short_code_finds_the_item_as_people_type_it(database: db.Database) -> None:
    publish(database, make_copy())
    with _library(database) as library:
        code = library.current(*GUIDE).short_code
        assert library.by_short_code(f" {code[:4].lower()}-{code[4:]} ") == Name(*GUIDE)
        wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
        for slip in (wrong, code[:-1], "", "不是短码"):
            with pytest.raises(NotFound, match="短码"):
                library.by_short_code(slip)


def test_a_short_code_of_another_site_is_told_apart_from_a_slip(database: db.Database) -> None:
    publish(database, make_copy())
    other = make_copy(make_guide("elsewhere"))
    with _library(database) as library, pytest.raises(NotFound, match="本站没有"):
        library.by_short_code(_short(other.name))


def _short(name: Name) -> str:
    from mingbai.guides.short_codes import short_code

    return short_code(*name)


def test_a_printed_paper_finds_every_version_with_its_words(database: db.Database) -> None:
    publish(database, _named("甲"))
    publish(database, _named("乙"), now=NOW + DAY)
    publish(database, _named("甲"), now=NOW + 2 * DAY)
    with _library(database, NOW + 2 * DAY) as library:
        code = library.version(*GUIDE, 1).check_code
        assert [(version.number, version.in_force) for version in library.by_check_code(code.lower())] == [(3, True), (1, False)]
        assert library.by_check_code("ZZZZZZZZ") == ()


def test_the_state_says_until_when_it_holds(database: db.Database) -> None:
    publish(database, make_copy())
    with _library(database) as library:
        assert (library.state().number, library.state().until) == (1, None)
    publish(database, _named("一"), effective_from=NOW + DAY)
    publish(database, Ending(Name(*GUIDE), "废止", "不再办理。"), effective_from=NOW + 3 * DAY)
    for now, until in ((NOW, NOW + DAY), (NOW + DAY, NOW + 3 * DAY), (NOW + 2 * DAY, NOW + 3 * DAY), (NOW + 3 * DAY, None)):
        with _library(database, now) as library:
            assert (library.state().number, library.state().until) == (3, until)


def test_words_that_the_law_removed_are_gone_and_the_proof_stays(database: db.Database) -> None:
    publish(database, make_copy())
    with _library(database) as library:
        before = library.current(*GUIDE)
    with db.writing(database) as (session, _):
        ledger.append(session, ledger.VANISH, before.digest, 1, NOW, None)
        session.execute(delete(ParsedRow))
        session.execute(update(TextRow).values(text=None))
    # A reader whose process kept nothing of it, as after any rise of the state number.
    fresh = db.connect(database.url)
    with _library(fresh) as library:
        version = library.current(*GUIDE)
        assert version.text is None and version.digest == before.digest
        with pytest.raises(NotFound, match="依法移除"):
            _ = version.value
        assert library.listing("guide")[0].title == GUIDE[2]
    fresh.close()


def test_old_and_missing_quick_forms_do_not_matter(database: db.Database) -> None:
    publish(database, make_copy(make_guide("one")), make_copy(make_guide("two")))
    with db.writing(database) as (session, _):
        digest = make_copy(make_guide("one")).digest
        session.execute(delete(ParsedRow).where(ParsedRow.digest == digest))
        session.execute(update(ParsedRow).values(form="older", packed="{}", facts="{}"))
    with _library(database) as library:
        assert [heading.title for heading in library.listing("guide")] == ["单位参保登记"] * 2
        assert library.current("guide", "320600", "one").value == make_guide("one")
        assert library.current("guide", "320600", "two").value == make_guide("two")


@contextmanager
def _statements(database: db.Database) -> Iterator[list[str]]:
    told: list[str] = []

    def listen(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        told.append(statement)

    event.listen(database.reading, "before_cursor_execute", listen)
    yield told
    event.remove(database.reading, "before_cursor_execute", listen)


def test_what_was_read_before_costs_only_a_glance_at_the_state(database: db.Database) -> None:
    publish(database, make_copy())
    for expected in (3, 0):
        with _statements(database) as told, _library(database) as library:
            library.current(*GUIDE)
            library.listing("guide")
            library.regions()
            library.current(*GUIDE)
        assert len(told) == expected, told


def test_a_publication_is_seen_at_once_by_who_reads_next(database: db.Database) -> None:
    publish(database, _named("旧"))
    with _library(database) as library:
        assert library.current(*GUIDE).value.name == "旧"
    publish(database, _named("新"))
    with _library(database) as library:
        assert library.current(*GUIDE).value.name == "新"
        assert library.listing("guide")[0].title == "新"


def test_what_a_writer_reads_before_its_commit_is_kept_for_nobody(database: db.Database) -> None:
    publish(database, _named("旧"))
    with pytest.raises(ZeroDivisionError), db.writing(database) as (session, _):
        from mingbai.publishing.press import Press
        from tests.makers import make_decision

        Press(session, lambda: NOW).publish(make_decision(_named("未成")))
        assert Library(session, NOW).current(*GUIDE).value.name == "未成"
        raise ZeroDivisionError
    with _library(database) as library:
        assert library.current(*GUIDE).value.name == "旧"


def test_instants_are_aware(database: db.Database) -> None:
    publish(database, make_copy())
    with _library(database) as library:
        assert library.current(*GUIDE).effective_from.tzinfo is UTC


def test_a_reader_whose_clock_is_behind_does_not_keep_the_old_version_for_ever(database: db.Database) -> None:
    publish(database, _named("旧"))
    publish(database, _named("新"), now=NOW + DAY)
    for now, name in ((NOW + DAY - timedelta(seconds=1), "旧"), (NOW + DAY, "新")):
        with _library(database, now) as library:
            assert library.current(*GUIDE).value.name == name


def test_an_open_snapshot_is_not_kept_under_a_number_that_came_after_it(database: db.Database) -> None:
    publish(database, _named("旧"))
    with db.reading(database) as session:
        Library(session, NOW).versions(*GUIDE)
        publish(database, _named("新"))
        # The same request asks again, still in its snapshot of before.
        assert Library(session, NOW).current(*GUIDE).value.name == "旧"
    with _library(database) as library:
        assert library.current(*GUIDE).value.name == "新"


@pytest.mark.parametrize("few", [3000, 0], ids=["from the list", "read by name"])
def test_headings_of_some_items_are_what_is_in_force(database: db.Database, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr("mingbai.publishing.library._FEW", few)
    slugs = ("kept", "ended", "other")
    publish(database, *(make_copy(make_guide(slug, name=slug)) for slug in slugs))
    publish(database, Ending(Name("guide", "320600", "ended"), "废止", "事项已经取消。", seen=1))
    publish(database, make_copy(make_guide("coming")), effective_from=NOW + DAY)
    asked = [("320600", slug) for slug in (*slugs[:2], "coming", "never")]
    with _library(database, NOW + timedelta(minutes=1)) as library:
        held = library.headings("guide", asked)
        assert held == {("320600", "kept"): next(one for one in library.listing("guide") if one.slug == "kept")}
        assert library.headings("guide", []) == {}

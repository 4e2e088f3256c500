"""Drafts: one an item, every save over the edition it saw, every edition kept, nothing made where nothing changed."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import event, select

from mingbai import db
from mingbai.errors import BadText, Conflict, Forbidden, Gone, NotFound, Refusal
from mingbai.guides.kinds import Service
from mingbai.guides.text import dump, parse
from mingbai.guides.version import Name
from mingbai.people.rows import AuditRow
from mingbai.publishing import keeping
from mingbai.publishing.draft import Draft, Stale
from mingbai.publishing.drafted import Standing
from mingbai.publishing.drafting import Drafts
from mingbai.publishing.releases import Ending
from mingbai.publishing.rows import DraftRow, EditionRow
from tests.actors import ANNA, BORIS, CLARA, in_drafts, in_releases, make_by, text_of
from tests.makers import NOW, make_copy, make_guide, publish

LATER = NOW + timedelta(days=1)
A, B = Name("guide", "320600", "a"), Name("guide", "320600", "b")


def _standing(database: db.Database, *slugs: str) -> None:
    publish(database, *(make_copy(make_guide(slug)) for slug in slugs))


def _open(database: db.Database, name: Name = A) -> Draft:
    return in_drafts(database, ANNA, lambda drafts: drafts.open(name), LATER)


def _save(database: db.Database, draft: Draft, name: str, by=ANNA, edition: int | None = None, note: str | None = None) -> Draft:
    text = dump(make_guide(draft.name.slug, name=name))
    return in_drafts(database, by, lambda drafts: drafts.save(draft.id, text, note, edition or draft.edition), LATER)


def _texts(database: db.Database) -> list[str | None]:
    with db.reading(database) as session:
        return list(session.execute(select(EditionRow.text).order_by(EditionRow.id)).scalars())


def test_opening_makes_a_draft_of_what_stands_in_a_release_of_one(database: db.Database) -> None:
    _standing(database, "a")
    draft = _open(database)
    assert (draft.change, draft.seen, draft.edition, draft.text, draft.title) == ("changed", 1, 1, dump(make_guide("a")), "单位参保登记")
    release = in_releases(database, ANNA, lambda releases: releases.get(draft.release))
    assert (release.state, release.title, release.region, release.items.total) == ("preparing", "调整“单位参保登记”", "320600", 1)


def test_opening_again_gives_the_draft_that_is_there_to_whoever_asks(database: db.Database) -> None:
    _standing(database, "a")
    first = _open(database)
    assert in_drafts(database, BORIS, lambda drafts: drafts.open(A)) == first
    assert in_drafts(database, BORIS, lambda drafts: drafts.of(A)) == first
    assert in_drafts(database, BORIS, lambda drafts: drafts.of(B)) is None


def test_nobody_opens_what_is_not_there_or_was_removed_by_law(database: db.Database) -> None:
    with pytest.raises(NotFound, match="没有这个事项"):
        _open(database)


def test_saving_makes_an_edition_and_keeps_every_one(database: db.Database) -> None:
    _standing(database, "a")
    draft = _open(database)
    second = _save(database, draft, "甲", note=" 名称改动 ")
    third = _save(database, second, "乙", note=" 名称改动 ")
    assert [second.edition, third.edition] == [2, 3]
    assert (third.title, third.note, third.actor_id) == ("乙", "名称改动", ANNA.actor.id)
    kept = in_drafts(database, ANNA, lambda drafts: drafts.editions(draft.id))
    assert [(one.number, parse(one.text or "").name, one.note) for one in kept] == [
        (3, "乙", "名称改动"),
        (2, "甲", "名称改动"),
        (1, "单位参保登记", None),
    ]


def test_saving_without_a_change_makes_nothing(database: db.Database) -> None:
    """Not even over an old edition, and not where only the way of writing differs."""
    _standing(database, "a")
    draft = _open(database)
    second = _save(database, draft, "甲")
    assert _save(database, second, "甲", edition=1) == second
    otherwise = dump(make_guide("a", name="甲")).replace("name: 甲", "name: '甲'", 1)
    assert in_drafts(database, ANNA, lambda drafts: drafts.save(draft.id, otherwise, "", 2)) == second
    assert len(_texts(database)) == 2


def test_a_text_that_was_loaded_as_somebody_wrote_it_stays_so_until_something_changes(database: db.Database) -> None:
    written = text_of("a").replace("name: 单位参保登记", "name: '单位参保登记'", 1)
    release = in_releases(database, ANNA, lambda releases: releases.prepare("通知", "320600"))
    draft = in_drafts(database, ANNA, lambda drafts: drafts.new(*A, written, release))
    with db.writing(database) as (session, _):
        session.execute(DraftRow.__table__.update().values(text=written))
    again = in_drafts(database, ANNA, lambda drafts: drafts.save(draft.id, text_of("a"), None, draft.edition))
    assert (again.edition, again.text) == (draft.edition, written)


def test_a_stale_save_is_refused_with_all_three_texts(database: db.Database) -> None:
    _standing(database, "a")
    draft = _open(database)
    _save(database, draft, "甲", by=BORIS)
    with pytest.raises(Stale, match="别人在您之后保存过") as refused:
        _save(database, draft, "乙")
    mine, base, theirs = (parse(text).name for text in (refused.value.mine, refused.value.base, refused.value.theirs))
    assert (mine, base, theirs, refused.value.edition) == ("乙", "单位参保登记", "甲", 2)
    assert in_drafts(database, ANNA, lambda drafts: drafts.get(draft.id)).title == "甲"
    assert _save(database, draft, "乙", edition=refused.value.edition).edition == 3


def test_a_form_from_an_earlier_draft_of_the_item_is_stale(database: db.Database) -> None:
    """Numbers of drafts and of editions are never used again."""
    _standing(database, "a")
    old = _open(database)
    in_drafts(database, ANNA, lambda drafts: drafts.discard(old.id, old.edition))
    new = _open(database)
    assert new.id != old.id and new.edition == 2
    with pytest.raises(NotFound, match="这份草稿已经不在了"):
        _save(database, old, "甲")
    with pytest.raises(Stale):
        _save(database, new, "甲", edition=old.edition)
    assert len(_texts(database)) == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("name: [", "这不是一份合格的 YAML 文件"),
        ("name: 甲\n", "键 region：缺少这个必填的键"),
        (dump(make_guide("b")), "键 slug 是“b”，这份草稿的是“a”"),
        (dump(make_guide("a", region="320000")), "键 region 是“320000”，这份草稿的是“320600”"),
    ],
)
def test_a_text_that_is_not_the_items_is_refused(database: db.Database, text: str, sentence: str) -> None:
    _standing(database, "a")
    draft = _open(database)
    with pytest.raises(BadText, match=sentence):
        in_drafts(database, ANNA, lambda drafts: drafts.save(draft.id, text, None, draft.edition))
    assert len(_texts(database)) == 1


def test_new_items_go_into_a_release_of_their_region(database: db.Database) -> None:
    release = in_releases(database, ANNA, lambda releases: releases.prepare("通知", "320600"))
    draft = in_drafts(database, ANNA, lambda drafts: drafts.new(*A, text_of("a"), release, upload=9))
    assert (draft.change, draft.seen, draft.upload) == ("new", 0, 9)
    with pytest.raises(Conflict, match=f"第 {release} 号发布中已有草稿"):
        in_drafts(database, ANNA, lambda drafts: drafts.new(*A, text_of("a"), release))
    other = text_of("b", region="110000")
    with pytest.raises(Refusal, match="不在这次发布的地区之内"):
        in_drafts(database, ANNA, lambda drafts: drafts.new("guide", "110000", "b", other, release))


@pytest.mark.parametrize(
    ("kind", "region", "slug", "sentence"),
    [
        ("guide", "320600", "名称", "“名称”不能作为网址中的名称"),
        ("guide", "320600", "forms", "“forms”不能作为网址中的名称"),
        ("guide", "320699", "a", "没有区划代码 320699"),
        ("service", "320600", "a", "这一类内容不属于任何地区"),
        ("colour", "320600", "a", "没有“colour”这一类内容"),
    ],
)
def test_a_name_that_is_kept_for_ever_is_a_good_one(database: db.Database, kind: str, region: str, slug: str, sentence: str) -> None:
    release = in_releases(database, ANNA, lambda releases: releases.prepare("通知", ""))
    service = dump(Service(slug=slug, order=1, name="甲", plain="甲", group="参保"))
    text = service if kind == "service" else text_of(slug, region=region)
    with pytest.raises(Refusal, match=sentence):
        in_drafts(database, ANNA, lambda drafts: drafts.new(kind, region, slug, text, release))


def test_the_same_words_as_stand_are_no_new_draft(database: db.Database) -> None:
    _standing(database, "a")
    release = in_releases(database, ANNA, lambda releases: releases.prepare("通知", "320600"))
    with pytest.raises(Conflict, match="与现行的一版相同"):
        in_drafts(database, ANNA, lambda drafts: drafts.new(*A, dump(make_guide("a")), release))
    draft = in_drafts(database, ANNA, lambda drafts: drafts.new(*A, text_of("a"), release))
    assert (draft.change, draft.seen) == ("changed", 1)


def test_a_withdrawal_says_how_why_and_into_what(database: db.Database) -> None:
    _standing(database, "a", "b")
    draft = in_drafts(database, ANNA, lambda drafts: drafts.withdraw(A, "合并", " 并入另一项。 ", (B, B)))
    assert (draft.change, draft.text, draft.why, draft.reason, draft.successors) == ("withdrawn", None, "合并", "并入另一项。", (B,))
    assert draft.title == "单位参保登记" and draft.digest is None and draft.value is None
    with pytest.raises(Conflict, match="这是一份废止草稿"):
        _save(database, draft, "甲")
    with pytest.raises(Conflict, match="已有一份废止草稿"):
        in_drafts(database, BORIS, lambda drafts: drafts.withdraw(A, "废止", "不再办理。"))
    same = in_drafts(database, BORIS, lambda drafts: drafts.withdraw(A, "合并", "并入另一项。", (B,)))
    assert same.edition == 1
    again = in_drafts(database, BORIS, lambda drafts: drafts.withdraw(A, "废止", "不再办理。", edition=1))
    assert (again.edition, again.why, again.successors) == (2, "废止", ())
    kept = in_drafts(database, ANNA, lambda drafts: drafts.editions(draft.id))
    assert [one.note for one in kept] == ["废止：不再办理。", "合并：并入另一项。"]


@pytest.mark.parametrize(
    ("why", "reason", "successors", "sentence"),
    [
        ("没了", "不再办理。", (), "没有“没了”这种方式"),
        ("废止", " ", (), "废止要写明理由"),
        ("合并", "并入。", (), "合并要写明由哪个事项承接"),
        ("更名", "改名。", (A,), "不能是它自己"),
    ],
)
def test_an_ending_that_does_not_say_enough_is_refused(
    database: db.Database, why: str, reason: str, successors: tuple[Name, ...], sentence: str
) -> None:
    _standing(database, "a")
    with pytest.raises(Refusal, match=sentence):
        in_drafts(database, ANNA, lambda drafts: drafts.withdraw(A, why, reason, successors))


def test_what_has_ended_or_is_being_changed_is_not_withdrawn(database: db.Database) -> None:
    _standing(database, "a", "b")
    _open(database, B)
    with pytest.raises(Conflict, match="请先公开或放弃那份草稿"):
        in_drafts(database, ANNA, lambda drafts: drafts.withdraw(B, "废止", "不再办理。"))
    publish(database, Ending(A, "废止", "不再办理。"), now=LATER)
    with pytest.raises(Conflict, match="这个事项已经废止"):
        in_drafts(database, ANNA, lambda drafts: drafts.withdraw(A, "废止", "不再办理。"))


def test_rolling_back_is_a_new_draft_that_says_why(database: db.Database) -> None:
    _standing(database, "a")
    publish(database, make_copy(make_guide("a", name="甲"), seen=1), now=LATER)
    draft = in_drafts(database, ANNA, lambda drafts: drafts.roll_back(A, 1, "改错了。"), LATER)
    assert (draft.title, draft.seen, draft.note) == ("单位参保登记", 2, "恢复第 1 版的内容：改错了。")
    with pytest.raises(Conflict, match="已有草稿"):
        in_drafts(database, ANNA, lambda drafts: drafts.roll_back(A, 1, "改错了。"), LATER)


def test_rolling_back_to_what_stands_or_to_nothing_is_refused(database: db.Database) -> None:
    _standing(database, "a")
    for number, reason, sentence in ((1, "改错了。", "与现在的内容相同"), (2, "改错了。", "没有第 2 版"), (1, " ", "要写明理由")):
        with pytest.raises(Refusal, match=sentence):
            in_drafts(database, ANNA, lambda drafts, number=number, reason=reason: drafts.roll_back(A, number, reason))


def test_a_draft_of_what_was_published_meanwhile_goes_on_once_somebody_looked(database: db.Database) -> None:
    _standing(database, "a")
    draft = _open(database)
    publish(database, make_copy(make_guide("a", name="甲")), now=LATER)
    again = in_drafts(database, ANNA, lambda drafts: drafts.rebase(draft.id, draft.edition))
    assert (again.seen, again.edition, again.text) == (2, 2, draft.text)
    assert in_drafts(database, ANNA, lambda drafts: drafts.rebase(draft.id, 2)) == again
    with pytest.raises(Conflict):
        in_drafts(database, ANNA, lambda drafts: drafts.rebase(draft.id, 1))


def test_discarding_needs_the_edition_that_was_seen_and_keeps_the_words(database: db.Database) -> None:
    _standing(database, "a")
    draft = _open(database)
    _save(database, draft, "甲", by=BORIS)
    with pytest.raises(Conflict, match="没有放弃它"):
        in_drafts(database, ANNA, lambda drafts: drafts.discard(draft.id, 1))
    in_drafts(database, ANNA, lambda drafts: drafts.discard(draft.id, 2))
    assert len(_texts(database)) == 2
    assert in_drafts(database, ANNA, lambda drafts: drafts.listing()) == ()


def test_putting_a_draft_elsewhere_takes_its_editions_and_remarks_along(database: db.Database) -> None:
    _standing(database, "a", "b")
    first, second = _open(database, A), _open(database, B)
    _save(database, first, "甲", by=BORIS)
    in_drafts(database, CLARA, lambda drafts: drafts.comment(first.id, "name", "太短"))
    moved = in_drafts(database, ANNA, lambda drafts: drafts.put(first.id, second.release))
    assert (moved.release, moved.position) == (second.release, 2)
    assert [one.text for one in in_drafts(database, ANNA, lambda drafts: drafts.comments(first.id))] == ["太短"]
    after = in_releases(database, ANNA, lambda releases: [releases.get(one) for one in (first.release, second.release)])
    assert [(one.items.total, one.writers) for one in after] == [(0, {1}), (2, {1, 2})]


def test_the_order_of_a_release_is_what_somebody_made_it(database: db.Database) -> None:
    _standing(database, "a", "b")
    release = in_releases(database, ANNA, lambda releases: releases.prepare("通知", "320600"))
    ids = [in_drafts(database, ANNA, lambda drafts, name=name: drafts.open(name, release)).id for name in (A, B)]
    third = in_drafts(database, ANNA, lambda drafts: drafts.new("guide", "320600", "c", text_of("c"), release)).id
    in_drafts(database, ANNA, lambda drafts: drafts.order(release, [third, ids[1]]))
    assert [one.id for one in in_drafts(database, ANNA, lambda drafts: drafts.listing(release))] == [third, ids[1], ids[0]]


def test_remarks_are_on_known_fields_and_settled_once(database: db.Database) -> None:
    _standing(database, "a")
    draft = _open(database)
    remark = in_drafts(database, CLARA, lambda drafts: drafts.comment(draft.id, "materials[0].name", " 缺份数 "))
    assert (remark.text, remark.actor_id, remark.settled_at) == ("缺份数", 3, None)
    for field, text, sentence in (("colour", "?", "没有“colour”这一栏"), ("name", " ", "意见是空的")):
        with pytest.raises(Refusal, match=sentence):
            in_drafts(database, CLARA, lambda drafts, field=field, text=text: drafts.comment(draft.id, field, text))
    settled = in_drafts(database, ANNA, lambda drafts: drafts.settle(remark.id), LATER)
    assert (settled.settled_by, settled.settled_at) == (1, LATER)
    assert in_drafts(database, BORIS, lambda drafts: drafts.settle(remark.id)) == settled
    assert in_drafts(database, ANNA, lambda drafts: drafts.comments(draft.id)) == (settled,)


def test_presence_is_who_else_was_here_within_a_minute(database: db.Database) -> None:
    _standing(database, "a")
    draft = _open(database)
    for second in (0, 5):
        in_drafts(database, BORIS, lambda drafts: drafts.touch(draft.id), NOW + timedelta(seconds=second))
    seen = in_drafts(database, ANNA, lambda drafts: drafts.present(draft.id), NOW + timedelta(seconds=64))
    assert [(one.actor_id, one.at) for one in seen] == [(2, NOW + timedelta(seconds=5))]
    assert in_drafts(database, BORIS, lambda drafts: drafts.present(draft.id), NOW) == ()
    assert in_drafts(database, ANNA, lambda drafts: drafts.present(draft.id), NOW + timedelta(seconds=65)) == ()


def test_drafts_are_for_those_of_the_region(database: db.Database) -> None:
    _standing(database, "a")
    draft = _open(database)
    elsewhere, above, reader = make_by(21, "editor", region="110000"), make_by(22, "editor", region="320000"), make_by(23, "reviewer")
    for do in (lambda drafts: drafts.get(draft.id), lambda drafts: drafts.touch(draft.id), lambda drafts: drafts.open(B)):
        with pytest.raises((Forbidden, NotFound)):
            in_drafts(database, elsewhere, do)
    assert in_drafts(database, elsewhere, lambda drafts: drafts.listing()) == ()
    assert in_drafts(database, above, lambda drafts: drafts.get(draft.id)) == draft
    assert in_drafts(database, reader, lambda drafts: drafts.listing()) == (draft,)
    with pytest.raises(Forbidden):
        _save(database, draft, "甲", by=reader)


def test_every_act_is_in_the_audit_log_without_the_words(database: db.Database) -> None:
    _standing(database, "a")
    draft = _save(database, _open(database), "甲")
    in_drafts(database, ANNA, lambda drafts: drafts.discard(draft.id, draft.edition))
    with db.reading(database) as session:
        rows = session.execute(select(AuditRow).order_by(AuditRow.id)).scalars().all()
    assert [(row.act, row.object, row.actor_id, row.address) for row in rows] == [
        ("release.prepare", f"release/{draft.release}", 1, "127.0.0.1"),
        ("draft.open", "guide/320600/a", 1, "127.0.0.1"),
        ("draft.save", "guide/320600/a", 1, "127.0.0.1"),
        ("draft.discard", "guide/320600/a", 1, "127.0.0.1"),
    ]
    assert "甲" not in "".join(row.told for row in rows)


def test_a_list_of_two_hundred_takes_a_handful_of_queries_and_reads_no_text(database: db.Database, monkeypatch: pytest.MonkeyPatch) -> None:
    release = in_releases(database, ANNA, lambda releases: releases.prepare("通知", "320600"))
    with db.writing(database) as (session, _):
        drafts = Drafts(session, NOW, ANNA)
        for number in range(200):
            drafts.new("guide", "320600", f"g{number}", text_of(f"g{number}", name=f"第{number}项"), release)
    monkeypatch.setattr("mingbai.publishing.draft.parse", lambda *args, **kinds: pytest.fail("a list must not read texts"))
    asked: list[str] = []
    with db.reading(database) as session:
        event.listen(session.get_bind(), "before_cursor_execute", lambda *told: asked.append(told[2]))
        listed = Drafts(session, NOW, ANNA).listing()
    assert [one.title for one in listed] == [f"第{number}项" for number in range(200)]
    assert len(asked) <= 2


def test_of_two_editors_who_save_at_once_one_wins_and_the_other_sees_both(database: db.Database) -> None:
    _standing(database, "a")
    draft = _open(database)
    start, ended = threading.Barrier(2), []

    def save(by, name: str) -> None:
        start.wait()
        try:
            ended.append(_save(database, draft, name, by=by).edition)
        except Stale as stale:
            ended.append({parse(stale.mine).name, parse(stale.theirs).name})

    threads = [threading.Thread(target=save, args=given) for given in ((ANNA, "甲"), (BORIS, "乙"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ended, key=str) == [2, {"甲", "乙"}]
    assert len(_texts(database)) == 2


def test_of_two_who_open_one_guide_at_once_both_get_the_same_draft(database: db.Database) -> None:
    _standing(database, "a")
    start, ended = threading.Barrier(2), []

    def open_it(by) -> None:
        start.wait()
        ended.append(in_drafts(database, by, lambda drafts: drafts.open(A)))

    threads = [threading.Thread(target=open_it, args=(by,)) for by in (ANNA, BORIS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ended) == 2 and ended[0] == ended[1]
    with db.reading(database) as session:
        assert len(session.execute(select(DraftRow)).all()) == 1


def test_what_the_law_removed_is_not_opened(database: db.Database, monkeypatch: pytest.MonkeyPatch) -> None:
    _standing(database, "a")
    monkeypatch.setattr(keeping, "standing", lambda session, name: Standing(1, "0" * 64, None, False, None, NOW))
    with pytest.raises(Gone, match="依法移除"):
        _open(database)

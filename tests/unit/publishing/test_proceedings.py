"""Releases: every step by other eyes, bound to what was looked at, recorded; held items go on, and nothing is published alone."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, select, update

from mingbai import db
from mingbai.errors import Conflict, Forbidden, NotFound, Refusal
from mingbai.guides.text import dump
from mingbai.guides.version import Name
from mingbai.people.actor import By
from mingbai.people.rows import AuditRow
from mingbai.publishing import differences
from mingbai.publishing.library import Library
from mingbai.publishing.proceeding import Conclusion, Proceeding
from mingbai.publishing.proceedings import Proceedings
from mingbai.publishing.rows import DraftRow
from tests.actors import (
    ANNA,
    BORIS,
    CLARA,
    DORA,
    EMIL,
    FRITZ,
    GRETA,
    PUBLIC,
    SECRECY,
    in_drafts,
    in_releases,
    make_by,
    text_of,
)
from tests.makers import NOW, make_copy, make_decision, make_guide, publish

LATER = NOW + timedelta(days=1)
A, B = Name("guide", "320600", "a"), Name("guide", "320600", "b")


class Desk:
    """A database with one release, and its steps by those who may take them."""

    def __init__(self, database: db.Database, *slugs: str, **facts: Any) -> None:
        self.database = database
        self.id = in_releases(database, ANNA, lambda releases: releases.prepare("关于调整办事指南的通知", "320600", **facts))
        self.drafts = {
            slug: in_drafts(database, ANNA, lambda drafts, slug=slug: drafts.new("guide", "320600", slug, text_of(slug), self.id)).id
            for slug in slugs
        }

    def get(self) -> Proceeding:
        return in_releases(self.database, ANNA, lambda releases: releases.get(self.id))

    def do(self, by: By, step: str, *given: Any, now=NOW, **named: Any) -> Any:
        return in_releases(self.database, by, lambda releases: getattr(releases, step)(self.id, *given, **named), now)

    def say(self, by: By, slug: str, verdict: str, reason: str = "") -> Any:
        return in_drafts(self.database, by, lambda drafts: drafts.verdict(self.drafts[slug], verdict, reason))

    def submitted(self) -> Desk:
        self.do(ANNA, "submit")
        return self

    def reviewed(self) -> Desk:
        self.submitted().do(CLARA, "pass_all")
        self.do(CLARA, "review", self.get().digest, PUBLIC, SECRECY)
        return self

    def approved(self) -> Desk:
        self.reviewed().do(DORA, "approve", self.get().digest, "同意")
        return self

    def change(self, slug: str, by: By = ANNA, name: str = "甲") -> Any:
        draft = in_drafts(self.database, by, lambda drafts: drafts.get(self.drafts[slug]))
        return in_drafts(self.database, by, lambda drafts: drafts.save(draft.id, text_of(slug, name=name), draft.note, draft.edition))


def test_a_release_goes_to_the_public_through_four_pairs_of_hands(database: db.Database) -> None:
    desk = Desk(database, "a", "b", document_no="通医保发〔2026〕3号").approved()
    before = desk.get()
    published = desk.do(GRETA, "publish", before.digest)
    assert [name.slug for name, number in published.versions] == ["a", "b"] and published.release == desk.id
    after = desk.get()
    assert (after.state, after.digest, after.published_at, after.items.new) == ("published", before.digest, NOW, 2)
    assert [(move.move, move.actor_id) for move in after.moves] == [
        ("prepare", 1),
        ("submit", 1),
        ("review", 3),
        ("approve", 4),
        ("publish", 7),
    ]
    with db.reading(database) as session:
        version = Library(session, NOW).current(*A)
        assert (version.issue.document_no, version.text) == ("通医保发〔2026〕3号", text_of("a"))
        assert session.execute(select(DraftRow)).all() == []


def test_the_review_is_recorded_with_conclusions_and_grounds(database: db.Database) -> None:
    """政府信息公开条例 第17条; standards 1.05."""
    desk = Desk(database, "a").reviewed()
    review = desk.get().moves[-1]
    assert (review.move, review.actor_id, review.at, review.digest) == ("review", 3, NOW, desk.get().digest)
    assert review.told["public"] == {"result": "主动公开", "ground": PUBLIC.ground}
    assert review.told["secrecy"] == {"result": "不涉密", "ground": SECRECY.ground}


@pytest.mark.parametrize(
    ("public", "secrecy", "sentence"),
    [
        (Conclusion("", "第二十条"), SECRECY, "公开审查没有结论"),
        (Conclusion("主动公开", " "), SECRECY, "公开审查没有写明依据"),
        (Conclusion("不予公开", "第十六条"), SECRECY, "公开审查的结论是“不予公开”，不能通过"),
        (PUBLIC, Conclusion("涉密", "第三十五条"), "保密审查的结论是“涉密”，不能通过"),
    ],
)
def test_a_review_that_does_not_let_it_out_is_refused(
    database: db.Database, public: Conclusion, secrecy: Conclusion, sentence: str
) -> None:
    desk = Desk(database, "a").submitted()
    desk.do(CLARA, "pass_all")
    with pytest.raises(Refusal, match=sentence):
        desk.do(CLARA, "review", desk.get().digest, public, secrecy)
    assert desk.get().state == "submitted"


def test_what_cannot_be_decided_is_referred_and_waits_for_the_answer(database: db.Database) -> None:
    """条例 第17条第3款; standards 1.06."""
    desk = Desk(database, "a").submitted()
    with pytest.raises(Refusal, match="报请确定要写明理由"):
        desk.do(CLARA, "refer", " ")
    assert desk.do(CLARA, "refer", "是否涉密不能确定，报市保密局。").state == "parked"
    with pytest.raises(Conflict, match="现在是“报请确定”，不能审核通过"):
        desk.do(CLARA, "review", desk.get().digest, PUBLIC, SECRECY)
    with pytest.raises(Conflict, match="不能处理其中的事项"):
        desk.say(CLARA, "a", "passed")
    assert [one.id for one in in_releases(database, CLARA, lambda releases: releases.inbox()).parked] == [desk.id]
    assert desk.do(CLARA, "resume", "市保密局答复：不涉密。").state == "submitted"


def test_an_item_that_nobody_passed_stops_the_review(database: db.Database) -> None:
    desk = Desk(database, "a", "b").submitted()
    desk.say(CLARA, "a", "passed")
    with pytest.raises(Conflict, match="还有 1 项没有通过"):
        desk.do(CLARA, "review", desk.get().digest, PUBLIC, SECRECY)
    desk.say(CLARA, "b", "returned", "缺条件")
    with pytest.raises(Conflict, match="还有 1 项没有通过"):
        desk.do(CLARA, "review", desk.get().digest, PUBLIC, SECRECY)
    desk.say(CLARA, "b", "held", "下次再说")
    assert desk.do(CLARA, "review", desk.get().digest, PUBLIC, SECRECY).state == "reviewed"


def test_nobody_who_wrote_a_word_reviews_approves_or_publishes(database: db.Database) -> None:
    desk = Desk(database, "a", "b")
    desk.change("b", EMIL)
    desk.change("b", ANNA, "乙")
    desk.submitted()
    for step in (lambda: desk.do(EMIL, "pass_all"), lambda: desk.say(EMIL, "a", "passed")):
        with pytest.raises(Forbidden, match="您写过这次发布里的内容"):
            step()
    with pytest.raises(Forbidden, match="您写过"):
        desk.do(EMIL, "review", desk.get().digest, PUBLIC, SECRECY)
    desk.do(CLARA, "pass_all")
    desk.do(CLARA, "review", desk.get().digest, PUBLIC, SECRECY)
    with pytest.raises(Forbidden, match="您写过"):
        desk.do(EMIL, "approve", desk.get().digest)
    desk.do(DORA, "approve", desk.get().digest)
    with pytest.raises(Forbidden, match="您写过"):
        desk.do(EMIL, "publish", desk.get().digest)


def test_whoever_set_its_facts_or_began_it_wrote_it_too(database: db.Database) -> None:
    desk = Desk(database, "a")
    desk.do(EMIL, "describe", 1, note="说明")
    desk.submitted()
    with pytest.raises(Forbidden, match="您写过"):
        desk.do(EMIL, "pass_all")
    begun = in_releases(database, EMIL, lambda releases: releases.prepare("空的", "320600"))
    assert in_releases(database, EMIL, lambda releases: releases.get(begun)).writers == {5}


def test_whoever_reviewed_neither_approves_nor_publishes(database: db.Database) -> None:
    desk = Desk(database, "a").submitted()
    desk.do(EMIL, "pass_all")
    desk.do(CLARA, "review", desk.get().digest, PUBLIC, SECRECY)
    with pytest.raises(Forbidden, match="您审核过这次发布"):
        desk.do(EMIL, "approve", desk.get().digest)
    desk.do(DORA, "approve", desk.get().digest)
    with pytest.raises(Forbidden, match="您审核过这次发布"):
        desk.do(EMIL, "publish", desk.get().digest)


@pytest.mark.parametrize(
    ("by", "step", "given"),
    [
        (CLARA, "submit", ()),
        (ANNA, "pass_all", ()),
        (ANNA, "refer", ("不能确定",)),
        (CLARA, "recall", ("有误",)),
        (ANNA, "send_back", ("有误",)),
        (DORA, "drop", ("不办了",)),
        (make_by(9, "reviewer", region="110000"), "pass_all", ()),
        (make_by(9, "reviewer", organ="别的局"), "pass_all", ()),
    ],
)
def test_each_step_needs_its_role_in_the_region_and_organ(database: db.Database, by: By, step: str, given: tuple[str, ...]) -> None:
    desk = Desk(database, "a", organ="南通市医疗保障局")
    if step not in ("submit", "drop"):
        desk.submitted()
    with pytest.raises(Forbidden, match="您没有这项权限"):
        desk.do(by, step, *given)


@pytest.mark.parametrize("stage", ["submitted", "reviewed", "approved"])
def test_a_changed_character_voids_and_a_save_without_a_change_does_not(database: db.Database, stage: str) -> None:
    desk = getattr(Desk(database, "a", "b"), stage)()
    before = desk.get()
    draft = in_drafts(database, ANNA, lambda drafts: drafts.get(desk.drafts["a"]))
    in_drafts(database, ANNA, lambda drafts: drafts.save(draft.id, draft.text or "", "", draft.edition))
    assert desk.get() == before
    desk.change("a")
    after = desk.get()
    assert (after.state, after.moves[-1].move, after.moves[-1].before) == ("preparing", "void", stage)
    assert after.digest != before.digest
    with pytest.raises(Conflict):
        desk.do(DORA, "publish", before.digest)


@pytest.mark.parametrize(
    "do",
    [
        lambda desk: desk.do(ANNA, "describe", 1, effective_from=LATER),
        lambda desk: in_drafts(desk.database, ANNA, lambda drafts: drafts.discard(desk.drafts["b"], 1)),
        lambda desk: in_drafts(desk.database, ANNA, lambda drafts: drafts.new("guide", "320600", "c", text_of("c"), desk.id)),
        lambda desk: in_drafts(desk.database, ANNA, lambda drafts: drafts.save(desk.drafts["a"], text_of("a"), "说明", 1)),
    ],
)
def test_facts_notes_and_items_void_an_approval_too(database: db.Database, do: Any) -> None:
    desk = Desk(database, "a", "b").approved()
    do(desk)
    assert desk.get().state == "preparing"
    assert "void" in [move.move for move in desk.get().moves]


def test_holding_an_item_out_voids_the_approval_and_taking_it_in_asks_for_another_review(database: db.Database) -> None:
    desk = Desk(database, "a", "b").approved()
    approved = desk.get().digest
    with pytest.raises(Refusal, match="留待下次要写明理由"):
        desk.say(GRETA, "b", "held")
    desk.say(GRETA, "b", "held", "等省里的通知")
    held = desk.get()
    assert (held.state, held.items.held, held.moves[-1].move) == ("reviewed", 1, "hold")
    assert held.digest != approved
    with pytest.raises(Conflict, match="在您查看之后有改动"):
        desk.do(DORA, "approve", approved)
    desk.do(DORA, "approve", held.digest)
    desk.say(GRETA, "b", "open")
    assert (desk.get().state, desk.get().moves[-1].move) == ("submitted", "take_in")
    assert desk.get().items.passed == 1


def test_in_the_reviewed_only_holding_out_is_left(database: db.Database) -> None:
    desk = Desk(database, "a", "b").reviewed()
    for verdict in ("passed", "returned"):
        with pytest.raises(Conflict, match="不能把一项定为"):
            desk.say(DORA, "a", verdict, "理由")
    desk.say(DORA, "a", "held", "下次")
    assert desk.get().state == "reviewed"
    with pytest.raises(Forbidden, match="您没有这项权限"):
        desk.say(CLARA, "b", "held", "下次")


def test_what_was_held_out_goes_on_in_a_release_of_its_own(database: db.Database) -> None:
    desk = Desk(database, "a", "b")
    desk.change("b", BORIS)
    desk.submitted()
    desk.say(CLARA, "b", "held", "等省里的通知")
    desk.do(CLARA, "pass_all")
    desk.do(CLARA, "review", desk.get().digest, PUBLIC, SECRECY)
    desk.do(DORA, "approve", desk.get().digest)
    published = desk.do(DORA, "publish", desk.get().digest)
    assert [name.slug for name, _ in published.versions] == ["a"]
    (draft,) = in_drafts(database, ANNA, lambda drafts: drafts.listing())
    following = in_releases(database, ANNA, lambda releases: releases.get(draft.release))
    assert (draft.name.slug, draft.verdict, draft.verdict_reason) == ("b", "open", "等省里的通知")
    assert (following.state, following.follows, following.region, following.title) == ("preparing", desk.id, "320600", desk.get().title)
    assert following.writers == {1, 2}, "who publishes the rest wrote nothing of it"


def test_a_release_of_nothing_but_held_items_is_no_release(database: db.Database) -> None:
    desk = Desk(database, "a", "b")
    desk.say(ANNA, "a", "held", "下次")
    desk.say(ANNA, "b", "held", "下次")
    with pytest.raises(Refusal, match="没有要公开的事项"):
        desk.submitted()
    desk.say(ANNA, "b", "open")
    desk.reviewed()
    desk.say(DORA, "b", "held", "也下次")
    with pytest.raises(Conflict, match="没有要公开的事项"):
        desk.do(DORA, "approve", desk.get().digest)


def test_sending_back_says_what_to_change_and_it_comes_again(database: db.Database) -> None:
    desk = Desk(database, "a", "b").submitted()
    desk.say(CLARA, "a", "passed")
    desk.say(CLARA, "b", "returned", "缺条件")
    with pytest.raises(Refusal, match="退回要写明理由"):
        desk.do(CLARA, "send_back", "")
    back = desk.do(CLARA, "send_back", "请补条件")
    assert (back.state, back.moves[-1].told["reason"]) == ("preparing", "请补条件")
    assert [one.id for one in in_releases(database, ANNA, lambda releases: releases.inbox()).returned] == [desk.id]
    desk.change("b")
    again = desk.do(ANNA, "submit")
    assert (again.state, again.items.passed, again.items.open) == ("submitted", 1, 1), "what was passed and stayed as it was stays passed"
    assert in_releases(database, ANNA, lambda releases: releases.inbox()).returned == ()


def test_what_somebody_passed_who_then_wrote_is_open_again(database: db.Database) -> None:
    desk = Desk(database, "a", "b").submitted()
    desk.say(EMIL, "a", "passed")
    desk.change("b", EMIL)
    assert desk.do(ANNA, "submit").items.open == 2


def test_a_missing_element_blocks_unless_the_release_says_why_and_personal_data_always(database: db.Database) -> None:
    """Standards 2.07 and 1.07."""
    desk = Desk(database, "a")
    bare = dump(make_guide("a"))
    in_drafts(database, ANNA, lambda drafts: drafts.save(desk.drafts["a"], bare, None, 1))
    found = desk.do(ANNA, "checks")
    assert [one.draft.name.slug for one in found] == ["a"] and "block" in {check.severity for check in found[0].found}
    with pytest.raises(Refusal, match=r"单位参保登记（guides/320600/a\.yaml）：没有写明"):
        desk.submitted()
    desk.do(ANNA, "describe", 1, override="原文没有，已请业务科补充。")
    assert desk.do(ANNA, "submit").moves[-1].told["override"] == "原文没有，已请业务科补充。"
    private = text_of("a", tips=("联系人张三，身份证号11010119900307109X。",))
    in_drafts(database, ANNA, lambda drafts: drafts.save(desk.drafts["a"], private, None, 2))
    with pytest.raises(Refusal, match="身份证"):
        desk.submitted()


def test_an_item_that_was_changed_meanwhile_is_looked_at_again(database: db.Database) -> None:
    publish(database, make_copy(make_guide("a")))
    desk = Desk(database, "a")
    publish(database, make_copy(make_guide("a", name="乙")), now=LATER)
    with pytest.raises(Conflict, match="现在是第 2 版，草稿所依据的是第 1 版"):
        desk.submitted()


def test_a_time_before_a_scheduled_change_is_refused_at_once_and_not_after_three_signatures(database: db.Database) -> None:
    publish(database, make_copy(make_guide("a")), effective_from=LATER)
    desk = Desk(database, "a")
    with pytest.raises(Conflict, match="施行时间早于这个事项上一次变动的施行时间") as refused:
        desk.submitted()
    assert "2026年3月3日以后" in refused.value.remedy
    desk.do(ANNA, "describe", 1, effective_from=LATER)
    desk.submitted()


def test_successors_stand_or_come_with_it(database: db.Database) -> None:
    publish(database, make_copy(make_guide("a")))
    release = in_releases(database, ANNA, lambda releases: releases.prepare("合并", "320600"))
    in_drafts(database, ANNA, lambda drafts: drafts.withdraw(A, "合并", "并入乙。", (B,), release))
    with pytest.raises(Refusal, match=r"承接的事项 guides/320600/b\.yaml 不存在"):
        in_releases(database, ANNA, lambda releases: releases.submit(release))
    in_drafts(database, ANNA, lambda drafts: drafts.new(*B, text_of("b"), release))
    desk = Desk(database)
    desk.id = release
    published = desk.approved().do(DORA, "publish", desk.get().digest)
    assert [name.slug for name, _ in published.versions] == ["b"]
    assert (desk.get().items.new, desk.get().items.withdrawn) == (1, 1)
    with db.reading(database) as session:
        ended = Library(session, LATER).current(*A).withdrawn
        assert ended is not None and (ended.why, ended.successors) == ("合并", (B,))


def test_a_later_time_is_scheduled_and_can_be_called_off(database: db.Database) -> None:
    desk = Desk(database, "a", effective_from=LATER).approved()
    desk.do(DORA, "publish", desk.get().digest)
    inbox = in_releases(database, ANNA, lambda releases: releases.inbox())
    assert [one.id for one in inbox.scheduled] == [desk.id]
    with db.reading(database) as session, pytest.raises(NotFound):
        Library(session, NOW).current(*A)
    with pytest.raises(Forbidden):
        desk.do(CLARA, "cancel", "文件撤回")
    desk.do(DORA, "cancel", "文件撤回", now=NOW + timedelta(hours=1))
    after = desk.get()
    assert after.cancelled is not None and (after.cancelled.reason, after.cancelled.actor_id) == ("文件撤回", 4)
    assert (after.state, after.moves[-1].move) == ("published", "cancel")
    assert in_releases(database, ANNA, lambda releases: releases.inbox()).scheduled == ()
    with db.reading(database) as session, pytest.raises(NotFound):
        Library(session, LATER).current(*A)
    again = in_releases(database, ANNA, lambda releases: releases.prepare("再发", "320600"))
    assert in_drafts(database, ANNA, lambda drafts: drafts.new(*A, text_of("a"), again)).seen == 0


def test_dropping_keeps_the_words(database: db.Database) -> None:
    desk = Desk(database, "a")
    with pytest.raises(Refusal, match="撤销要写明理由"):
        desk.do(ANNA, "drop", "")
    assert desk.do(ANNA, "drop", "不办了").state == "dropped"
    with pytest.raises(NotFound):
        in_drafts(database, ANNA, lambda drafts: drafts.get(desk.drafts["a"]))
    again = Desk(database, "a")
    kept = in_drafts(database, ANNA, lambda drafts: drafts.editions(again.drafts["a"]))
    assert [(one.number, one.release) for one in kept] == [(2, again.id), (1, desk.id)]
    with pytest.raises(Conflict, match="这次发布已撤销，不能再改"):
        in_drafts(database, ANNA, lambda drafts: drafts.new(*B, text_of("b"), desk.id))


def test_facts_are_changed_over_what_was_seen(database: db.Database) -> None:
    desk = Desk(database, "a")
    changed = desk.do(ANNA, "describe", 1, document_no=" 通医保发〔2026〕3号 ", edition_printed="2026版", effective_from=LATER, note="")
    assert (changed.document_no, changed.edition_printed, changed.effective_from, changed.edition) == (
        "通医保发〔2026〕3号",
        "2026版",
        LATER,
        2,
    )
    assert desk.do(ANNA, "describe", 2, document_no="通医保发〔2026〕3号") == changed, "nothing changed, so nothing is recorded"
    with pytest.raises(Conflict, match="别人在您之后改过这次发布的说明"):
        desk.do(BORIS, "describe", 1, title="别的")
    for facts, sentence in (({"title": " "}, "发布没有名称"), ({"colour": "red"}, "没有“colour”这一项")):
        with pytest.raises(Refusal, match=sentence):
            desk.do(ANNA, "describe", 2, **facts)


def test_the_region_of_a_release_holds_all_its_items(database: db.Database) -> None:
    desk = Desk(database, "a")
    with pytest.raises(Refusal, match="不在这次发布的地区之内"):
        desk.do(ANNA, "describe", 1, region="320100")
    assert desk.do(ANNA, "describe", 1, region="320000").region == "320000"
    with pytest.raises(Forbidden):
        desk.do(make_by(9, "editor", region="320000"), "describe", 2, region="")


def test_what_load_prepared_is_reviewed_and_published_like_any_other(database: db.Database) -> None:
    copies = [make_copy(make_guide("a")), make_copy(make_guide("b", region="320100"))]
    with db.writing(database) as (session, _):
        found = differences.prepare(session, copies, make_decision(title="装入", actor_id=0), NOW)
    desk = Desk(database)
    desk.id = found.release or 0
    loaded = desk.get()
    assert (loaded.region, loaded.writers, loaded.items.new, loaded.edition) == ("320000", {0}, 2, 1)
    drafts = in_drafts(database, ANNA, lambda drafts: drafts.listing(loaded.id))
    assert [(one.edition, one.position, one.actor_id) for one in drafts] == [(1, 1, 0), (1, 2, 0)]
    desk.do(BORIS, "describe", 1, override="原文没有。")
    desk.approved()
    assert len(desk.do(DORA, "publish", desk.get().digest).versions) == 2


def test_the_inbox_shows_each_what_is_theirs(database: db.Database) -> None:
    def inbox(by: By) -> Any:
        return in_releases(database, by, lambda releases: releases.inbox())

    desk = Desk(database, "a")
    assert [one.id for one in inbox(ANNA).open] == [desk.id] and inbox(BORIS).open == ()
    assert (inbox(ANNA).drafted, [one.title for one in inbox(ANNA).drafts]) == (1, ["单位参保登记"])
    waiting = {by.actor.id: by for by in (ANNA, CLARA, DORA, FRITZ, EMIL)}
    expected = {"submitted": {3, 6, 5}, "reviewed": {4, 5}, "approved": {4, 5}}
    for stage, step in (("submitted", "submitted"), ("reviewed", "review"), ("approved", "approve")):
        if stage == "submitted":
            desk.submitted()
        elif step == "review":
            desk.do(CLARA, "pass_all")
            desk.do(CLARA, "review", desk.get().digest, PUBLIC, SECRECY)
        else:
            desk.do(DORA, "approve", desk.get().digest)
        assert {number for number, by in waiting.items() if inbox(by).waiting} == expected[stage], stage


def test_the_inbox_names_what_is_withdrawn_and_leaves_out_what_was_handed_in(database: db.Database) -> None:
    publish(database, make_copy(make_guide("b", name="单位注销登记")))
    desk = Desk(database, "a").submitted()
    other = in_releases(database, ANNA, lambda releases: releases.prepare("关于取消的通知", "320600"))
    in_drafts(database, ANNA, lambda drafts: drafts.withdraw(B, "取消", "清单不再列入。", release=other))
    inbox = in_releases(database, ANNA, lambda releases: releases.inbox())
    assert (inbox.drafted, [one.title for one in inbox.drafts]) == (1, ["单位注销登记"]), desk.id


def test_releases_are_listed_for_those_of_the_region(database: db.Database) -> None:
    first, second = Desk(database, "a"), Desk(database, "b")
    second.do(ANNA, "drop", "不办了")
    assert [one.id for one in in_releases(database, ANNA, lambda releases: releases.listing())] == [first.id]
    assert [one.id for one in in_releases(database, ANNA, lambda releases: releases.listing(("dropped",)))] == [second.id]
    assert in_releases(database, ANNA, lambda releases: releases.listing(region="110000")) == ()
    stranger = make_by(9, "reviewer", region="110000")
    assert in_releases(database, stranger, lambda releases: releases.listing()) == ()
    with pytest.raises(Forbidden):
        first.do(stranger, "get")
    with pytest.raises(NotFound, match="没有第 99 号发布"):
        in_releases(database, ANNA, lambda releases: releases.get(99))


def test_the_inbox_is_cheap_with_many_releases_and_drafts(database: db.Database) -> None:
    with db.writing(database) as (session, _):
        for number in range(50):
            copies = [make_copy(make_guide(f"g{number}-{item}")) for item in range(4)]
            differences.prepare(session, copies, make_decision(title=f"第{number}次", actor_id=0), NOW)
    asked: list[str] = []
    with db.reading(database) as session:
        event.listen(session.get_bind(), "before_cursor_execute", lambda *told: asked.append(told[2]))
        Proceedings(session, lambda: NOW, ANNA).inbox()
    assert len(asked) <= 12


def test_approval_is_bound_even_against_a_hand_in_the_database(database: db.Database) -> None:
    desk = Desk(database, "a").approved()
    with db.writing(database) as (session, _):
        session.execute(update(DraftRow).values(text=text_of("a", name="偷换")))
    with pytest.raises(Conflict, match="与签发时的不同，不能公开"):
        desk.do(DORA, "publish", desk.get().digest)


def test_every_move_is_in_the_audit_log(database: db.Database) -> None:
    desk = Desk(database, "a").approved()
    desk.do(DORA, "publish", desk.get().digest)
    with db.reading(database) as session:
        acts = list(session.execute(select(AuditRow.act).where(AuditRow.object == f"release/{desk.id}").order_by(AuditRow.id)).scalars())
    assert acts == ["release.prepare", "release.submit", "release.pass", "release.review", "release.approve", "release.publish"]


def _at_once(*doings: Any) -> list[Any]:
    """Each doing in a thread of its own, started together; what each gave or how it was refused."""
    start, ended = threading.Barrier(len(doings)), []

    def run(do: Any) -> None:
        start.wait()
        try:
            ended.append(do())
        except Refusal as refusal:
            ended.append(refusal)

    threads = [threading.Thread(target=run, args=(do,)) for do in doings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ended


def test_of_two_reviewers_at_once_one_wins_and_the_other_is_told(database: db.Database) -> None:
    desk = Desk(database, "a").submitted()
    desk.do(CLARA, "pass_all")
    digest = desk.get().digest
    ended = _at_once(
        lambda: desk.do(CLARA, "review", digest, PUBLIC, SECRECY),
        lambda: desk.do(FRITZ, "review", digest, PUBLIC, SECRECY),
    )
    lost = [one for one in ended if isinstance(one, Conflict)]
    assert len(lost) == 1 and "现在是“已审核”，不能审核通过" in str(lost[0])
    assert [move.move for move in desk.get().moves].count("review") == 1


def test_of_a_save_and_an_approval_at_once_nothing_unapproved_gets_out(database: db.Database) -> None:
    desk = Desk(database, "a").approved()
    digest = desk.get().digest
    ended = _at_once(lambda: desk.change("a"), lambda: desk.do(DORA, "publish", digest))
    assert len([one for one in ended if isinstance(one, Refusal)]) == 1
    with db.reading(database) as session:
        found = [one.digest for one in Library(session, LATER).listing("guide")]
    if desk.get().state == "published":
        assert len(found) == 1 and desk.get().digest == digest
    else:
        assert found == [] and desk.get().state == "preparing"


def test_of_two_releases_that_take_up_one_guide_at_once_one_gets_it(database: db.Database) -> None:
    first, second = Desk(database), Desk(database)
    ended = _at_once(
        *(
            lambda desk=desk: in_drafts(database, ANNA, lambda drafts: drafts.new(*A, text_of("a"), desk.id)).release
            for desk in (first, second)
        )
    )
    (lost,) = [one for one in ended if isinstance(one, Conflict)]
    (won,) = [one for one in ended if isinstance(one, int)]
    assert f"第 {won} 号发布中已有草稿" in str(lost)


def test_of_two_who_publish_at_once_one_does(database: db.Database) -> None:
    desk = Desk(database, "a").approved()
    digest = desk.get().digest
    ended = _at_once(lambda: desk.do(DORA, "publish", digest), lambda: desk.do(GRETA, "publish", digest))
    (lost,) = [one for one in ended if isinstance(one, Refusal)]
    assert "现在是“已公开”，不能公开" in str(lost)
    with db.reading(database) as session:
        assert len(Library(session, LATER).versions(*A)) == 1

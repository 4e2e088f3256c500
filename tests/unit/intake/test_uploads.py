"""Documents as editors handle them: handed in once, decided item by item, drafts in one release, and nothing of others written over."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from mingbai import db
from mingbai.errors import Conflict, Forbidden, NotFound
from mingbai.guides.text import parse
from mingbai.guides.version import Name
from mingbai.intake.upload import ACCEPTED, LEFT, LOST, OPEN
from mingbai.people.rows import AuditRow
from mingbai.publishing.draft import Draft
from mingbai.publishing.drafting import Drafts
from mingbai.publishing.proceeding import Proceeding
from mingbai.publishing.proceedings import Proceedings
from mingbai.publishing.releases import copy_of
from tests.desks import by
from tests.makers import NOW, publish
from tests.unit.intake.documents import Desk, document

NOTICE, FIRST, SECOND = 0, 1, 2


@pytest.fixture
def desk(database: db.Database, tmp_path: Path) -> Desk:
    return Desk(database, tmp_path, by(database, "editor"))


def drafts(desk: Desk) -> tuple[Draft, ...]:
    with db.reading(desk.database) as session:
        return Drafts(session, desk.now, desk.by).listing()


def release(desk: Desk, number: int) -> Proceeding:
    with db.reading(desk.database) as session:
        return Proceedings(session, lambda: desk.now, desk.by).get(number)


def published(desk: Desk, upload: int) -> None:
    """Publish everything that was found, as it was found."""
    copies = [copy_of(one.name, desk.ask("text", upload, one.position)) for one in desk.ask("found", upload)]
    publish(desk.database, *copies)


def acts(desk: Desk) -> list[str]:
    with db.reading(desk.database) as session:
        return list(session.scalars(select(AuditRow.act).where(AuditRow.act.like("upload.%")).order_by(AuditRow.id)))


def test_what_was_found_is_listed_in_the_order_of_the_document(desk: Desk) -> None:
    upload = desk.read()
    found = desk.ask("found", upload)
    assert [(one.name.kind, one.title, one.compared, one.doubts, one.verdict) for one in found] == [
        ("document", "南通市医疗保障局关于公布部分事项办事指南（2022版）的通知", "new", 0, OPEN),
        ("guide", "单位参保登记", "new", 0, OPEN),
        ("guide", "职工参保登记", "new", 1, OPEN),
    ]
    assert desk.ask("get", upload).region == "320600"


def test_the_same_bytes_are_the_same_upload(desk: Desk) -> None:
    first = desk.read()
    assert desk.hand_in(document(), "另一个名字.txt") == (first, False)
    assert [one.id for one in desk.ask("listing")] == [first]


def test_all_that_is_clean_becomes_drafts_of_one_release(desk: Desk) -> None:
    upload = desk.read()
    assert desk.act("accept_clean", upload) == 2
    assert [one.verdict for one in desk.ask("found", upload)] == [ACCEPTED, ACCEPTED, OPEN]
    made = drafts(desk)
    assert [(one.title, one.change, one.upload) for one in made] == [
        ("南通市医疗保障局关于公布部分事项办事指南（2022版）的通知", "new", upload),
        ("单位参保登记", "new", upload),
    ]
    (number,) = {one.release for one in made}
    found = release(desk, number)
    assert (found.title, found.organ, found.issued, found.edition_printed, found.region, found.state) == (
        "南通市医疗保障局关于公布部分事项办事指南（2022版）的通知", "南通市医疗保障局", "2022-05-19", "2022版", "320600", "preparing",
    )  # fmt: skip
    assert found.document_no is None


def test_the_rest_joins_the_same_release(desk: Desk) -> None:
    upload = desk.read()
    desk.act("accept_clean", upload)
    desk.act("accept", upload, SECOND)
    assert desk.act("accept_clean", upload) == 0
    assert len({one.release for one in drafts(desk)}) == 1 and len(drafts(desk)) == 3
    assert desk.ask("get", upload).release == drafts(desk)[0].release


def test_accepting_twice_changes_nothing(desk: Desk) -> None:
    upload = desk.read()
    first = desk.act("accept", upload, FIRST)
    assert desk.act("accept", upload, FIRST) == first


def test_the_document_number_that_was_asked_for_is_the_releases(desk: Desk) -> None:
    upload = desk.read()
    desk.act("describe", upload, document_no=" 通医保发〔2022〕21号 ", issuer="南通市医疗保障局")
    desk.act("accept", upload, FIRST)
    assert release(desk, drafts(desk)[0].release).document_no == "通医保发〔2022〕21号"


def test_a_document_number_that_comes_late_is_written_on_the_release_too(desk: Desk) -> None:
    upload = desk.read()
    desk.act("accept", upload, FIRST)
    desk.act("describe", upload, document_no="通医保发〔2022〕21号")
    assert release(desk, drafts(desk)[0].release).document_no == "通医保发〔2022〕21号"


def test_a_draft_of_somebody_else_is_never_written_over(desk: Desk) -> None:
    upload = desk.read()
    one = desk.ask("found", upload)[FIRST]
    with db.writing(desk.database) as (session, _):
        other = Proceedings(session, lambda: NOW, desk.by).prepare("另一次发布", "320600")
        text = desk.ask("text", upload, FIRST).replace("用人单位", "企业")
        draft = Drafts(session, NOW, desk.by).new(*one.name, text, other)
    found = desk.ask("found", upload)[FIRST]
    assert (found.draft, found.release, found.elsewhere, found.clean, found.flagged) == (draft.id, other, True, False, True)
    with pytest.raises(Conflict, match=f"第 {other} 号发布") as refused:
        desk.act("accept", upload, FIRST)
    assert refused.value.remedy
    assert desk.act("accept_clean", upload) == 1
    (kept,) = [one for one in drafts(desk) if one.id == draft.id]
    assert "企业" in (kept.text or "")


def test_an_edited_draft_is_not_reset_by_accepting_again(desk: Desk) -> None:
    upload = desk.read()
    draft = desk.act("accept", upload, FIRST)
    with db.writing(desk.database) as (session, _):
        Drafts(session, NOW, desk.by).save(draft.id, (draft.text or "").replace("用人单位", "企业"), None, draft.edition)
    assert "企业" in desk.act("accept", upload, FIRST).text


def test_next_years_notice_shows_only_the_differences(desk: Desk) -> None:
    published(desk, desk.read())
    upload = desk.read(document("2023", "2023年5月19日", "3个工作日"))
    found = desk.ask("found", upload)
    assert [(one.title[:6], one.compared) for one in found][FIRST:] == [("单位参保登记", "changed"), ("职工参保登记", "unchanged")]
    assert desk.act("accept_clean", upload) == 2
    assert [(one.name.kind, one.change) for one in drafts(desk)] == [("document", "new"), ("guide", "changed")]


def test_what_people_added_survives_the_next_notice(desk: Desk) -> None:
    upload = desk.read()
    one = desk.ask("found", upload)[FIRST]
    guide = parse(desk.ask("text", upload, FIRST))
    added = desk.ask("text", upload, FIRST).replace("- name: 营业执照", "- key: licence\n  name: 营业执照")
    assert guide.materials[1].name == "营业执照" and added.count("licence") == 1
    publish(desk.database, copy_of(one.name, added))
    again = desk.read(document("2023", "2023年5月19日"))
    assert desk.ask("found", again)[FIRST].compared == "unchanged"
    assert parse(desk.ask("text", again, FIRST)).materials[1].key == "licence"


def test_an_item_can_be_left_and_opened_again(desk: Desk) -> None:
    upload = desk.read()
    desk.act("leave", upload, FIRST)
    assert desk.ask("found", upload)[FIRST].verdict == LEFT
    assert desk.act("accept_clean", upload) == 1
    desk.act("reopen", upload, FIRST)
    assert desk.ask("found", upload)[FIRST].verdict == OPEN


def test_what_has_a_draft_is_not_left_behind_its_back(desk: Desk) -> None:
    upload = desk.read()
    desk.act("accept", upload, FIRST)
    with pytest.raises(Conflict, match="有了草稿"):
        desk.act("leave", upload, FIRST)


def test_a_release_that_was_dropped_is_not_filled_again(desk: Desk) -> None:
    upload = desk.read()
    first = desk.act("accept", upload, FIRST)
    with db.writing(desk.database) as (session, _):
        Drafts(session, NOW, desk.by).discard(first.id, first.edition)
        Proceedings(session, lambda: NOW, desk.by).drop(first.release, "不再需要")
    second = desk.act("accept", upload, FIRST)
    assert second.release != first.release and desk.ask("get", upload).release == second.release


def test_editors_of_another_region_see_nothing_of_it(desk: Desk) -> None:
    upload = desk.read()
    other = by(desk.database, "editor", "420000", login="wuhan")
    assert desk.ask("listing", by=other) == ()
    for verb, given in (("get", (upload,)), ("found", (upload,)), ("report", (upload,)), ("blocks", (upload,)), ("text", (upload, FIRST))):
        with pytest.raises(Forbidden):
            desk.ask(verb, *given, by=other)
    for verb, given in (("accept", (upload, FIRST)), ("leave", (upload, FIRST)), ("accept_clean", (upload,)), ("again", (upload,))):
        with pytest.raises(Forbidden):
            desk.act(verb, *given, by=other)


def test_the_same_bytes_elsewhere_tell_nothing(desk: Desk) -> None:
    upload = desk.read()
    other = by(desk.database, "editor", "420000", login="wuhan")
    number, fresh = desk.hand_in(document(), by=other)
    assert fresh and number != upload


def test_while_the_region_is_unknown_only_who_handed_it_in_sees_it(desk: Desk) -> None:
    upload, _ = desk.hand_in(document())
    colleague, everywhere = by(desk.database, "editor", login="colleague"), by(desk.database, "editor", "", login="everywhere")
    assert desk.ask("get", upload).region == ""
    assert desk.ask("get", upload, by=everywhere).id == upload
    with pytest.raises(Forbidden):
        desk.ask("get", upload, by=colleague)


@pytest.mark.parametrize("role", ["reviewer", "approver", "hall", "system", "auditor"])
def test_only_editors_hand_in(desk: Desk, role: str) -> None:
    with pytest.raises(Forbidden):
        desk.hand_in(document(), by=by(desk.database, role))


def test_nobody_hands_in_for_a_region_that_is_not_theirs(desk: Desk) -> None:
    with pytest.raises(Forbidden):
        desk.hand_in(document(), region="420000")
    with pytest.raises(NotFound):
        desk.hand_in(document(), region="999999")


def test_an_upload_that_nobody_reads_counts_as_failed(desk: Desk) -> None:
    upload, _ = desk.hand_in(document())
    assert desk.ask("get", upload).busy
    later = NOW + LOST + timedelta(seconds=1)
    lost = desk.ask("get", upload, at=later)
    assert (lost.state, lost.busy) == ("failed", False) and "重新读取" in lost.remedy
    assert desk.files.path(lost.digest).read_bytes() == document()


def test_a_failed_upload_is_read_again(desk: Desk) -> None:
    upload, _ = desk.hand_in(document())
    desk.now = NOW + LOST * 2
    desk.act("again", upload)
    desk.reader().read(upload, desk.by)
    assert desk.ask("get", upload).state == "read" and len(desk.ask("found", upload)) == 3


def test_nothing_is_read_twice_at_once(desk: Desk) -> None:
    upload, _ = desk.hand_in(document())
    with pytest.raises(Conflict, match="正在读取"):
        desk.act("again", upload)


def test_reading_again_keeps_what_was_decided(desk: Desk) -> None:
    upload = desk.read()
    draft = desk.act("accept", upload, FIRST)
    desk.act("leave", upload, SECOND)
    desk.act("again", upload)
    desk.reader().read(upload, desk.by)
    found = desk.ask("found", upload)
    assert [one.verdict for one in found] == [OPEN, ACCEPTED, LEFT] and found[FIRST].draft == draft.id


def test_there_is_nothing_under_other_numbers(desk: Desk) -> None:
    upload = desk.read()
    for verb, given in (("get", (99,)), ("text", (upload, 99))):
        with pytest.raises(NotFound):
            desk.ask(verb, *given)


def test_every_act_is_written_down_without_a_word_of_the_text(desk: Desk) -> None:
    upload = desk.read()
    desk.act("describe", upload, document_no="通医保发〔2022〕21号")
    desk.act("accept", upload, FIRST)
    desk.act("leave", upload, SECOND)
    desk.act("reopen", upload, SECOND)
    desk.act("again", upload)
    assert acts(desk) == ["upload.take", "upload.read", "upload.describe", "upload.accept", "upload.leave", "upload.reopen", "upload.again"]
    with db.reading(desk.database) as session:
        told = "".join(session.scalars(select(AuditRow.told)))
    assert "用人单位" not in told and "营业执照" not in told


def test_an_item_is_named_by_its_region_and_slug(desk: Desk) -> None:
    upload = desk.read()
    assert desk.ask("found", upload)[FIRST].name == Name("guide", "320600", "danwei-canbao-dengji")

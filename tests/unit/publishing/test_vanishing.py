"""Words that the law orders away: two people, a ground, every copy on the desk, and a proof that still verifies."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError

from mingbai import db
from mingbai.errors import Conflict, Forbidden, Gone, NotFound, Refusal
from mingbai.guides.version import Name
from mingbai.people.actor import Actor, By, Grant
from mingbai.people.rows import AuditRow
from mingbai.publishing import ledger
from mingbai.publishing.events import Changed
from mingbai.publishing.library import Library
from mingbai.publishing.rows import CommentRow, DraftRow, EditionRow, ParsedRow, ReleaseRow, TextRow, VanishingRow
from mingbai.publishing.vanishing import Copies, Vanishing, copies_of, words_of
from tests.makers import NOW, make_copy, make_guide, publish

HOUR = timedelta(hours=1)
GUIDE = Name("guide", "320600", "employer-enrolment")
GROUND = "某市某区人民法院〔2026〕1号民事判决书"
SECRET = "联系人张三，身份证号320602199001011234"
APPROVER = By(Actor(8, "approver", "签发人", (Grant("approver", "320600"),)))
GUARD = By(Actor(9, "guard", "安全员", (Grant("security"),)))
SPOILT, MENDED = make_copy(make_guide(summary=SECRET)), make_copy(make_guide(summary="参保登记。"))


def _remove(database: db.Database, first: By = APPROVER, second: By = GUARD, ground: str = GROUND, number: int = 1) -> Copies:
    with db.writing(database) as (session, _):
        return Vanishing(session, lambda: NOW + 2 * HOUR, first, second).remove(words_of(session, GUIDE, number), ground)


@pytest.fixture
def spoilt(database: db.Database) -> db.Database:
    """A guide whose first version says too much, and a second that does not."""
    publish(database, SPOILT)
    publish(database, MENDED, now=NOW + HOUR)
    return database


@pytest.mark.parametrize(("first", "second"), [(APPROVER, GUARD), (GUARD, APPROVER)])
def test_the_words_are_gone_and_the_proof_stays(spoilt: db.Database, first: By, second: By) -> None:
    _remove(spoilt, first, second)
    with db.reading(spoilt) as session:
        assert ledger.verify(session) is None
        assert session.get(ParsedRow, SPOILT.digest) is None
        library = Library(session, NOW + 2 * HOUR)
        gone, kept = library.version(*GUIDE, 1), library.current(*GUIDE)
        assert gone.removed and gone.text is None and gone.digest == SPOILT.digest
        with pytest.raises(Gone, match="依法移除"):
            _ = gone.value
        assert kept.value.summary == "参保登记。"
        assert library.state().number == 3
        row = session.get_one(VanishingRow, SPOILT.digest)
        assert (row.ground, row.first_id, row.second_id) == (GROUND, first.actor.id, second.actor.id)
        entries = session.execute(text("SELECT kind, actor_id, digest FROM ledger WHERE number > 2 ORDER BY number")).all()
        assert [tuple(entry) for entry in entries] == [
            ("vanish", first.actor.id, SPOILT.digest),
            ("ground", second.actor.id, ledger.ordered(row)),
        ]


def test_both_people_are_in_the_audit_log_and_the_words_are_not(spoilt: db.Database) -> None:
    _remove(spoilt)
    with db.reading(spoilt) as session:
        found = session.execute(select(AuditRow).order_by(AuditRow.id)).scalars().all()
        assert [(row.act, row.actor_id, row.object) for row in found] == [("vanish", number, "/".join(GUIDE)) for number in (8, 9)]
        assert GROUND in found[0].told and "张三" not in "".join(row.told for row in found)


def test_what_is_in_force_and_gone_is_in_lists_without_words(spoilt: db.Database) -> None:
    _remove(spoilt, number=2)
    with db.reading(spoilt) as session:
        library = Library(session, NOW + 2 * HOUR)
        assert library.current(*GUIDE).removed
        assert [(heading.removed, heading.title) for heading in library.listing("guide")] == [(True, GUIDE.slug)]
        assert [item.title for item in library.releases()[0].items] == [""]
        assert library.releases()[1].items[0].title == "单位参保登记"


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        (APPROVER, APPROVER, "两个人"),
        (APPROVER, By(Actor(8, "approver", "签发人", (Grant("security"),))), "两个人"),
        (APPROVER, By(Actor(10, "other", "另一签发人", (Grant("approver"),))), "一名签发人和一名安全管理员"),
        (GUARD, By(Actor(10, "other", "另一安全员", (Grant("security"),))), "一名签发人和一名安全管理员"),
        (By(Actor(8, "far", "外地", (Grant("approver", "420000"),))), GUARD, "负责这个地区"),
        (By(Actor(8, "editor", "编辑", (Grant("editor"),))), GUARD, "一名签发人和一名安全管理员"),
    ],
)
def test_it_takes_an_approver_and_a_security_administrator(spoilt: db.Database, first: By, second: By, sentence: str) -> None:
    with pytest.raises(Forbidden, match=sentence):
        _remove(spoilt, first, second)
    with db.reading(spoilt) as session:
        assert session.get_one(TextRow, SPOILT.digest).text == SPOILT.text


def test_it_takes_a_ground_and_a_version_that_there_is(spoilt: db.Database) -> None:
    with pytest.raises(Refusal, match="写明依据"):
        _remove(spoilt, ground=" ")
    with pytest.raises(NotFound, match="没有这个事项的第 9 版"):
        _remove(spoilt, number=9)


def test_every_version_of_the_same_words_goes_and_is_named_before(spoilt: db.Database) -> None:
    publish(spoilt, SPOILT, now=NOW + HOUR)
    with db.reading(spoilt) as session:
        words = words_of(session, GUIDE, 1)
    assert [(holder.name, holder.number) for holder in words.holders] == [(GUIDE, 1), (GUIDE, 3)]
    _remove(spoilt)
    with db.reading(spoilt) as session:
        library = Library(session, NOW + 2 * HOUR)
        assert [version.removed for version in library.versions(*GUIDE)] == [True, False, True]


def test_the_same_words_do_not_come_back(spoilt: db.Database) -> None:
    _remove(spoilt)
    with pytest.raises(Conflict, match="依法移除"):
        publish(spoilt, SPOILT, now=NOW + 3 * HOUR)


def _prepare(database: db.Database, seen: int, words: str | None, **parts: object) -> int:
    """A draft of the guide with its edition and a comment, in a release of its own; returns the release."""
    with db.writing(database) as (session, _):
        release = ReleaseRow(state="preparing", title="准备", dated="decided", actor_id=7, created_at=NOW)
        session.add(release)
        session.flush()
        of = {"release_id": release.id, "kind": GUIDE.kind, "region": GUIDE.region, "slug": GUIDE.slug}
        common = {"text": words, "note": SECRET, "actor_id": 7, "saved_at": NOW}
        session.add(DraftRow(**of, **common, seen=seen, change="changed"))
        session.add(EditionRow(**of, **common, edition=1))
        session.add(EditionRow(**of, **(common | {"text": MENDED.text}), edition=2))
        session.add(CommentRow(**of, field="summary", text=SECRET, actor_id=8, at=NOW))
        return release.id


def _left(database: db.Database, row: type) -> int:
    with db.reading(database) as session:
        return session.execute(select(func.count()).select_from(row)).scalar_one()


@pytest.mark.parametrize(
    ("seen", "words"), [(1, SPOILT.text.replace("申请", "提出申请")), (2, SPOILT.text)], ids=["made from it", "rolled back to it"]
)
def test_copies_on_the_desk_go_and_who_wrote_stays(spoilt: db.Database, seen: int, words: str) -> None:
    _prepare(spoilt, seen, words)
    with db.reading(spoilt) as session:
        before = copies_of(session, words_of(session, GUIDE, 1))
    assert _remove(spoilt) == before == Copies(drafts=1, editions=1, comments=1, kept=0)
    assert (_left(spoilt, DraftRow), _left(spoilt, CommentRow)) == (0, 0)
    with db.reading(spoilt) as session:
        editions = session.execute(select(EditionRow).order_by(EditionRow.edition)).scalars().all()
        assert [(row.text, row.actor_id) for row in editions] == [(None, 7), (MENDED.text, 7)]
        assert editions[0].note is None


def test_a_draft_of_other_words_is_kept_and_named(spoilt: db.Database) -> None:
    _prepare(spoilt, 2, MENDED.text.replace("申请", "提出申请"))
    assert _remove(spoilt).kept == 1
    assert _left(spoilt, DraftRow) == 1


def test_a_second_run_only_purges_again(spoilt: db.Database) -> None:
    _remove(spoilt)
    _prepare(spoilt, 1, SPOILT.text)
    assert _remove(spoilt).drafts == 1
    with db.reading(spoilt) as session:
        assert session.execute(text("SELECT count(*) FROM ledger")).scalar_one() == 4
        assert ledger.verify(session) is None


def test_others_are_told(spoilt: db.Database) -> None:
    told: list[Changed] = []
    with db.writing(spoilt) as (session, _):
        words = words_of(session, GUIDE, 1)
        Vanishing(session, lambda: NOW + 2 * HOUR, APPROVER, GUARD, told.append).remove(words, GROUND)
    assert told == [Changed(3, words.holders[0].release, (GUIDE,))]


@pytest.mark.parametrize(
    ("entry", "command"),
    [
        (4, "UPDATE vanishings SET ground = '别的依据'"),
        (4, "UPDATE vanishings SET second_id = 10"),
        (3, "DELETE FROM vanishings"),
        (4, "DELETE FROM ledger WHERE number = 4"),
    ],
)
def test_record_and_entries_are_held_against_each_other(spoilt: db.Database, entry: int, command: str) -> None:
    _remove(spoilt)
    with spoilt.migrating.begin() as connection:
        if connection.dialect.name == "sqlite":
            for name in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text(command))
    with db.reading(spoilt) as session:
        broken = ledger.verify(session)
    assert broken is not None and broken.number == entry


def test_the_database_takes_no_record_without_entry_nor_by_one_person(spoilt: db.Database) -> None:
    for people in ((8, 9), (8, 8)):
        with pytest.raises(DatabaseError, match="frozen: vanishings"), db.writing(spoilt) as (session, _):
            session.add(VanishingRow(digest=SPOILT.digest, ground=GROUND, first_id=people[0], second_id=people[1], created_at=NOW))
    with pytest.raises(DatabaseError, match="frozen: vanishings people"), db.writing(spoilt) as (session, _):
        ledger.append(session, ledger.VANISH, SPOILT.digest, 8, NOW + 2 * HOUR, None)
        session.add(VanishingRow(digest=SPOILT.digest, ground=GROUND, first_id=8, second_id=8, created_at=NOW))


def test_the_database_itself_is_written_anew(spoilt: db.Database) -> None:
    _remove(spoilt)
    db.scrub(spoilt, ("texts", "parsed", "drafts", "editions", "comments"))
    with db.reading(spoilt) as session:
        assert ledger.verify(session) is None
    publish(spoilt, make_copy(make_guide(name="以后")), now=NOW + 3 * HOUR)

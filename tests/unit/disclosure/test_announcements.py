"""The announcement of a release, published or in preparation: the same words, in pages, within their room."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest

from mingbai import db
from mingbai.disclosure.announcements import ITEMS, ROOM, Announcement, Facts, Pair, announcement, announcement_of_drafts
from mingbai.errors import NotFound
from mingbai.guides.kinds import Lexicon, Term
from mingbai.guides.version import Name, Withdrawn
from mingbai.publishing.library import Library
from mingbai.publishing.releases import Ending
from tests.makers import NOW, make_copy, make_guide, publish

DAY = timedelta(days=1)
ONE, TWO = Name("guide", "320600", "one"), Name("guide", "320600", "two")
BEFORE, AFTER = make_guide("one", name="甲", fee="否"), make_guide("one", name="甲", fee="收费", risk_level="高风险")
FACTS = Facts(title="关于调整的公告", document_no="〔2026〕2号", effective_from=NOW + 9 * DAY)


def of(database: db.Database, count: int, now=NOW + 5 * DAY, page: int = 1) -> Announcement:
    """The announcement of the release that was published as number ``count``."""
    with db.reading(database) as session:
        library = Library(session, now)
        return announcement(library, library.releases()[-count].id, now, page)


@pytest.fixture
def changed(database: db.Database) -> db.Database:
    """Two guides; then one is changed and the other ends in it, nine days from the first."""
    publish(database, make_copy(BEFORE), make_copy(make_guide("two", name="乙")))
    end = Ending(TWO, "合并", "并入甲。", (ONE,))
    publish(
        database, make_copy(AFTER), end, now=NOW + DAY, effective_from=FACTS.effective_from, title=FACTS.title, document_no="〔2026〕2号"
    )
    return database


def test_what_is_prepared_is_announced_in_the_words_in_which_it_will_be(changed: db.Database) -> None:
    done = of(changed, 2)
    ended = Withdrawn(why="合并", reason="并入甲。", effective_from=NOW + 9 * DAY, successors=(ONE,))
    pairs = (Pair(name=ONE, before=BEFORE, after=AFTER), Pair(name=TWO, before=make_guide("two", name="乙"), after=None, ended=ended))
    draft = announcement_of_drafts(FACTS, pairs, {ONE: "甲"})
    plain = [dataclasses.replace(one, number=0, before=0) for one in (*done.changed, *done.withdrawn)]
    assert plain == [*draft.changed, *draft.withdrawn] and done.counts == draft.counts == (0, 1, 1)
    assert (draft.facts.title, draft.facts.document_no, draft.facts.effective_from) == (
        done.facts.title,
        "〔2026〕2号",
        done.facts.effective_from,
    )
    assert draft.id is None and draft.entry is None


def test_what_changed_is_told_without_what_is_internal(changed: db.Database) -> None:
    assert of(changed, 2).changed[0].sentences == ("收费由“否”改为“收费”。",)


def test_it_is_scheduled_until_its_time_has_come(changed: db.Database) -> None:
    assert of(changed, 2).scheduled and not of(changed, 2, NOW + 10 * DAY).scheduled


def test_the_first_of_everything_says_so_and_the_head_is_that_of_its_day(changed: db.Database) -> None:
    first = of(changed, 1)
    assert first.first and first.counts == (2, 0, 0) and first.head == first.entry and first.entry.number == 1
    publish(changed, make_copy(make_guide("three")), now=NOW + DAY)
    assert of(changed, 2).entry.number == 2 and of(changed, 2).head.number == 3


def test_many_items_share_the_room_of_a_page_and_nobody_is_left_out() -> None:
    tips = tuple(f"第{at}条提示说的是办理以前应当准备的第{at}件事情" for at in range(9))
    pairs = []
    for at in range(ITEMS + 5):
        before = make_guide(f"g{at}", tips=tips)
        pairs.append(
            Pair(
                name=Name("guide", "320600", f"g{at}"),
                before=before,
                after=dataclasses.replace(before, tips=(), fee="否", summary="新的描述"),
            )
        )
    first, second = (announcement_of_drafts(FACTS, pairs, page=page) for page in (1, 2))
    assert (len(first.changed), len(second.changed), first.pages) == (ITEMS, 5, (1, 2))
    assert sum(len(sentence) for one in first.changed for sentence in one.sentences) <= ROOM + 60 * ITEMS
    assert all(one.sentences and len(one.sentences) + one.more == 3 for one in first.changed) and any(one.more for one in first.changed)
    assert all(not one.more for one in second.changed)
    with pytest.raises(NotFound, match="没有第 3 页"):
        announcement_of_drafts(FACTS, pairs, page=3)


def test_a_document_without_a_title_is_not_called_by_its_file_alone(database: db.Database) -> None:
    publish(database, make_copy(BEFORE), title="001_b69f", source_document="001_b69f.txt")
    assert of(database, 1).facts.title == "原文未载标题（001_b69f.txt）"


def test_lexicons_are_counted_in_a_line_and_not_told(changed: db.Database) -> None:
    lexicon = Lexicon(slug="papers", title="证件", terms=(Term(term="社保卡"),))
    publish(changed, make_copy(lexicon, kind="lexicon"), make_copy(make_guide("three", name="丙")), now=NOW + 2 * DAY)
    done = of(changed, 3)
    pairs = (Pair(name=Name("lexicon", "", "papers"), before=None, after=lexicon), Pair(name=ONE, before=None, after=BEFORE))
    for told in (done, announcement_of_drafts(FACTS, pairs)):
        assert (told.for_search, told.counts, len(told.added)) == (1, (1, 0, 0), 1)
    assert of(changed, 2).for_search == 0

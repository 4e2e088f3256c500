"""The contract that every engine keeps."""

import multiprocessing
from pathlib import Path

import pytest

from mingbai.search.chinese import words
from mingbai.search.embedded import EmbeddedIndex
from mingbai.search.entry import Entry
from mingbai.search.index import Asked, Index, IndexBusy
from mingbai.search.large import LargeIndex


def make(slug: str, name: str, region: str = "320600", **more: str) -> Entry:
    fields = dict.fromkeys(("service", "aliases", "asked", "main_item", "materials", "basis", "body", "code"), "")
    return Entry(region=region, slug=slug, digest=f"{slug}1", name=name, audiences=(), **{**fields, **more})


ENTRIES = (
    make("allowance", "生育津贴支付", service="maternity-allowance", asked="产假工资谁发", code="322036024000"),
    make("maternity", "生育医疗费支付", service="maternity-payment", body="生育津贴另行申请"),
    make("transfer", "转移接续手续办理", region="420000", service="transfer", materials="参保凭证"),
)


@pytest.fixture(params=[EmbeddedIndex, LargeIndex])
def index(request, tmp_path: Path) -> Index:
    return request.param(tmp_path)


@pytest.fixture
def filled(index: Index) -> Index:
    index.change(ENTRIES, (), "7")
    return index


def slugs(index: Index, text: str, **more: str) -> list[str]:
    return [hit.slug for hit in index.find(Asked(words=tuple(words(text)), **more))]


def test_an_index_that_is_not_there_is_empty(index: Index) -> None:
    assert dict(index.digests()) == {} and index.mark() == "" and list(index.find(Asked(words=("医保",)))) == []


def test_says_what_it_holds_and_up_to_which_state(filled: Index) -> None:
    assert filled.digests() == {"320600/allowance": "allowance1", "320600/maternity": "maternity1", "420000/transfer": "transfer1"}
    assert filled.mark() == "7"


def test_any_word_may_match_and_the_name_counts_most(filled: Index) -> None:
    assert slugs(filled, "生育津贴") == ["allowance", "maternity"]
    assert slugs(filled, "产假工资") == ["allowance"]


def test_a_region_narrows(filled: Index) -> None:
    assert slugs(filled, "手续 生育", region="420000") == ["transfer"]


def test_finds_by_the_beginning_of_an_item_code(filled: Index) -> None:
    assert [hit.slug for hit in filled.find(Asked(code="322036"))] == ["allowance"]


def test_finds_by_a_single_character_of_a_name(filled: Index) -> None:
    assert [hit.slug for hit in filled.find(Asked(characters=("津",)))] == ["allowance"]


def test_a_change_replaces_and_drops(filled: Index) -> None:
    filled.change([make("maternity", "计划生育医疗费支付")], ["420000/transfer"], "8")
    assert slugs(filled, "计划") == ["maternity"] and slugs(filled, "转移") == [] and len(filled.digests()) == 2


def test_a_change_that_fails_half_way_changes_nothing(filled: Index) -> None:
    def failing():
        yield make("new", "医保电子凭证申领")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        filled.change(failing(), ["420000/transfer"], "9")
    assert slugs(filled, "电子") == [] and slugs(filled, "转移") == ["transfer"] and filled.mark() == "7"
    filled.change([make("new", "医保电子凭证申领")], (), "9")
    assert slugs(filled, "电子") == ["new"]


@pytest.mark.parametrize("typed", ["*", "title:x", '"', "()", "a AND", "医 NOT", "😀", "x" * 1000, "name:*", "[a TO z]"])
def test_what_is_typed_is_never_syntax(filled: Index, typed: str) -> None:
    assert slugs(filled, typed) == []


def test_nothing_asked_finds_nothing(filled: Index) -> None:
    assert list(filled.find(Asked())) == []


def test_another_reader_sees_a_change_at_once(tmp_path: Path) -> None:
    first, second = EmbeddedIndex(tmp_path), EmbeddedIndex(tmp_path)
    first.change(ENTRIES[:1], (), "1")
    assert slugs(second, "生育") == ["allowance"]
    first.change(ENTRIES[1:2], (), "2")
    assert set(slugs(second, "生育")) == {"allowance", "maternity"}


def hold(folder: str, started, done) -> None:
    def slow():
        started.set()
        done.wait(20)
        yield ENTRIES[0]

    EmbeddedIndex(Path(folder)).change(slow(), (), "1")


def test_a_second_writer_is_told_that_the_index_is_busy(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    started, done = context.Event(), context.Event()
    other = context.Process(target=hold, args=(str(tmp_path), started, done))
    other.start()
    assert started.wait(20)
    with pytest.raises(IndexBusy):
        EmbeddedIndex(tmp_path).change(ENTRIES, (), "1")
    done.set()
    other.join(20)
    assert slugs(EmbeddedIndex(tmp_path), "生育") == ["allowance"]

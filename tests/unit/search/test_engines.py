"""One suite that every engine passes: what is found, in which order, and that what is typed is never syntax."""

from __future__ import annotations

import random
import string
from collections.abc import Callable
from pathlib import Path

import pytest

from mingbai.errors import Refusal
from mingbai.search.chinese import words
from mingbai.search.embedded import EmbeddedIndex
from mingbai.search.engines import index_of
from mingbai.search.index import Asked, Boosts, Index
from mingbai.search.large import LargeIndex
from mingbai.search.table import surface
from tests.entries import ENTRIES, make
from tests.sites import settings_at

ENGINES = {"whoosh": EmbeddedIndex, "tantivy": LargeIndex}


@pytest.fixture(params=ENGINES)
def engine(request) -> Callable[[Path], Index]:
    return ENGINES[request.param]


@pytest.fixture
def index(engine, tmp_path: Path) -> Index:
    return engine(tmp_path)


@pytest.fixture
def filled(index: Index) -> Index:
    index.change(ENTRIES, (), "7")
    return index


def found(index: Index, typed: str = "", **more) -> list[str]:
    return [hit.slug for hit in index.find(Asked(words=tuple(words(typed)), **more))]


def test_an_index_that_is_not_there_is_empty(index: Index) -> None:
    assert dict(index.digests()) == {} and index.mark() == "" and list(index.find(Asked(words=("医保",)))) == []


def test_says_what_it_holds_and_up_to_which_state(filled: Index) -> None:
    assert filled.digests() == {"320600/allowance": "allowance1", "320600/maternity": "maternity1", "420000/transfer": "transfer1"}
    assert filled.mark() == "7"


def test_any_word_may_match_and_the_name_counts_most(filled: Index) -> None:
    assert found(filled, "生育津贴") == ["allowance", "maternity"]
    assert found(filled, "产假工资") == ["allowance"]


@pytest.mark.parametrize("more", [{"region": "420000"}, {"regions": ("420000",)}])
def test_a_region_narrows(filled: Index, more) -> None:
    assert found(filled, "手续 生育", **more) == ["transfer"]
    assert found(filled, services=("transfer", "maternity-payment"), **more) == ["transfer"]
    assert found(filled, "手续 生育", region="990000") == []


def test_several_regions_narrow_to_any_of_them(filled: Index) -> None:
    assert set(found(filled, "手续 生育", regions=("420000", "320600"))) == {"allowance", "maternity", "transfer"}


def test_finds_by_the_beginning_of_an_item_code(filled: Index) -> None:
    assert found(filled, code="322036") == ["allowance"] == found(filled, code="３２２036024000")
    assert found(filled, code="22036") == [] == found(filled, code="3220360240001")


def test_finds_by_a_single_character_of_a_name(filled: Index) -> None:
    assert found(filled, characters=("津",)) == ["allowance"]


@pytest.mark.parametrize(
    ("phrase", "slugs"),
    [
        ("《社会保险法》第五十四条", ["maternity"]),
        ("社会保险法", ["maternity"]),
        ("国务院令第735号", ["transfer"]),
        ("参保凭证", ["transfer"]),
        ("凭证参保", []),
        ("保险法第五十五条", []),
        ("第54条", []),
        ("法国", []),
        ("国务", ["transfer"]),
        ("法", []),
    ],
)
def test_a_phrase_is_found_to_the_letter_and_never_across_lines(filled: Index, phrase: str, slugs: list[str]) -> None:
    assert found(filled, phrases=(surface(phrase),)) == slugs


def test_the_basis_is_found_by_phrases_only(filled: Index) -> None:
    assert found(filled, "社会保险法") == []


def test_services_come_whatever_the_words(filled: Index) -> None:
    assert found(filled, "产假工资", services=("transfer",)) == ["allowance", "transfer"]
    assert found(filled, services=("transfer", "nothing", "maternity-payment")) == ["maternity", "transfer"]


def test_audiences_count_and_are_enough_by_themselves(filled: Index) -> None:
    assert found(filled, audiences=("flexible", "retiree")) == ["transfer"]
    assert found(filled, audiences=("nobody",)) == []


def test_the_weight_of_a_word_counts(filled: Index) -> None:
    two = {"words": ("津贴", "转移")}
    assert next(hit.slug for hit in filled.find(Asked(**two, weights=(1, 0.01)))) == "allowance"
    assert next(hit.slug for hit in filled.find(Asked(**two, weights=(0.01, 1)))) == "transfer"


def test_the_weights_of_fields_come_with_the_question(filled: Index) -> None:
    assert found(filled, "生育津贴", boosts=Boosts(name=0.01, asked=0.01, body=50)) == ["maternity", "allowance"]
    assert found(filled, "生育津贴") == ["allowance", "maternity"]


def test_no_service_crowds_out_the_others(index: Index) -> None:
    places = [make("card", "医保电子凭证申领", region=f"32{number:04d}", service="card") for number in range(300)]
    index.change([*places, make("lost", "医保凭证挂失", service="lost", body="凭证" * 9)], (), "1")
    slugs = found(index, "医保凭证", limit=50, each=20)
    assert slugs.count("card") == 20 and "lost" in slugs
    assert len(found(index, "挂失", services=("card",), each=20)) == 21


def test_guides_of_no_service_are_not_taken_for_one(index: Index) -> None:
    index.change([make(f"free-{number:02d}", "医保凭证") for number in range(30)], (), "1")
    assert len(found(index, "凭证", each=5)) == 30 and len(found(index, "凭证", limit=7)) == 7


def test_equals_stand_in_the_order_of_their_keys_whatever_the_history(engine, tmp_path: Path) -> None:
    places = [make("card", "医保电子凭证申领", region=f"{number:06d}", service="card") for number in range(30)]
    expected = [entry.key for entry in places]
    for seed in range(3):
        index = engine(tmp_path / str(seed))
        mixed = random.Random(seed).sample(places, len(places))
        index.change(mixed[:20], (), "1")
        index.change(mixed[10:], (), "2")
        asked = Asked(words=("医保", "凭证"))
        answers = [[f"{hit.region}/{hit.slug}" for hit in index.find(asked)] for _ in range(3)]
        assert answers == [expected] * 3


def test_both_engines_score_alike(tmp_path: Path) -> None:
    answers = []
    for name, engine in ENGINES.items():
        index = engine(tmp_path / name)
        index.change(ENTRIES, (), "1")
        answers.append([(hit.slug, round(hit.score, 2)) for hit in index.find(Asked(words=("生育", "津贴", "手续"), code="322"))])
    assert answers[0] == answers[1]


def test_a_change_replaces_and_drops(filled: Index) -> None:
    filled.change([make("maternity", "计划生育医疗费支付")], ["420000/transfer", "999999/never"], "8")
    assert found(filled, "计划") == ["maternity"] and found(filled, "转移") == [] and len(filled.digests()) == 2
    assert filled.mark() == "8"


def test_replacing_leaves_nothing_of_before(filled: Index) -> None:
    filled.replace([make("new", "医保电子凭证申领")], "9")
    assert dict(filled.digests()) == {"320600/new": "new1"} and filled.mark() == "9" and found(filled, "转移") == []


def test_a_change_of_nothing_leaves_its_mark(filled: Index) -> None:
    filled.change((), (), "8")
    assert filled.mark() == "8" and len(filled.digests()) == 3


def test_what_is_cleared_is_gone_for_everybody(filled: Index, engine, tmp_path: Path) -> None:
    other = engine(tmp_path)
    assert found(other, "津贴")
    filled.clear()
    assert found(other, "津贴") == [] == found(filled, "津贴") and other.mark() == "" == filled.mark()


@pytest.mark.parametrize("typed", ["*", "title:x", '"', "()", "a AND", "医 NOT", "😀", "x" * 1000, "name:*", "[a TO z]", "\x00", "\\"])
def test_what_is_typed_is_never_syntax(filled: Index, typed: str) -> None:
    assert found(filled, typed) == []
    raw = (typed,)
    assert list(filled.find(Asked(words=raw, phrases=raw, characters=raw, code=typed, audiences=raw, services=raw, region=typed))) == []


def test_anything_may_be_asked(filled: Index) -> None:
    chance = random.Random(5)
    letters = string.printable + "医保生育津贴😀\u200b\ud7ff\uffff￥（"
    for _ in range(200):
        text = "".join(chance.choices(letters, k=chance.randrange(1, 40)))
        filled.find(Asked(words=(text,), phrases=(text,), characters=(text,), code=text, services=(text,), audiences=(text,)))


def test_a_thousand_words_are_answered(filled: Index) -> None:
    asked = Asked(words=(*(f"w{number}" for number in range(1000)), "津贴"), phrases=tuple("国务" for _ in range(50)))
    assert [hit.slug for hit in filled.find(asked)] == ["transfer", "allowance", "maternity"]


def test_nothing_asked_finds_nothing(filled: Index) -> None:
    assert list(filled.find(Asked())) == [] == list(filled.find(Asked(region="320600")))


@pytest.mark.parametrize("name", ENGINES)
def test_the_setting_names_the_engine(tmp_path: Path, name: str) -> None:
    assert type(index_of(settings_at(tmp_path, **{"search.engine": name}))) is ENGINES[name]


def test_an_engine_that_there_is_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="没有这种检索引擎：lucene"):
        index_of(settings_at(tmp_path, **{"search.engine": "lucene"}))

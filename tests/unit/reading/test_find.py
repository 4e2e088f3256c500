"""The results page of a small site: what it says, what its links carry, and what it makes of an address that somebody typed."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from mingbai import db
from mingbai.guides.guide import Channel, TimeLimit
from mingbai.guides.kinds import Lexicon, LifeEvent, Service, Term
from mingbai.publishing.library import Library
from mingbai.reading import find
from mingbai.reading.asking import asking_of
from mingbai.reading.ideas import ideas
from mingbai.reading.shelf import Shelf
from mingbai.search.query import Query
from tests.makers import NOW, make_copy, make_guide

ALLOWANCE = Service(
    slug="allowance",
    order=1,
    name="生育津贴支付",
    plain="产假期间的工资怎么领",
    group="生育待遇",
    phrasings=("产假工资谁发", "生孩子单位不给发工资"),
)
CLAIM = Service(
    slug="claim",
    order=2,
    name="生育医疗费支付",
    plain="生孩子的住院费怎么报",
    group="生育待遇",
    phrasings=("生孩子住院费报销", "剖腹产能报多少"),
)
WORDS = Lexicon(
    slug="words",
    title="词",
    terms=(Term(term="生育", asked=("生娃",), services=("allowance", "claim")), Term(term="驾驶证", outside="公安交通管理部门")),
)
WINDOW, ONLINE = Channel(kind="window", detail="窗口"), Channel(kind="online", detail="网上")
LIMIT = TimeLimit(raw="10个工作日", kind="working_days", days=10)
GUIDES = (
    make_guide(
        "allowance",
        name="生育津贴支付",
        service="allowance",
        channels=(WINDOW, ONLINE),
        audiences=("employee",),
        time_limit=LIMIT,
        fee="不收费",
    ),
    make_guide("allowance", name="生育津贴支付", service="allowance", region="320900", channels=(WINDOW,), audiences=("employee",)),
    make_guide("claim", name="生育医疗费支付", service="claim", region="320900", channels=(WINDOW,), audiences=("employee", "resident")),
)
ALL = (
    *(make_copy(one, kind="service") for one in (ALLOWANCE, CLAIM)),
    make_copy(WORDS, kind="lexicon"),
    make_copy(LifeEvent(slug="birth", order=1, name="出生", plain="先参保"), kind="event"),
    *map(make_copy, GUIDES),
)


@pytest.fixture
def app(site):
    return site(ALL)


def results(app, q: str, more: str = "", **asked):
    return app.get(f"/search?q={quote(q)}{more}", **asked).html.main


def titles(main) -> list[str]:
    return [one.get_text(strip=True) for one in main.select(".found h2")]


def linked(main, text: str) -> dict[str, str]:
    """The parameters of the first link of that text."""
    href = next(a["href"] for a in main.find_all("a") if text in a.get_text())
    return {key: values[0] for key, values in parse_qs(urlsplit(href).query).items()}


def test_a_service_is_a_row_with_its_places(app) -> None:
    main = results(app, "产假工资谁发")
    assert titles(main)[0] == "生育津贴支付"
    first = main.select_one(".found > li")
    assert "产假期间的工资怎么领" in first.get_text()
    assert [(a.get_text(), a["href"]) for a in first.select(".where a")] == [
        ("南通市", "/320600/allowance"),
        ("盐城市", "/320900/allowance"),
    ]


def test_a_place_in_the_question_is_applied_told_and_can_be_lifted(app) -> None:
    main = results(app, "盐城生育津贴")
    assert main.select_one(".understood").get_text(" ", strip=True).startswith("只列盐城市的。")
    first = main.select_one(".found > li")
    assert first.h2.a["href"] == "/320900/allowance"
    assert [a.get_text() for a in first.select(".others a")] == ["南通市", "各地怎么办"]
    lifted = linked(main, "看全部地区")
    assert lifted == {"q": "盐城生育津贴", "named": "no"}
    whole = results(app, "盐城生育津贴", "&named=no")
    assert {a.get_text() for a in whole.select(".found > li:first-child .where a")} == {"南通市", "盐城市"}
    assert linked(main.select_one(".facets"), "南通市") == {"q": "盐城生育津贴", "region": "320600", "named": "no"}


def test_the_place_chosen_narrows_and_the_others_stay_in_sight(app) -> None:
    main = results(app, "生育津贴", "&region=320600")
    assert titles(main) == ["生育津贴支付"]
    assert "生育医疗费支付" not in main.select_one(".found").get_text()
    assert linked(main.select_one(".chosen"), "南通市") == {"q": "生育津贴"}
    assert main.find("input", attrs={"name": "region"})["value"] == "320600"


def test_what_the_place_does_not_have_is_offered_from_elsewhere(app) -> None:
    main = results(app, "剖腹产能报多少", "&region=320600")
    said = main.get_text()
    assert "南通市没有这样的办事指南" in said or "这里没有“生育医疗费支付”" in said
    assert main.find("a", href="/320900/claim") is not None


@pytest.mark.parametrize(
    ("asked", "anchor", "text"),
    [
        ("要带什么", "#materials", "看要带的材料"),
        ("多久", "#time", "看要办多久"),
        ("在哪里办", "#where", "看在哪里办"),
        ("能不能网上办", "#where", "看能不能网上办"),
    ],
)
def test_a_question_about_a_matter_leads_into_the_guide(app, asked: str, anchor: str, text: str) -> None:
    main = results(app, f"南通生育津贴{asked}")
    link = main.select_one(".deep a")
    assert (link.get_text(), link["href"]) == (text, f"/320600/allowance{anchor}")
    assert app.get("/320600/allowance").html.find(id=anchor[1:]) is not None


def test_in_several_places_each_place_leads_into_its_guide(app) -> None:
    hrefs = [a["href"] for a in results(app, "生育津贴要带什么").select(".found > li:first-child .where a")]
    assert hrefs == ["/320600/allowance#materials", "/320900/allowance#materials"]


def test_what_was_repaired_is_told_with_a_way_back_and_a_way_forth(app) -> None:
    main = results(app, "shengyujintie")
    assert "已按“生育津贴" in main.select_one(".understood").get_text()
    assert linked(main, "原样查找") == {"q": "shengyujintie", "exact": "1"}
    exact = results(app, "shengyujintie", "&exact=1")
    assert "您是不是想找" in exact.get_text() and "已按" not in exact.get_text()
    assert linked(exact, "生育津贴") == {"q": "shengyujintie"}


def test_an_everyday_word_is_told_with_what_it_was_taken_for(app) -> None:
    assert "“生娃”也按“生育”找" in results(app, "生娃").select_one(".understood").get_text()


def test_a_row_shows_where_the_words_stand_in_the_guide_of_the_place_chosen(site) -> None:
    tipped = (make_guide("drug", name="门诊费用报销", region=place, tips=(f"外购药品在{place}须有处方",)) for place in ("320600", "320900"))
    app = site((make_copy(CLAIM, kind="service"), *map(make_copy, tipped)))
    for place in ("320600", "320900"):
        assert f"外购药品在{place}须有处方" in results(app, "外购药品", f"&region={place}").select_one(".found > li .snippet").get_text()


def test_facets_are_links_with_counts_that_combine_and_can_each_be_taken_away(app) -> None:
    main = results(app, "生育", "&audience=employee")
    assert "在职职工" in main.select_one(".chosen").get_text()
    assert linked(main.select_one(".facets"), "网上") == {"q": "生育", "audience": "employee", "way": "online"}
    both = results(app, "生育", "&audience=employee&way=online")
    assert titles(both) == ["生育津贴支付"]
    assert linked(both.select_one(".chosen"), "网上") == {"q": "生育", "audience": "employee"}
    assert linked(both.select_one(".chosen"), "全部去掉") == {"q": "生育"}
    assert main.select_one("details.facets").has_attr("open")
    assert not results(app, "生育").select_one("details.facets").has_attr("open")


def test_choices_that_leave_nothing_can_be_taken_away(app) -> None:
    main = results(app, "生育", "&audience=newborn")
    assert "没有找到" in main.get_text() and linked(main.select_one(".chosen"), "新生儿") == {"q": "生育"}


def test_what_is_not_ours_is_told_whose_it_is_and_where_to_call(app) -> None:
    main = results(app, "驾驶证换证")
    assert "公安交通管理部门" in main.get_text() and main.find("a", href="tel:12393") is not None
    assert "不记是谁写的" in main.get_text()


def test_where_nothing_is_found_other_words_are_offered(app, monkeypatch) -> None:
    monkeypatch.setattr(find, "ideas", lambda *asked: ("生育津贴支付",))
    main = results(app, "量子纠缠", "&region=320600")
    assert "您是不是想找" in main.select_one(".nothing").get_text()
    assert linked(main, "生育津贴支付") == {"q": "生育津贴支付", "region": "320600"}


def test_other_words_have_something_of_what_was_asked(app) -> None:
    registry = app.app.registry
    with db.reading(registry.database) as session:
        shelf = Shelf(Library(session, registry.now()), registry.kept, registry.now())
        assert ideas(shelf, registry.search, Query(typed="火箭津贴", words=("火箭", "津贴"))) == ("生育津贴支付",)
        assert ideas(shelf, registry.search, Query(typed="火箭", words=("火箭",))) == ()


def test_by_date_the_newest_comes_first(site) -> None:
    old, new = make_copy(make_guide("a", name="生育甲")), make_copy(make_guide("b", name="生育乙"))
    app = site((old,), now=NOW)
    registry = app.app.registry
    from tests.makers import publish

    publish(registry.database, new, now=NOW + timedelta(days=40))
    registry.now = lambda: NOW + timedelta(days=41)
    main = results(app, "生育", "&sort=date")
    assert titles(main) == ["生育乙", "生育甲"]
    assert "自2026年4月11日起施行" in main.get_text()


@pytest.mark.parametrize(
    "typed", ["*", "😀", "'; DROP TABLE items; --", "医" * 1000, '"', "a OR b)", "\x00", "<script>alert(1)</script>", "%", "医"]
)
def test_whatever_is_typed_ends_in_a_page(app, typed: str) -> None:
    page = app.get(f"/search?q={quote(typed)}")
    assert page.status_code == 200 and "<script>alert" not in page.text
    assert len(page.body) < 60_000


def test_fifty_facets_and_nonsense_do_no_harm(app) -> None:
    many = "".join(f"&audience=a{number}&region={number}&way=x&level=y&limit=z&item={number}&sort=q&page=z&exact=7" for number in range(50))
    assert results(app, "生育", many[:3000]).select_one("form.search") is not None
    assert titles(results(app, "生育", "&audience=martian&region=999999&sort=chance&page=-1&way=horse")) == titles(results(app, "生育"))


def test_a_long_text_is_read_from_its_beginning_and_said_so(app) -> None:
    main = results(app, "生育津贴" + "啊" * 200)
    assert "只按前 100 个字查找" in main.get_text() and titles(main)[0] == "生育津贴支付"


def test_a_page_that_there_is_not(app) -> None:
    app.get(f"/search?q={quote('生育')}&page=9", status=404)


def test_pages_go_on_with_every_choice(site) -> None:
    many = [
        make_copy(make_guide(f"g{number}", name=f"生育第{number}项", ordinal=number, audiences=("employee",))) for number in range(1, 24)
    ]
    app = site(tuple(many))
    main = results(app, "生育", "&audience=employee&page=2")
    assert [one.get_text() for one in main.select(".pages li")] == ["1", "2", "3"]
    assert linked(main.select_one(".pages"), "3") == {"q": "生育", "audience": "employee", "page": "3"}
    seen = [title for number in (1, 2, 3) for title in titles(results(app, "生育", f"&page={number}"))]
    assert len(seen) == len(set(seen)) == 23


def test_results_tell_a_script_what_was_asked_and_which_row_was_clicked(app) -> None:
    main = results(app, "生育")
    assert main.select_one(".found")["data-asked"] == "生育"
    ranks = [a["data-rank"] for a in main.select(".found h2 a")]
    assert ranks == [str(number) for number in range(1, len(ranks) + 1)]


def test_the_place_goes_from_home_to_the_results_and_back(app) -> None:
    home = app.get("/?region=320900").html.main
    assert home.find("input", attrs={"name": "region"})["value"] == "320900" and "先看盐城市的" in home.get_text()
    crumbs = app.get(f"/search?q={quote('生育')}&region=320900").html.select_one(".crumbs a")
    assert crumbs["href"] == "/?region=320900"
    guide = app.get("/320900/claim").html
    assert guide.select_one("form.search input[name=region]")["value"] == "320900"
    assert app.get("/?region=110000").html.find("input", attrs={"name": "region"}) is None


def test_degraded_is_told(app, monkeypatch) -> None:
    from mingbai.search.finding import Search

    def broken(*asked: object) -> None:
        raise OSError

    monkeypatch.setattr(Search, "hits", broken)
    main = results(app, "生育津贴")
    assert "全文查找暂时不可用" in main.get_text() and "生育津贴支付" in titles(main)


def test_an_address_is_read_as_far_as_it_makes_sense() -> None:
    asked = asking_of(
        {"q": " 生育 ", "region": "320600", "audience": "x", "limit": "10", "page": "²", "exact": "1", "named": "no", "item": "生" * 101}
    )
    assert (asked.q, asked.region, asked.audience, asked.limit, asked.page, asked.item) == ("生育", "320600", "", "10", 1, "")
    assert asked.also(region="", limit="5") == {"q": "生育", "limit": "5", "exact": "1", "named": "no"}
    assert re.fullmatch(r"\d", str(asked.page))

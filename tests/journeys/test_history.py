"""What anyone can see of a publication: every version, what changed in words, any day, and the announcement of each release."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from webtest import TestApp

from mingbai import db
from mingbai.app import application
from mingbai.guides.guide import Material, TimeLimit
from mingbai.guides.kinds import Document, Form, FormField, Service
from mingbai.guides.version import Name
from mingbai.people.actor import Actor, By, Grant
from mingbai.publishing.press import Press
from mingbai.publishing.releases import Ending
from mingbai.publishing.vanishing import Vanishing, words_of
from tests.makers import NOW, make_copy, make_guide, publish

DAY = timedelta(days=1)
FIRST = make_guide(
    "one",
    name="参保登记",
    service="enrol",
    materials=(Material(name="居住证明"), Material(name="社保卡")),
    time_limit=TimeLimit(raw="15个工作日", kind="working_days", days=15),
    risk_points=(),
)
SECOND = dataclasses.replace(
    FIRST, materials=FIRST.materials[1:], time_limit=TimeLimit(raw="10个工作日", kind="working_days", days=10), risk_level="高风险"
)
OTHER = make_guide("two", name="转移接续", service="enrol")
NEXT = make_guide("next", name="参保登记（新办法）", service="enrol")
FORM = Form(region="320600", slug="biao", name="登记表", fields=(FormField(label="姓名"),))
PAPER = Document(region="320600", slug="tongzhi", title="办事指南的通知", attachments=("附件一",))
SERVICE = Service(
    slug="enrol", order=1, name="单位参保", plain="给职工参保", group="参保", audiences=("employer",), life_events=("企业开办",)
)
APPROVER = By(Actor(8, "approver", "签发人", (Grant("approver", "320600"),)))
GUARD = By(Actor(9, "guard", "安全员", (Grant("security"),)))
ATOM = "{http://www.w3.org/2005/Atom}"


def day(app: TestApp, path: str, count: int, **asked: int):
    """The page of ``path`` as of so many days after the first release."""
    return app.get(path, {"on": (NOW + count * DAY).strftime("%Y-%m-%d")}, **asked)


@pytest.fixture
def app(site) -> TestApp:
    """Three releases: the first of everything; a change two days later; one that ends an item in another, ten days later, still to come."""
    made = site(now=NOW + 5 * DAY, **{"site.url": "https://ybj.example.gov.cn", "site.organ": "南通市医疗保障局"})
    database = made.app.registry.database
    first = [make_copy(one) for one in (FIRST, OTHER, NEXT)]
    others = [make_copy(FORM, kind="form"), make_copy(PAPER, kind="document"), make_copy(SERVICE, kind="service")]
    publish(database, *first, *others, title="关于公布办事指南的通知", document_no="通医保发〔2026〕1号", organ="南通市医疗保障局")
    changed = make_copy(SECOND, note="按省里新规定减材料、压时限。")
    publish(
        database, changed, now=NOW + 2 * DAY, title="关于调整参保登记的公告", document_no="通医保发〔2026〕2号", note="自公布之日起施行。"
    )
    end = Ending(Name("guide", "320600", "two"), "合并", "并入新办法。", (Name("guide", "320600", "next"),))
    publish(database, end, now=NOW + 3 * DAY, effective_from=NOW + 10 * DAY, title="关于合并转移接续的公告")
    return made


def later(app: TestApp, count: int) -> TestApp:
    """The same site so many days after the first release."""
    return TestApp(application(app.app.registry.mingbai, now=lambda: NOW + count * DAY))


class TestHistory:
    def test_a_guide_says_its_version_and_leads_to_all_of_them(self, app) -> None:
        page = app.get("/320600/one").html
        assert "第 2 版" in page.find(id="source").get_text()
        assert page.find("a", string="查看历次变更")["href"] == "/320600/one/versions/"
        assert page.find("a", string="这一版的公告")["href"] == "/announcements/2"

    def test_every_version_is_listed_with_what_changed_in_it_by_which_release(self, app) -> None:
        page = app.get("/320600/one/versions/").html
        newest, oldest = page.find("ol", class_="every-version").find_all("li", recursive=False)
        assert [one.get_text() for one in newest.find(class_="changes").find_all("li")] == [
            "材料减 1 项：居住证明。",
            "时限 15 → 10 个工作日。",
        ]
        assert "关于调整参保登记的公告" in newest.get_text() and "按省里新规定减材料、压时限。" in newest.get_text()
        assert "首次发布" in oldest.get_text() and "现行有效" in newest.get_text()

    def test_a_past_version_has_an_address_a_banner_and_is_not_indexed(self, app) -> None:
        page = app.get("/320600/one/versions/1").html
        assert "历史版本：第 1 版" in page.find(class_="banner").get_text()
        assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex" and "居住证明" in page.get_text()

    def test_any_two_versions_are_compared_in_words_and_marked_with_sign_and_line(self, app) -> None:
        page = app.get("/320600/one/compare/1/2").html
        compared = page.find(class_="compared")
        assert [head.get_text() for head in compared.find_all("h3")] == ["材料", "时限"]
        assert compared.find("del").get_text() == "删居住证明" and "10" in compared.find("ins").get_text()
        assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
        assert "删" in app.get("/320600/one/compare/2/1").html.find("del").get_text()
        assert "两版的公开内容相同" in app.get("/320600/one/compare/2/2").text

    def test_the_form_of_the_history_leads_to_the_comparison(self, app) -> None:
        publish(app.app.registry.database, make_copy(FIRST), now=NOW + 4 * DAY)
        form = app.get("/320600/one/versions/").forms[1]
        form["before"], form["after"] = "1", "3"
        assert form.submit(status=302).headers["Location"].endswith("/320600/one/compare/1/3")
        assert "没有选好" in app.get("/320600/one/compare?before=x", status=400).text

    def test_nothing_internal_is_told_of_a_version(self, app) -> None:
        for path in ("/320600/one/versions/", "/320600/one/compare/1/2", "/announcements/2", "/320600/one/announcements.atom"):
            assert "风险" not in app.get(path).text, path

    @pytest.mark.parametrize("path", ["/320600/forms/biao", "/320600/documents/tongzhi"])
    def test_forms_and_documents_have_a_history_too(self, app, path) -> None:
        changed = {
            "/320600/forms/biao": make_copy(dataclasses.replace(FORM, fields=(*FORM.fields, FormField(label="电话"))), kind="form"),
            "/320600/documents/tongzhi": make_copy(dataclasses.replace(PAPER, attachments=("附件一", "附件二甲")), kind="document"),
        }
        publish(app.app.registry.database, changed[path], now=NOW + 4 * DAY)
        assert app.get(path).html.find("a", string="查看历次变更")["href"] == f"{path}/versions/"
        listed = app.get(f"{path}/versions/").html.find(class_="changes").get_text()
        assert "填写项增 1 项：电话" in listed or "附件增 1 条：附件二甲" in listed
        assert "历史版本" in app.get(f"{path}/versions/1").html.find(class_="banner").get_text()
        assert app.get(f"{path}/compare/1/2").html.find("ins")
        assert "附件二甲" not in day(app, path, 1).text and "电话" not in day(app, path, 1).html.main.get_text()

    def test_a_service_has_one_as_well(self, app) -> None:
        publish(
            app.app.registry.database, make_copy(dataclasses.replace(SERVICE, plain="为单位职工参保"), kind="service"), now=NOW + 4 * DAY
        )
        assert app.get("/service/enrol").html.find("a", string="查看历次变更")["href"] == "/service/enrol/versions/"
        assert "一句话说明" in app.get("/service/enrol/versions/").text and app.get("/service/enrol/compare/1/2").html.find("ins")

    def test_versions_that_never_were_are_not_found(self, app) -> None:
        for path in ("/320600/none/versions/", "/320600/one/versions/9", "/320600/one/compare/1/9", "/announcements/99"):
            app.get(path, status=404)


class TestDays:
    def test_every_list_shows_what_was_in_force_that_day_and_keeps_the_day(self, app) -> None:
        publish(app.app.registry.database, make_copy(make_guide("late", name="后来的事项", service="enrol")), now=NOW + 4 * DAY)
        on = (NOW + DAY).strftime("%Y-%m-%d")
        for path in ("/", "/320600/", "/services", "/service/enrol", "/audience/employer", f"/event/{quote('企业开办')}"):
            page = day(app, path, 1).html
            assert "2026年3月3日当日的内容" in page.find(class_="banner").get_text(), path
            assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex", path
            assert "后来的事项" not in page.main.get_text(), path
            page.find(class_="banner").decompose()
            guides = [a["href"] for a in page.main.find_all("a") if a["href"].startswith("/320600/")]
            assert all(f"on={on}" in href for href in guides), (path, guides)
        assert "后来的事项" in app.get("/320600/").text

    def test_the_guide_of_a_day_leads_from_list_to_text_of_that_day(self, app) -> None:
        listed = day(app, "/320600/", 1)
        page = listed.click("^参保登记$")
        assert "居住证明" in page.html.find(id="materials").get_text()
        assert page.click("看现在的内容").html.find(class_="banner") is None

    def test_today_is_now(self, app) -> None:
        assert "居住证明" not in day(app, "/320600/one", 5).html.find(id="materials").get_text()

    def test_a_day_to_come_shows_what_is_approved(self, app) -> None:
        page = day(app, "/320600/", 11).html
        assert "按现在已经签发的版本" in page.find(class_="banner").get_text() and "转移接续" not in page.main.get_text()
        assert "转移接续" in day(app, "/320600/", 9).html.main.get_text()

    @pytest.mark.parametrize(
        "path", ["/", "/320600/", "/320600/one", "/services", "/service/enrol", "/audience/employer", "/320600/forms/biao"]
    )
    @pytest.mark.parametrize("asked", ["gestern", "2026-02-30", "2026-3-2", "'; --"])
    def test_what_is_no_date_is_told_in_a_sentence(self, app, path, asked) -> None:
        assert "不是一个日期" in app.get(path, {"on": asked}, status=400).text

    @pytest.mark.parametrize("asked", ["0001-01-01", "9999-12-31", "1999-12-31"])
    def test_the_ends_of_time_are_no_fault(self, app, asked) -> None:
        assert app.get("/320600/", {"on": asked}, expect_errors=True).status_code in (200, 404)
        assert app.get("/", {"on": asked}).status_code == 200
        assert app.get("/320600/one", {"on": asked}, expect_errors=True).status_code in (200, 404)

    def test_an_item_is_not_found_on_a_day_before_it_was(self, app) -> None:
        assert "还没有施行" in day(app, "/320600/one", -1, status=404).text


class TestEndings:
    def test_an_end_that_is_approved_is_told_beforehand(self, app) -> None:
        assert "将于2026年3月12日起合并" in app.get("/320600/two").html.find(class_="banner").get_text()

    def test_a_withdrawn_guide_stays_readable_and_names_what_follows(self, app) -> None:
        page = later(app, 11).get("/320600/two").html
        banner = page.find(class_="ended")
        assert "自2026年3月12日起已合并" in banner.get_text() and "并入新办法。" in banner.get_text()
        assert banner.a.get_text() == "南通市 参保登记（新办法）" and banner.a["href"] == "/320600/next"
        assert page.h1.get_text() == "转移接续" and "今天受理" not in page.get_text()

    def test_what_follows_says_what_it_came_from_and_leads_to_the_old_versions(self, app) -> None:
        page = later(app, 11).get("/320600/next/versions/").html
        assert "承接自 南通市 转移接续" in page.main.get_text() and page.find("a", href="/320600/two/versions/1")

    def test_a_renamed_guide_leads_on_with_its_print_and_history_and_never_twice(self, app) -> None:
        database = app.app.registry.database
        names = [Name("guide", "320600", slug) for slug in ("one", "next", "three")]
        publish(database, Ending(names[0], "更名", "改名。", (names[1],)), now=NOW + 3 * DAY)
        publish(database, make_copy(make_guide("three", name="第三个名字")), now=NOW + 3 * DAY)
        publish(database, Ending(names[1], "更名", "又改名。", (names[2],)), now=NOW + 4 * DAY)
        for tail in ("", "/print", "/versions/"):
            assert app.get(f"/320600/one{tail}", status=301).headers["Location"].endswith(f"/320600/three{tail}")
        assert app.get("/320600/one/versions/1").status_code == 200
        assert app.get("/320600/next/versions/1").status_code == 200

    def test_a_scheduled_release_that_was_called_off_is_told_everywhere(self, app) -> None:
        database = app.app.registry.database
        planned = publish(database, make_copy(dataclasses.replace(SECOND, fee="收费")), now=NOW + 3 * DAY, effective_from=NOW + 9 * DAY)
        assert (
            "将于2026年3月11日起调整" in app.get("/320600/one").text
            and "收费" not in app.get("/320600/one").html.find(class_="card").get_text()
        )
        with db.writing(database) as (session, _):
            Press(session, lambda: NOW + 4 * DAY).cancel(planned.release, 9, "时机不成熟。")
        assert "将于" not in app.get("/320600/one").html.find("article").get_text()
        for path in ("/320600/one/versions/", "/320600/one/versions/3", f"/announcements/{planned.release}", "/announcements/"):
            assert "撤销" in app.get(path).html.main.get_text(), path
        assert "时机不成熟。" in app.get("/announcements.atom").text


class TestAnnouncements:
    def test_the_announcement_is_drafted_from_what_was_done(self, app) -> None:
        page = app.get("/announcements/2").html
        text = page.main.get_text()
        assert page.h1.get_text() == "关于调整参保登记的公告" and "通医保发〔2026〕2号" in text and "自公布之日起施行。" in text
        assert [one.get_text() for one in page.find(class_="changes").find_all("li")] == [
            "材料减 1 项：居住证明。",
            "时限 15 → 10 个工作日。",
        ]
        assert page.find("a", href="/320600/one/compare/1/2")

    def test_it_carries_its_entry_and_the_head_of_the_day_whole_and_short(self, app) -> None:
        hashes = [one.get_text() for one in app.get("/announcements/2").html.find_all(class_="code")]
        assert [len(one) for one in hashes] == [12, 64, 12, 64] and hashes[1].startswith(hashes[0])

    def test_a_first_release_says_so_and_lists_what_it_brought(self, app) -> None:
        page = app.get("/announcements/1").html
        assert "首次发布 6 项" in page.main.get_text() and page.find("a", href="/320600/one").get_text() == "参保登记"

    def test_a_withdrawal_is_told_with_reason_date_and_successor_by_name(self, app) -> None:
        text = app.get("/announcements/3").html.main.get_text()
        assert "将于2026年3月12日起施行" in text and "合并：并入新办法。" in text and "参保登记（新办法）" in text and "next" not in text

    def test_the_list_is_newest_first_by_place_and_on_the_first_page(self, app) -> None:
        titles = [one.a.get_text() for one in app.get("/announcements/").html.find(class_="releases").find_all("li")]
        assert titles == ["关于合并转移接续的公告", "关于调整参保登记的公告", "关于公布办事指南的通知"]
        assert len(app.get("/announcements/?region=320600").html.find(class_="releases").find_all("li")) == 3
        app.get("/announcements/?region=420000", status=404)
        assert "关于调整参保登记的公告" in app.get("/").html.find(class_="latest").get_text()

    def test_the_list_comes_in_pages(self, app) -> None:
        for count in range(21):
            publish(
                app.app.registry.database,
                make_copy(dataclasses.replace(OTHER, fee=f"{count}元")),
                now=NOW + 3 * DAY,
                effective_from=NOW + 11 * DAY,
            )
        first = app.get("/announcements/")
        assert len(first.html.find(class_="releases").find_all("li")) == 20
        second = first.click("更早的公告")
        assert len(second.html.find(class_="releases").find_all("li")) == 4 and "更早的公告" not in second.text

    def test_a_release_of_36_changed_guides_stays_small_and_so_does_one_of_300(self, app) -> None:
        database, text = app.app.registry.database, "这一条提示写得很长，讲的是办理前要准备的事情和要注意的地方。"
        guides = [
            make_guide(f"many-{at}", name=f"很长名称的一个事项第{at}号", tips=tuple(f"{at}{sign}{text}" for sign in "甲乙丙丁"))
            for at in range(300)
        ]
        publish(database, *map(make_copy, guides), now=NOW + 3 * DAY)
        changed = [dataclasses.replace(one, tips=tuple(tip[::-1] for tip in one.tips), fee="收费") for one in guides]
        small = publish(database, *map(make_copy, changed[:36]), now=NOW + 4 * DAY)
        large = publish(database, *map(make_copy, changed[36:]), now=NOW + 4 * DAY)
        page = app.get(f"/announcements/{small.release}")
        assert len(page.body) <= 60_000 and len(page.html.find(class_="announced").find_all("li", recursive=False)) == 36
        assert "还有" in page.text and "看逐项对照" in page.text
        seen = 0
        for number in range(1, 6):
            page = app.get(f"/announcements/{large.release}?page={number}")
            seen += len(page.html.find(class_="announced").find_all("li", recursive=False))
            assert len(page.body) <= 60_000
        assert seen == 264
        app.get(f"/announcements/{large.release}?page=6", status=404)


class TestFeeds:
    @pytest.mark.parametrize(
        ("path", "count"), [("/announcements.atom", 3), ("/320600/announcements.atom", 3), ("/320600/one/announcements.atom", 2)]
    )
    def test_each_feed_is_an_atom_document_with_stable_ids(self, app, path, count) -> None:
        response = app.get(path)
        assert response.content_type == "application/atom+xml"
        root = ElementTree.fromstring(response.body)
        entries = root.findall(f"{ATOM}entry")
        ids = [one.findtext(f"{ATOM}id") for one in (root, *entries)]
        assert len(entries) == count and len(set(ids)) == count + 1 and all(one.startswith("urn:uuid:") for one in ids)
        for one in (root, *entries):
            assert (
                one.findtext(f"{ATOM}title") and one.findtext(f"{ATOM}updated").endswith("Z") and one.find(f"{ATOM}author/{ATOM}name").text
            )
            assert one.find(f"{ATOM}link[@rel='alternate']").get("href").startswith("https://ybj.example.gov.cn/")
        again = ElementTree.fromstring(later(app, 30).get(path).body)
        assert [one.findtext(f"{ATOM}id") for one in (again, *again.findall(f"{ATOM}entry"))] == ids

    def test_what_changed_is_in_the_feed_of_the_guide(self, app) -> None:
        newest = ElementTree.fromstring(app.get("/320600/one/announcements.atom").body).find(f"{ATOM}entry")
        assert "材料减 1 项：居住证明。" in newest.findtext(f"{ATOM}summary") and newest.findtext(f"{ATOM}title") == "参保登记 第 2 版"

    def test_pages_lead_to_their_feeds(self, app) -> None:
        for path, feeds in (
            ("/", ["/announcements.atom"]),
            ("/en/320600/", ["/announcements.atom", "/320600/announcements.atom"]),
            ("/320600/one", ["/announcements.atom", "/320600/one/announcements.atom"]),
        ):
            assert [one["href"] for one in app.get(path).html.find_all("link", type="application/atom+xml")] == feeds

    def test_marks_in_a_title_do_not_break_the_feed(self, app) -> None:
        publish(
            app.app.registry.database,
            make_copy(dataclasses.replace(OTHER, name='<甲>&"乙"')),
            now=NOW + 3 * DAY,
            effective_from=NOW + 11 * DAY,
            title="<b>&公告",
        )
        assert "<b>&公告" in [one.text for one in ElementTree.fromstring(app.get("/announcements.atom").body).iter(f"{ATOM}title")]

    def test_the_sitemap_names_the_announcements_and_no_history(self, app) -> None:
        text = app.get("/sitemap.xml").text
        assert "https://ybj.example.gov.cn/announcements/2<" in text and "versions" not in text and "compare" not in text


def test_words_that_the_law_had_removed_are_told_as_that(app) -> None:
    with db.writing(app.app.registry.database) as (session, _):
        found = words_of(session, Name("guide", "320600", "one"), 1)
        Vanishing(session, lambda: NOW + 4 * DAY, APPROVER, GUARD).remove(found, "法院判决")
    listed = app.get("/320600/one/versions/")
    assert "第 1 版的文字已经依法移除，无法对照" in listed.html.main.get_text() and "居住证明" not in listed.text
    assert "依法移除" in app.get("/320600/one/compare/1/2", status=410).text
    assert "依法移除" in app.get("/announcements/2").text and "居住证明" not in app.get("/announcements/2").text
    assert "居住证明" not in app.get("/320600/one/announcements.atom").text
    assert app.get("/announcements/1").status_code == 200

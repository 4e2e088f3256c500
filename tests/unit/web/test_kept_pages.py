"""Kept pages on a whole site: as they were rendered, dropped with every public change and by the clock alone, in every worker."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pyramid.request import Request
from webtest import TestApp

from mingbai.app import application
from mingbai.errors import Refusal
from mingbai.guides.guide import Guide, TimeLimit
from mingbai.guides.kinds import Clause, Document, Form, FormField, Service
from mingbai.guides.version import Name
from mingbai.publishing.library import Library
from mingbai.publishing.releases import Ending
from mingbai.web.headers import CHECK
from mingbai.web.kept import Page
from tests.makers import NOW, make_copy, make_guide, publish
from tests.sites import settings_at

GUIDE = "/320600/employer-enrolment"
MIDNIGHT = datetime(2026, 3, 2, 16, tzinfo=UTC)
"""The next one in Shanghai after NOW."""


class Clock:
    """A clock that stands where it is put."""

    def __init__(self, at: datetime = NOW) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


class Worker:
    """One process' application: a browser in front of it, and how often its pages were rendered."""

    def __init__(self, app: Any) -> None:
        self.front = app
        self.browser = TestApp(app)
        self.rendered = 0
        self._inner = app._application
        app._application = self._count

    def _count(self, environ: Any, start_response: Any) -> Any:
        self.rendered += 1
        return self._inner(environ, start_response)

    def get(self, path: str, **asked: Any) -> Any:
        return self.browser.get(path, **asked)

    def heading(self, path: str = GUIDE) -> str:
        return self.get(path).html.h1.get_text()

    def publish(self, *doings: Any, **parts: Any) -> None:
        publish(self.front.registry.database, *doings, **parts)


Making = Callable[..., Worker]


@pytest.fixture
def worker(site: Any, tmp_path: Path) -> Iterator[Making]:
    """Makes workers on one database: the first with what is given published, each further one on the same."""
    made: list[Worker] = []

    def make(*releases: Any, clock: Any = None, **chosen: str) -> Worker:
        if not made:
            site(*releases)
        one = Worker(application(settings_at(tmp_path, **chosen), now=clock or Clock()))
        made.append(one)
        return one

    yield make
    for one in made:
        one.front.registry.database.close()


def test_a_page_is_rendered_once(worker: Making) -> None:
    one = worker(make_copy())
    pages = [one.get(GUIDE) for _ in range(3)]
    assert one.rendered == 1
    assert len({page.body for page in pages}) == 1


@pytest.mark.parametrize(
    "path", ["/", "/320600/", GUIDE, f"/elder{GUIDE}", f"/en{GUIDE}", f"{GUIDE}?path=1", "/robots.txt", "/sitemap.xml", "/about"]
)
def test_a_kept_page_is_what_the_application_says(worker: Making, path: str) -> None:
    one = worker(make_copy())
    first, again = one.get(path), one.get(path)
    bare = TestApp(one._inner).get(path)
    assert one.rendered == 1
    assert first.body == again.body == bare.body
    assert list(first.headers.items()) == list(again.headers.items())
    assert {name: value for name, value in again.headers.items() if name != "Vary"} == dict(bare.headers)
    assert again.headers["Cache-Control"] == CHECK == "public, no-cache"


@pytest.mark.parametrize(
    "path",
    [
        "/search?q=a",
        "/elder/search?q=a",
        "/api/v1/search?q=a",
        "/en/api/v1/suggest?q=a",
        "/health",
        "/desk/login",
        "/nothing-here",
        "/320600",
    ],
)
def test_what_may_not_be_kept_is_not(worker: Making, path: str) -> None:
    one = worker(make_copy())
    for _ in range(2):
        one.get(path, expect_errors=True)
    assert one.rendered == 2
    assert one.front.weight == 0


def test_a_view_that_says_another_cache_control_is_not_kept(worker: Making, monkeypatch: Any) -> None:
    one = worker(make_copy())
    monkeypatch.setattr("mingbai.web.headers.CHECK", "private, no-cache")
    one.get("/")
    one.get("/")
    assert one.rendered == 2


def test_files_and_posts_pass(worker: Making) -> None:
    one = worker(make_copy())
    style = one.get("/").html.find("link", rel="stylesheet")["href"]
    assert one.get(style).content_type == "text/css"
    assert one.browser.post("/320600/", expect_errors=True).status_code == 405
    assert one.rendered == 3


class TestTime:
    """What changes by itself, without a timer."""

    def test_a_scheduled_version_shows_from_its_instant_on(self, worker: Making) -> None:
        clock = Clock()
        one = worker(make_copy(), clock=clock)
        later = NOW + timedelta(hours=2)
        one.publish(make_copy(make_guide(name="新名称")), effective_from=later)
        assert one.heading() == "单位参保登记"
        clock.at = later - timedelta(microseconds=1)
        assert one.heading() == "单位参保登记"
        assert one.rendered == 1
        clock.at = later
        assert [one.heading(), one.heading()] == ["新名称", "新名称"]
        assert one.rendered == 2

    def test_two_scheduled_versions_that_nobody_looked_between(self, worker: Making) -> None:
        clock = Clock()
        one = worker(make_copy(), clock=clock)
        one.publish(make_copy(make_guide(name="甲")), effective_from=NOW + timedelta(hours=1))
        one.publish(make_copy(make_guide(name="乙")), effective_from=NOW + timedelta(hours=3))
        assert one.heading() == "单位参保登记"
        for hours, name in ((2, "甲"), (2.5, "甲"), (3, "乙"), (4, "乙")):
            clock.at = NOW + timedelta(hours=hours)
            assert one.heading() == name

    def test_a_date_that_is_shown_changes_at_midnight_in_shanghai(self, worker: Making) -> None:
        clock = Clock(MIDNIGHT - timedelta(seconds=1))
        limited = make_guide(time_limit=TimeLimit(raw="10个工作日", kind="working_days", days=10))
        one = worker(make_copy(limited), clock=clock)
        assert "最迟 2026年3月16日" in one.get(GUIDE)
        clock.at = MIDNIGHT
        assert "最迟 2026年3月17日" in one.get(GUIDE)
        clock.at = MIDNIGHT + timedelta(hours=23)
        one.get(GUIDE)
        assert one.rendered == 2

    def test_a_clock_that_is_set_back_never_shows_what_is_still_to_come(self, worker: Making) -> None:
        clock = Clock(NOW + timedelta(hours=3))
        one = worker(make_copy(), clock=clock)
        one.publish(make_copy(make_guide(name="新名称")), effective_from=NOW + timedelta(hours=2))
        assert one.heading() == "新名称"
        clock.at = NOW + timedelta(hours=1)
        assert one.heading() == "单位参保登记"

    def test_what_was_rendered_over_the_end_of_its_window_is_not_kept(self, worker: Making) -> None:
        clock = Clock()
        one = worker(make_copy(), clock=clock)
        one.publish(make_copy(make_guide(name="新名称")), effective_from=NOW + timedelta(hours=2))
        inner = one.front._application

        def slow(environ: Any, start_response: Any) -> Any:
            clock.at = NOW + timedelta(hours=2)
            return inner(environ, start_response)

        one.front._application = slow
        assert one.heading() == "新名称"
        assert one.front.weight == 0
        clock.at = NOW
        one.front._application = inner
        assert one.heading() == "单位参保登记"


SERVICE = Service(slug="employer-enrolment", order=1, name="单位参保登记", plain="单位来参保。", group="参保")
FORM = Form(region="320600", slug="form", name="登记表", fields=(FormField(label="单位名称"),))
DOCUMENT = Document(region="320600", slug="notice", title="关于公布办事指南的通知", clauses=(Clause(number="一", text=("原文。",)),))
ALL = (
    make_copy(make_guide(service="employer-enrolment")),
    make_copy(SERVICE, kind="service"),
    make_copy(FORM, kind="form"),
    make_copy(DOCUMENT, kind="document"),
)
CHANGES = [
    (GUIDE, make_copy(make_guide(service="employer-enrolment", name="改过的名称"))),
    ("/320600/", make_copy(make_guide("another", name="改过的名称"))),
    ("/", make_copy(replace(DOCUMENT, slug="second", title="改过的名称", issued="2027-01-01"), kind="document")),
    ("/service/employer-enrolment", make_copy(replace(SERVICE, name="改过的名称"), kind="service")),
    ("/services", make_copy(replace(SERVICE, name="改过的名称"), kind="service")),
    ("/320600/forms/form", make_copy(replace(FORM, name="改过的名称"), kind="form")),
    ("/320600/documents/notice", make_copy(replace(DOCUMENT, title="改过的名称"), kind="document")),
]


class TestChanges:
    """What people publish shows on the very next request, in every worker."""

    @pytest.mark.parametrize(("path", "change"), CHANGES)
    def test_every_public_change_shows_at_once_in_both_workers(self, worker: Making, path: str, change: Any) -> None:
        first, second = worker(ALL), worker()
        before = {one: one.get(path) for one in (first, second)}
        assert "改过的名称" not in before[first].text and before[first].body == before[second].body
        first.publish(change)
        for one in (second, first):
            page = one.get(path, headers={"If-None-Match": before[one].headers["ETag"]})
            assert page.status_code == 200 and "改过的名称" in page.text

    def test_an_ending_shows_at_once_in_both_workers(self, worker: Making) -> None:
        both = [worker(make_copy()), worker()]
        for one in both:
            assert "已废止" not in one.get(GUIDE).text
        both[0].publish(Ending(Name("guide", "320600", "employer-enrolment"), "废止", "不再办理。"))
        for one in both:
            assert "已废止" in one.get(GUIDE).text

    def test_the_memory_is_free_with_the_next_request_wherever_it_goes(self, worker: Making) -> None:
        one = worker(make_copy())
        one.get(GUIDE)
        assert one.front.weight > 0 and len(one.front.registry.kept) > 0
        one.publish(make_copy(make_guide(name="新名称")))
        one.get("/desk/login")
        assert one.front.weight == 0
        assert len(one.front.registry.kept) == 0

    def test_a_change_while_a_page_is_rendered_is_not_missed(self, worker: Making) -> None:
        one = worker(make_copy())
        inner = one.front._application

        def overtaken(environ: Any, start_response: Any) -> Any:
            parts = inner(environ, start_response)
            one.publish(make_copy(make_guide(name="新名称")))
            return parts

        one.front._application = overtaken
        assert one.heading() == "单位参保登记"
        one.front._application = inner
        assert one.heading() == "新名称"

    def test_a_page_that_is_compressed_during_a_change_does_not_come_back(self, worker: Making, monkeypatch: Any) -> None:
        one = worker(make_copy())
        one.get(GUIDE)
        answer = Page.answer

        def overtaken(page: Page, *asked: str) -> Any:
            sent = answer(page, *asked)
            monkeypatch.setattr(Page, "answer", answer)
            one.publish(make_copy(make_guide(name="新名称")))
            assert one.heading() == "新名称"
            return sent

        monkeypatch.setattr(Page, "answer", overtaken)
        one.get(GUIDE, headers={"Accept-Encoding": "gzip"})
        assert one.heading() == "新名称"

    def test_a_page_that_is_ready_while_another_thread_forgets_all_does_not_stay(self, worker: Making, monkeypatch: Any) -> None:
        one = worker(make_copy())
        one.get("/")
        inner, known = one.front._application, Library.state
        rendered, forgetting, put = threading.Event(), threading.Event(), threading.Event()

        def waiting(environ: Any, start_response: Any) -> Any:
            parts = list(inner(environ, start_response))
            rendered.set()
            assert forgetting.wait(10)
            return parts

        def slow(library: Library) -> Any:
            found = known(library)
            if rendered.is_set() and not forgetting.is_set():
                forgetting.set()
                assert put.wait(10)
            return found

        one.front._application = waiting
        old = threading.Thread(target=lambda: (one.get(GUIDE), put.set()))
        old.start()
        assert rendered.wait(10)
        one.front._application = inner
        one.publish(make_copy(make_guide(name="新名称")))
        monkeypatch.setattr(Library, "state", slow)
        one.get("/desk/login")
        old.join()
        assert one.heading() == "新名称"

    def test_threads_never_see_an_old_page_after_a_change(self, worker: Making) -> None:
        both = [worker(make_copy()), worker()]
        published, wrong, over = [0], [], threading.Event()

        def read(one: Worker) -> None:
            while not over.is_set():
                least = published[0]
                shown = one.heading()
                number = int(shown.removeprefix("第").removesuffix("版")) if shown.startswith("第") else 0
                if number < least:
                    wrong.append((number, least))

        threads = [threading.Thread(target=read, args=(one,)) for one in both for _ in range(2)]
        for thread in threads:
            thread.start()
        for number in range(1, 9):
            both[0].publish(make_copy(make_guide(name=f"第{number}版")))
            published[0] = number
        over.set()
        for thread in threads:
            thread.join()
        assert wrong == []
        assert [one.heading() for one in both] == ["第8版", "第8版"]


class TestReaders:
    """Who asks how."""

    def test_each_way_of_looking_has_its_own_page(self, worker: Making) -> None:
        one = worker(make_copy())
        prefixes = ("", "/elder", "/en", "/en/elder")
        first = [one.get(prefix + GUIDE).body for prefix in prefixes]
        assert [one.get(prefix + GUIDE).body for prefix in prefixes] == first
        assert len(set(first)) == len(prefixes) == one.rendered

    @pytest.mark.parametrize("order", [("GET", "HEAD"), ("HEAD", "GET")])
    def test_head_and_get_share_a_page(self, worker: Making, order: tuple[str, str]) -> None:
        one = worker(make_copy())
        answers = {method: one.browser.request(GUIDE, method=method) for method in order}
        assert one.rendered == 1
        assert answers["HEAD"].body == b"" and answers["GET"].body
        assert list(answers["HEAD"].headers.items()) == list(answers["GET"].headers.items())

    def test_whoever_has_the_page_is_told_so_at_the_first_asking_too(self, worker: Making) -> None:
        tag = worker(make_copy()).get(GUIDE).headers["ETag"]
        fresh = worker()
        for _ in range(2):
            assert fresh.get(GUIDE, headers={"If-None-Match": tag}, status=304).body == b""
        assert fresh.get(GUIDE).html.h1
        assert fresh.rendered == 1

    def test_a_reader_who_takes_gzip_gets_it_from_the_first_page_on(self, worker: Making) -> None:
        one = worker(make_copy())
        for _ in range(2):
            page = Request.blank(GUIDE, headers={"Accept-Encoding": "gzip, deflate, br"}).get_response(one.front)
            assert page.headers["Content-Encoding"] == "gzip"
            assert b"<h1" in gzip.decompress(page.body)
            one.get(GUIDE, headers={"If-None-Match": page.headers["ETag"], "Accept-Encoding": "gzip"}, status=304)
        assert "Content-Encoding" not in Request.blank(GUIDE).get_response(one.front).headers

    def test_a_page_over_tls_promises_tls(self, worker: Making) -> None:
        one = worker(make_copy())
        plain, safe = one.get("/"), one.get("/", extra_environ={"wsgi.url_scheme": "https"})
        assert "Strict-Transport-Security" not in plain.headers
        assert "Strict-Transport-Security" in safe.headers

    def test_addresses_that_are_named_are_those_that_were_asked_for(self, worker: Making) -> None:
        one = worker(make_copy())
        for host in ("a.example", "b.example", "a.example"):
            assert f"http://{host}/sitemap.xml" in one.get("/robots.txt", headers={"Host": host})
        assert one.rendered == 2

    def test_with_an_address_of_its_own_a_site_has_one_page_for_all_hosts(self, worker: Making) -> None:
        one = worker(make_copy(), **{"site.url": "https://ybj.example.gov.cn"})
        for host in ("a.example", "b.example"):
            assert "https://ybj.example.gov.cn/sitemap.xml" in one.get("/robots.txt", headers={"Host": host})
        assert one.rendered == 1

    def test_where_the_site_is_mounted_is_part_of_the_page(self, worker: Making) -> None:
        one = worker(make_copy())
        assert one.get("/", extra_environ={"SCRIPT_NAME": "/ybj"}).body != one.get("/").body


class TestBounds:
    """How much is kept, and what happens without a database."""

    def test_no_more_is_kept_than_the_settings_let(self, worker: Making) -> None:
        guides = [make_copy(make_guide(f"guide-{number}", tips=("说明" * 4000,))) for number in range(40)]
        one = worker(tuple(guides), **{"pages.kept_megabytes": "1"})
        for number in range(40):
            one.get(f"/320600/guide-{number}")
            assert one.front.weight <= 2**20
        assert one.front.weight > 2**19

    def test_made_up_queries_do_not_push_out_pages(self, worker: Making) -> None:
        one = worker(make_copy(), **{"pages.kept_megabytes": "1"})
        one.get(GUIDE)
        for number in range(100):
            one.get(f"/?x={number}")
        rendered = one.rendered
        one.get(GUIDE)
        assert one.rendered == rendered
        assert one.front.weight <= 2**20

    def test_nothing_is_kept_where_the_settings_say_so(self, worker: Making) -> None:
        one = worker(make_copy(), **{"pages.kept_megabytes": "0"})
        one.get(GUIDE)
        one.get(GUIDE)
        assert one.rendered == 2

    @pytest.mark.parametrize("written", ["-1", "viel", "3.5", "", "99999999"])
    def test_a_setting_that_is_no_number_is_refused(self, worker: Making, written: str) -> None:
        with pytest.raises(Refusal, match=r"pages\.kept_megabytes"):
            worker(make_copy(), **{"pages.kept_megabytes": written})

    def test_without_the_database_the_application_answers_and_not_the_store(self, worker: Making, tmp_path: Path) -> None:
        one = worker(make_copy())
        one.get(GUIDE)
        one.front.registry.database.close()
        for path in (tmp_path / "var").glob("mingbai.sqlite*"):
            path.unlink()
        page = one.get(GUIDE, expect_errors=True)
        assert page.status_code >= 500
        assert "12393" in page.text and page.headers["Cache-Control"] == "no-store"

    def test_a_site_without_anything_has_pages_too(self, worker: Making) -> None:
        one = worker()
        assert one.get("/").body == one.get("/").body
        assert one.rendered == 1


def test_a_guide_is_still_a_guide() -> None:
    """The makers above publish what they say they do."""
    assert isinstance(make_guide(), Guide)

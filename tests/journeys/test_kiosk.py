"""On a self-service machine: from the letters to a list, never a way out, and nothing that stays behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from webtest import TestApp

from mingbai.guides.guide import Contact
from mingbai.guides.kinds import Service
from tests.makers import make_copy, make_guide, make_hall
from tests.sites import site_in

START = "/kiosk/320600/"


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Iterator[TestApp]:
    service = Service(
        slug="enrol", name="单位参保登记", audiences=("employer",), life_events=("企业开办",), group="参保", plain="先办登记", order=1
    )
    copies = (
        make_copy(make_guide(service="enrol", contacts=(Contact(kind="咨询", phone="0513-1"),))),
        make_copy(make_guide("elsewhere", region="320900", service="enrol")),
        make_copy(service, kind="service"),
        make_copy(make_hall(), kind="hall"),
    )
    app, database = site_in(tmp_path_factory.mktemp("kiosk"), migrated_file, [copies], **{"site.url": "https://ybj.example.gov.cn"})
    yield app
    database.close()


def links(page: Any) -> list[str]:
    return [one["href"] for one in page.html.find_all("a")]


def all_pages(app: TestApp) -> dict[str, Any]:
    """Every page that can be reached by touching, of letters only the first."""
    found: dict[str, Any] = {}
    waiting = [START]
    while waiting:
        address = waiting.pop(0).partition("#")[0]
        if address and address not in found and not re.search(r"letters=[A-Z]{2}|letters=[ACE-Z]", address):
            found[address] = app.get(address)
            waiting += links(found[address])
    return found


@pytest.fixture(scope="module")
def pages(machine: TestApp) -> dict[str, Any]:
    return all_pages(machine)


def test_everything_that_people_come_for_is_reached_by_touching(pages: dict[str, Any]) -> None:
    for wanted in (
        "/kiosk/320600/320600/employer-enrolment", "/kiosk/320600/320600/halls/city-hall", "/kiosk/320600/audience/employer",
        "/kiosk/320600/?letters=D", "/kiosk/320600/?letters=%2A", "/en/kiosk/320600/",
    ):  # fmt: skip
        assert wanted in pages


def test_there_is_no_way_out(pages: dict[str, Any]) -> None:
    for address, page in pages.items():
        out = [one for one in links(page) if not one.startswith(("#", "/kiosk/320600/", "/en/kiosk/320600/"))]
        assert not out, address
        assert not page.html.find_all("link", rel="alternate")
        assert all(form["action"].endswith("/kiosk/320600/search") for form in page.html.find_all("form"))
        assert page.html.find("meta", attrs={"name": "robots"})["content"] == "noindex, nofollow"
        assert "Set-Cookie" not in page.headers


def test_numbers_to_call_are_read_and_not_dialled(pages: dict[str, Any]) -> None:
    guide = pages["/kiosk/320600/320600/employer-enrolment"]
    assert "0513-1" in guide.text
    assert "12393" in guide.text
    assert "tel:" not in guide.text


@pytest.mark.parametrize(
    "address",
    ["about", "sitemap", "320600/", "announcements/", "announcements.atom", "320600/employer-enrolment/print", "320600/print/book.pdf",
     "320600/employer-enrolment/versions/", "services", "service/enrol", "v/", "api/v1/search?q=a", "robots.txt",
     "320600/halls/city-hall/screen"],
)  # fmt: skip
def test_what_is_not_of_the_core_is_not_shown_and_leads_home(machine: TestApp, address: str) -> None:
    told = machine.get(START + address, status=404)
    if "html" in told.content_type:
        assert START in links(told)


def test_only_what_can_be_done_in_its_place_is_offered(machine: TestApp) -> None:
    assert [one for one in links(machine.get("/kiosk/320600/audience/employer")) if "employer-enrolment" in one or "elsewhere" in one] == [
        "/kiosk/320600/320600/employer-enrolment"
    ]
    machine.get("/kiosk/420000/", status=404).mustcontain("这台自助机的地区没有办事指南")


def test_letters_narrow_and_go_back(machine: TestApp) -> None:
    one = machine.get(START).click("^D$").click("^W$")
    assert one.html.h1.get_text() == "拼音首字母 DW：1 项"
    assert one.html.find(class_="pad").find(string="Q").parent.name == "span"
    assert one.click("退一格").request.query_string == "letters=D"
    assert one.click("清空").request.path_info == START


def test_a_question_is_answered_and_stays_nowhere(machine: TestApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingbai.reading.find.count_question", lambda *given: pytest.fail("it was counted"))
    form = machine.get(START).form
    form["q"] = "单位参保"
    found = form.submit()
    assert "/kiosk/320600/320600/employer-enrolment" in links(found)
    assert found.headers["Cache-Control"] == "no-store"
    assert {one.get("autocomplete") for one in found.html.find_all("input", type="search")} == {"off"}
    assert found.html.form["autocomplete"] == "off"


def test_the_page_goes_along_on_the_phone(machine: TestApp) -> None:
    take = machine.get("/en/kiosk/320600/320600/employer-enrolment").html.find(id="take")
    assert take.find(class_="address").get_text() == "https://ybj.example.gov.cn/320600/employer-enrolment"
    assert take.svg
    assert not take.button


def test_without_script_every_page_but_the_first_goes_home_by_itself(pages: dict[str, Any]) -> None:
    refresh = '<noscript><meta http-equiv="refresh" content="180;url=/kiosk/320600/"></noscript>'
    assert {address for address, page in pages.items() if refresh not in page.text} == {START, "/en/kiosk/320600/"}


def test_each_machine_keeps_its_own_place_and_the_site_none(machine: TestApp) -> None:
    north = machine.get("/kiosk/320900/320900/elsewhere")
    south = machine.get("/kiosk/320600/320900/elsewhere")
    assert "/kiosk/320900/" in links(north)
    assert "/kiosk/320600/" in links(south)
    assert "kiosk" not in machine.get("/320900/elsewhere").text
    assert machine.get("/kiosk/?region=320900", status=302).location.endswith("/kiosk/320900/")
    assert "/kiosk/320900/" in links(machine.get("/kiosk/"))


def test_paper_only_where_the_machine_has_a_printer(site: Any) -> None:
    printing = site((make_copy(),), **{"kiosk.print": "yes"}).get("/kiosk/320600/320600/employer-enrolment")
    assert printing.html.find(id="take").button.get_text() == "打印这一页"
    assert re.search(r'css/print[^"]*" media="print"', printing.text)

"""The printed files of a guide at their public addresses."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote

import pytest
from webtest import TestApp

from mingbai.guides.version import Name
from mingbai.publishing.releases import Ending
from tests.makers import make_copy, make_guide

GUIDE = "/320600/employer-enrolment/print/guide.pdf"


def test_a_guide_is_opened_in_the_browser_under_its_own_name(site: Callable[..., TestApp]) -> None:
    told = site(make_copy()).get(GUIDE)
    assert told.content_type == "application/pdf" and told.body.startswith(b"%PDF-")
    shown = told.headers["Content-Disposition"]
    assert shown.startswith("inline;") and "南通市单位参保登记办事指南.pdf" in unquote(shown)
    assert shown.isascii()


def test_who_has_the_file_is_told_so(site: Callable[..., TestApp]) -> None:
    browser = site(make_copy())
    tag = browser.get(GUIDE).headers["ETag"]
    assert browser.get(GUIDE, headers={"If-None-Match": tag}).status_code == 304
    assert browser.get("/elder" + GUIDE, headers={"If-None-Match": tag}).status_code == 304


def test_another_product_or_format_is_refused_in_words(site: Callable[..., TestApp]) -> None:
    browser = site(make_copy())
    for wrong in ("nothing.pdf", "guide.exe"):
        told = browser.get(GUIDE.replace("guide.pdf", wrong), status=404)
        assert "现有" in told.text
    browser.get(GUIDE.replace("employer-enrolment", "unknown"), status=404)


def test_nobody_is_handed_a_sheet_of_what_has_ended(site: Callable[..., TestApp]) -> None:
    ending = Ending(Name("guide", "320600", "employer-enrolment"), "废止", "不再办理")
    told = site(make_copy(), ending).get(GUIDE, status=404)
    assert "已废止" in told.text


def test_a_renamed_guide_leads_to_its_new_name(site: Callable[..., TestApp]) -> None:
    other = make_copy(make_guide("unit-enrolment", name="用人单位参保登记"))
    ending = Ending(Name("guide", "320600", "employer-enrolment"), "更名", "更名", successors=(other.name,))
    told = site(make_copy(), (other, ending)).get(GUIDE, status=301)
    assert told.location.endswith("/320600/unit-enrolment/print/guide.pdf")


@pytest.mark.parametrize("version", [1, 2])
def test_what_is_in_force_is_printed(site: Callable[..., TestApp], version: int) -> None:
    copies = [make_copy(), make_copy(make_guide(conditions=("已取得营业执照",)), note="改条件")][:version]
    browser = site(*copies)
    assert f"第 {version} 版" in browser.get("/320600/employer-enrolment").text
    assert browser.get(GUIDE).body != b""


def test_the_page_of_what_is_in_force_offers_its_papers(site: Callable[..., TestApp]) -> None:
    browser = site(make_copy(), make_copy(make_guide(conditions=("已取得营业执照",))))
    offered = [link["href"] for link in browser.get("/elder/320600/employer-enrolment").html.select("nav.papers a")]
    assert offered == [f"/elder/320600/employer-enrolment/print/{name}.pdf" for name in ("short", "guide", "large", "notice")]
    for address in offered:
        assert browser.get(address).body.startswith(b"%PDF-")
    assert not browser.get("/320600/employer-enrolment/versions/1").html.select("nav.papers")

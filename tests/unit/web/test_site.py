"""What pages say about the site: from settings, never made up."""

from __future__ import annotations

import logging

import pytest

from mingbai.web.site import missing, site_of
from tests.makers import make_copy
from tests.sites import settings_at

FILLED = {
    "site.name": "南通医保办事指南",
    "site.url": "https://ybj.example.gov.cn",
    "site.domain": "ybj.example.gov.cn",
    "site.id_code": "3206000012",
    "site.organ": "南通市医疗保障局",
    "site.contact": "0513-00000000",
    "site.icp": "苏ICP备00000000号",
    "site.police": "苏公网安备00000000号",
    "site.police_url": "https://www.beian.gov.cn/portal/registerSystemInfo",
    "site.find_error_url": "https://zfwzgl.www.gov.cn/exposure/jiucuo.html",
}
PATHS = ("/", "/320600/", "/320600/employer-enrolment", "/services", "/sitemap", "/about", "/accessibility", "/nothing-here")


def tags(page) -> dict[str, str]:
    return {tag["name"]: tag["content"] for tag in page.find_all("meta", attrs={"name": True})}


@pytest.mark.parametrize("path", PATHS)
def test_every_page_carries_the_site_tags(site, path) -> None:
    found = tags(site(make_copy(), **FILLED).get(path, expect_errors=True).html)
    assert (found["SiteName"], found["SiteDomain"], found["SiteIDCode"]) == ("南通医保办事指南", "ybj.example.gov.cn", "3206000012")


@pytest.mark.parametrize("path", [path for path in PATHS if "enrolment" not in path])
def test_column_pages_carry_the_column_tags(site, path) -> None:
    found = tags(site(make_copy()).get(path, expect_errors=True).html)
    assert all(found[name] for name in ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"))


def test_a_guide_carries_the_article_tags(site) -> None:
    found = tags(site(make_copy()).get("/320600/employer-enrolment").html)
    assert found["ArticleTitle"] == "单位参保登记"
    assert found["PubDate"] == "2026-03-02 09:30"
    assert found["ContentSource"] == "南通市医疗保障局"


def test_the_footer_names_what_is_configured(site) -> None:
    footer = site(make_copy(), **FILLED).get("/320600/").html.find("footer")
    for key in ("site.organ", "site.contact", "site.id_code", "site.icp", "site.police"):
        assert FILLED[key] in footer.text
    assert {a["href"] for a in footer.find_all("a")} >= {
        "https://beian.miit.gov.cn/",
        FILLED["site.police_url"],
        FILLED["site.find_error_url"],
        "/sitemap",
        "tel:12393",
        "tel:12345",
    }


def test_what_is_not_configured_is_left_out_and_told_to_the_administrator(site, caplog) -> None:
    with caplog.at_level(logging.WARNING, logger="mingbai.web.site"):
        page = site(make_copy()).get("/")
    assert "SiteDomain" not in page and "ICP" not in page and "主办单位" not in page
    assert "site.id_code" in caplog.text and "site.organ" in caplog.text


def test_nothing_is_missing_where_all_is_filled_in(tmp_path) -> None:
    assert missing(site_of(settings_at(tmp_path, **FILLED))) == ()


def test_hotlines_are_read_with_either_comma(tmp_path) -> None:
    found = site_of(settings_at(tmp_path, **{"site.hotlines": "12393 医保服务热线，12345"})).hotlines
    assert [(line.number, line.name) for line in found] == [("12393", "医保服务热线"), ("12345", "")]

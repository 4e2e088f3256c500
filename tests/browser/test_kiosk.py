"""A self-service machine in a real browser: large targets, nothing that axe minds, the notice, and no trace of who was there before."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from selenium import webdriver
from webtest import TestApp

from tests.browser.chromium import Reader, in_front_of
from tests.makers import make_copy, make_guide, make_hall
from tests.sites import site_in

START, GUIDE = "/kiosk/320600/", "/kiosk/320600/320600/employer-enrolment"
SCREENS = ((1080, 1920), (1280, 1024))
SMALL = """
return [...document.querySelectorAll("a, button, summary, input:not([type=hidden])")].filter(one => one.offsetParent)
  .filter(one => { const box = one.getBoundingClientRect(); return box.height < 59.5 || box.width < 59.5; }).map(one => one.outerHTML);
"""
HURRY = "document.body.dataset.idle = 1; document.body.dataset.notice = 1; document.body.dispatchEvent(new Event('input', {bubbles: true}))"
HIDDEN = "return document.getElementById('idle').hidden"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Iterator[TestApp]:
    copies = (make_copy(make_guide()), make_copy(make_hall(), kind="hall"))
    chosen = {"site.url": "https://ybj.example.gov.cn"}
    made, database = site_in(tmp_path_factory.mktemp("kiosk"), migrated_file, [copies], **chosen)
    yield made
    database.close()


@pytest.fixture(scope="module")
def reader(app: TestApp, chromium: webdriver.Chrome) -> Iterator[Reader]:
    with in_front_of(app.app, chromium) as made:
        yield made


def opened(reader: Reader, path: str, screen: tuple[int, int] = SCREENS[0]) -> None:
    size = {"width": screen[0], "height": screen[1], "deviceScaleFactor": 1, "mobile": False}
    reader.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    reader.driver.get(reader.start + path)


def at(reader: Reader, path: str) -> bool:
    """Whether the machine comes to ``path`` within a few seconds."""
    until = time.monotonic() + 8
    while time.monotonic() < until and reader.driver.current_url != reader.start + path:
        time.sleep(0.1)
    return bool(reader.driver.current_url == reader.start + path)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("path", [START, GUIDE, f"{START}320600/halls/city-hall", f"{START}search?q=xyz&region=320600"])
def test_every_target_is_large_and_the_page_fits(reader: Reader, path: str, screen: tuple[int, int]) -> None:
    opened(reader, path, screen)
    assert reader.run(SMALL) == []
    assert reader.run("return document.documentElement.scrollWidth <= innerWidth")
    if screen == SCREENS[0]:
        assert reader.complaints() == []


def test_the_code_is_read_off_the_screen(reader: Reader) -> None:
    opened(reader, GUIDE)
    reader.run("document.getElementById('take').scrollIntoView({block: 'center'})")
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(reader.driver.get_screenshot_as_png())).convert("L"))
    assert [one.text for one in found] == ["https://ybj.example.gov.cn/320600/employer-enrolment"]


def test_nobody_touches_it_a_notice_counts_down_and_it_goes_home(reader: Reader) -> None:
    opened(reader, f"{START}search?q=secret&region=320600")
    reader.run(HURRY.replace("notice = 1", "notice = 3"))
    time.sleep(1.3)
    assert not reader.run(HIDDEN)
    assert reader.run("return document.activeElement.textContent") == "继续看"
    assert at(reader, START)
    assert "secret" not in reader.driver.page_source
    assert reader.run("return document.getElementById('q').value") == ""


def test_a_touch_goes_on_and_the_way_back_is_where_one_came_from(reader: Reader) -> None:
    opened(reader, START)
    reader.driver.find_element("css selector", "a[href$='letters=D']").click()
    reader.driver.find_element("css selector", ".touch a").click()
    reader.run(HURRY.replace("notice = 1", "notice = 30"))
    time.sleep(1.3)
    reader.driver.find_element("css selector", "#idle button").click()
    assert reader.run(HIDDEN)
    reader.driver.find_element("css selector", ".go-back").click()
    assert at(reader, f"{START}?letters=D")

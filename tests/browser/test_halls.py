"""Halls in a real browser: what axe says of their pages, and the display that nobody touches, at the size of a wall and of a pillar."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from selenium import webdriver
from webtest import TestApp

from mingbai.guides.hall import Closure, Window
from mingbai.web.access import COOKIE
from tests.browser.chromium import AXE, Reader, in_front_of
from tests.desks import signed_in
from tests.makers import make_copy, make_guide, make_hall
from tests.sites import site_in

NAMES = [f"第{number}项城乡居民基本医疗保险参保人员业务" for number in range(40)]
GUIDES = tuple(
    make_copy(make_guide(f"g{at}", name=name, service=f"s{at}", levels=("设区市", "县（市、区）"))) for at, name in enumerate(NAMES)
)
WINDOWS = (
    Window(number="1—4号", name="综合窗口", services=("s0",)),
    *(
        Window(number=f"{at}号", name="门诊费用报销和异地就医备案", services=tuple(f"s{at * 5 + one}" for one in range(5)))
        for at in range(5, 8)
    ),
)
HALL = replace(
    make_hall(),
    windows=WINDOWS,
    transport="公交1路",
    accessible="有坡道",
    kiosk="2台",
    closures=(Closure(first="2026-03-20", last="2026-03-21", reason="系统升级"),),
)
COUNTY = make_hall("county", region="320612", windows=())
PAGE, SCREEN = "/320600/halls/city-hall", "/320600/halls/city-hall/screen"
SIZE = {"deviceScaleFactor": 1, "mobile": False}
CUT = """
const inside = (one, box) => { const a = one.getBoundingClientRect(), b = box.getBoundingClientRect();
  return a.left >= b.left - 1 && a.right <= b.right + 1 && a.top >= b.top - 1 && a.bottom <= b.bottom + 1 };
const main = document.querySelector("main");
return [...document.querySelectorAll("main section:not([hidden]) li, main section:not([hidden]) h2")].filter(one => !inside(one, main))
  .concat([...document.querySelectorAll("header, aside, aside > *")].filter(one => !inside(one, document.body)))
  .map(one => one.textContent);
"""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Iterator[TestApp]:
    copies = (*GUIDES, make_copy(HALL, kind="hall"), make_copy(COUNTY, kind="hall"))
    made, database = site_in(tmp_path_factory.mktemp("halls"), migrated_file, [copies])
    yield made
    database.close()


@pytest.fixture(scope="module")
def reader(app: TestApp, chromium: webdriver.Chrome) -> Iterator[Reader]:
    with in_front_of(app.app, chromium) as opened:
        yield opened


def test_axe_finds_nothing_on_the_pages_of_a_hall(reader: Reader) -> None:
    for path, width in ((PAGE, 360), (PAGE, 1280), (f"/elder{PAGE}", 360), (f"/en{PAGE}", 768), ("/320600/g0", 360)):
        reader.open(path, width)
        assert reader.complaints() == [], path
        assert reader.run("return document.documentElement.scrollWidth") <= width, path


def test_axe_finds_nothing_at_the_desk(reader: Reader, app: TestApp) -> None:
    browser = signed_in(app, "editor")
    reader.open("/desk/login", 1280)
    reader.driver.add_cookie({"name": COOKIE, "value": browser.cookies[COOKIE], "path": "/desk"})
    for path in ("/desk/halls", "/desk/halls/new"):
        for width in (768, 1280):
            reader.open(path, width)
            assert reader.complaints() == [], path
            assert reader.run("return document.documentElement.scrollWidth") <= width, path
    reader.driver.delete_all_cookies()


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1080, 1920), (1280, 720)])
def test_nothing_on_a_display_is_cut_off_and_all_of_it_reads_from_afar(reader: Reader, width: int, height: int) -> None:
    pages = shown(reader, SCREEN, width, height)
    for page in range(1, pages + 1):
        shown(reader, f"{SCREEN}?page={page}", width, height)
        assert reader.run(CUT) == [], page
    reader.run(AXE.read_text(encoding="utf-8"))
    weak = reader.driver.execute_async_script(
        "const done = arguments[0];"
        "axe.run({runOnly: {type: 'rule', values: ['color-contrast-enhanced']}, rules: {'color-contrast-enhanced': {enabled: true}}})"
        ".then(found => done(found.violations.map(one => one.nodes.map(node => node.html))))"
    )
    assert weak == []


def test_a_display_turns_by_itself_and_says_when_it_has_lost_its_network(reader: Reader, app: TestApp) -> None:
    assert shown(reader, SCREEN, 1920, 1080) > 1
    speed = "document.body.dataset.turn = 0.2; document.body.dataset.ask = 0.2;"
    script = reader.run("return document.querySelector('script').src")
    reader.run(
        f"{speed} const again = document.createElement('script'); again.src = arguments[0] + '?again'; document.head.append(again)", script
    )
    first = visible(reader)
    assert until(reader, lambda: visible(reader) != first)
    reader.run("window.fetch = () => Promise.reject(new Error('away'))")
    assert until(reader, lambda: not reader.run("return document.getElementById('lost').hidden"))


def shown(reader: Reader, path: str, width: int, height: int) -> int:
    """Open a display of that size; how many pages it has."""
    reader.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": width, "height": height, **SIZE})
    reader.driver.get(reader.start + path)
    return int(reader.run("return document.querySelectorAll('main section').length"))


def visible(reader: Reader) -> str:
    return str(reader.run("return document.querySelector('main section:not([hidden])').getAttribute('aria-label')"))


def until(reader: Reader, holds: object, seconds: float = 6) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():  # type: ignore[operator]
            return True
        time.sleep(0.1)
    return False

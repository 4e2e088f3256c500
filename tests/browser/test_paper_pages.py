"""Every page that paper and halls brought, in a real browser: accessible, narrow enough, small enough, in good order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver

from mingbai.web.access import COOKIE
from tests.browser.chromium import Reader, in_front_of
from tests.browser.paper_ground import Ground, prepared

LIMIT = 60_000
"""Bytes of what a scan opens, styles and scripts with it, before any compression."""
KEY = ("guide with a hall", "place", "hall", "question", "own list", "sign same", "sign old", "paper superseded", "box")
"""Pages whose layout is their own: looked at also wide, in large type and in English."""
OUT_OF_ORDER = """
const heads = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(one => +one.tagName[1]);
const ids = [...document.querySelectorAll('[id]')].map(one => one.id);
const fields = [...document.querySelectorAll('input:not([type=hidden]), select, textarea')];
return [
  ...(heads.filter(one => one === 1).length === 1 ? [] : ['not one h1']),
  ...heads.filter((one, at) => at && one > heads[at - 1] + 1).map(one => `h${one} skips a level`),
  ...ids.filter((one, at) => ids.indexOf(one) !== at).map(one => `two #${one}`),
  ...fields.filter(one => !one.labels.length && !one.ariaLabel && !one.getAttribute('aria-labelledby')).map(one => one.outerHTML),
  ...[...document.querySelectorAll('[style], style')].map(one => one.outerHTML),
];
"""
WEIGHT = """
const asked = performance.getEntriesByType('resource').map(one => one.decodedBodySize);
return asked.reduce((sum, one) => sum + one, performance.getEntriesByType('navigation')[0].decodedBodySize);
"""
LOW = """
return [...document.querySelectorAll('.choices a, .tools a, .papers a, .told a, form.code button, form.code input')]
  .map(one => [one.textContent.trim(), one.getBoundingClientRect().height]).filter(([, height]) => height < 44);
"""


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Iterator[Ground]:
    made = prepared(tmp_path_factory.mktemp("paper"), migrated_file)
    yield made
    made.database.close()


@pytest.fixture(scope="module")
def reader(ground: Ground, chromium: webdriver.Chrome) -> Iterator[Reader]:
    with in_front_of(ground.app.app, chromium) as opened:
        yield opened


def looked_at(reader: Reader, pages: dict[str, str], width: int) -> None:
    """Nothing is wrong with any of ``pages``."""
    wrong = {}
    for name, path in pages.items():
        reader.open(path, width)
        found = [*reader.complaints(), *reader.run(OUT_OF_ORDER)]
        if reader.run("return document.documentElement.scrollWidth") > width:
            found.append("wider than the window")
        if found:
            wrong[name] = found
    assert wrong == {}


def key_pages(ground: Ground, prefix: str = "") -> dict[str, str]:
    return {name: prefix + ground.public[name] for name in KEY}


def test_nothing_is_wrong_with_any_page_on_a_phone(reader: Reader, ground: Ground) -> None:
    looked_at(reader, ground.public, 360)


@pytest.mark.parametrize("width", [768, 1280])
def test_nothing_is_wrong_with_the_pages_on_wider_screens(reader: Reader, ground: Ground, width: int) -> None:
    looked_at(reader, key_pages(ground), width)


def test_nothing_is_wrong_with_the_pages_in_english(reader: Reader, ground: Ground) -> None:
    looked_at(reader, key_pages(ground, "/en"), 360)


def test_nothing_is_wrong_in_large_type_and_what_is_touched_is_large(reader: Reader, ground: Ground) -> None:
    pages = key_pages(ground, "/elder")
    looked_at(reader, pages, 360)
    for name, path in pages.items():
        reader.open(path, 360)
        assert reader.run(LOW) == [], name


def test_what_a_scan_opens_is_small_with_all_that_it_needs(reader: Reader, ground: Ground) -> None:
    scans = [path for path in ground.public.values() if path.startswith(("/q/", "/s/", "/v/"))]
    assert len(scans) > 10
    for path in scans:
        reader.open(path, 360)
        assert 5_000 < reader.run(WEIGHT) <= LIMIT, path


@pytest.mark.parametrize("width", [768, 1280])
def test_nothing_is_wrong_with_the_pages_of_the_desk(reader: Reader, ground: Ground, width: int) -> None:
    reader.open("/desk/login", width)
    reader.driver.add_cookie({"name": COOKIE, "value": ground.editor, "path": "/desk"})
    looked_at(reader, ground.desk, width)
    reader.driver.delete_all_cookies()

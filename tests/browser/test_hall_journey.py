"""The hall desk in Chromium by keys alone: at most twelve from the search to the sheet, which opens within three seconds."""

from __future__ import annotations

import time
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from webtest import TestApp

from mingbai.guides import situations
from mingbai.web.access import COOKIE
from tests.browser.chromium import Reader
from tests.desks import signed_in
from tests.papers import seeded

ITEM = "320600/menzhen-feiyong-baoxiao"
GUIDE = seeded("320600", "menzhen-feiyong-baoxiao")
UNSURE = situations.written({one.key: situations.UNSURE for one in situations.questions(GUIDE)})
WINDOW = "/desk/hall?place=320600&window=7"
PATIENCE = 20.0
"""Seconds that a step may take on a machine that is busy with other things; the median of a quiet one is a tenth."""


@pytest.fixture
def clerk(reader: Reader, whole_application: Any) -> Reader:
    """The browser of somebody of the hall of 南通, at window 7."""
    browser = signed_in(TestApp(whole_application), "hall")
    reader.open("/health", 1280)
    reader.driver.add_cookie({"name": COOKIE, "value": browser.cookies[COOKIE], "path": "/"})
    reader.open(f"{WINDOW}&q=mz", 1280)  # the first search of a process makes its index
    reader.open(WINDOW, 1280)
    return reader


def press(driver: webdriver.Chrome, *keys: str) -> int:
    ActionChains(driver).send_keys(*keys).perform()
    return sum(map(len, keys))


def shown(reader: Reader, selector: str) -> None:
    """Wait until the page shows something, as a person would."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if reader.run("return document.readyState === 'complete' && !!document.querySelector(arguments[0])", selector):
            return
        time.sleep(0.02)
    pytest.fail(f"{selector} did not come")


def test_twelve_keys_from_the_search_to_the_sheet(clerk: Reader) -> None:
    driver, count, begun = clerk.driver, 0, time.monotonic()
    first, before = driver.current_window_handle, set(driver.window_handles)  # other tests may have left tabs
    assert clerk.run("return document.activeElement.id") == "q"
    count += press(driver, "mzbx", Keys.ENTER)
    shown(clerk, ".picks a[data-key~=Enter]")
    count += press(driver, Keys.ENTER)
    shown(clerk, ".asked")
    count += press(driver, "1")
    shown(clerk, ".case li b")
    count += press(driver, Keys.ENTER)
    shown(clerk, ".ticks")
    count += press(driver, "1", "2")
    assert clerk.run("return Array.from(document.querySelectorAll('.ticks input:checked')).map(one => one.value)") == ["brought", "brought"]
    clerk.requests()
    printed = time.monotonic()
    count += press(driver, "p")
    while set(driver.window_handles) == before and time.monotonic() - printed < PATIENCE:
        time.sleep(0.02)
    (sheet,) = set(driver.window_handles) - before
    shown(clerk, "#q[data-focus]")
    assert clerk.run("return [document.activeElement.id, document.getElementById('work').textContent.trim()]") == ["q", ""], "for the next"
    driver.switch_to.window(sheet)
    until = time.monotonic() + PATIENCE
    while "notice.pdf" not in driver.current_url and time.monotonic() < until:
        time.sleep(0.02)
    address = driver.current_url
    driver.close()
    driver.switch_to.window(first)
    assert "stub=7-0001" in address and "ticks=1.brought~2.brought~3.missing" in address
    print(f"{count} keys, {time.monotonic() - begun:.1f} s, {time.monotonic() - printed:.1f} s to the sheet")
    assert count <= 12 and time.monotonic() - begun < 2 * PATIENCE


@pytest.mark.parametrize("asked", ["&q=mzbx", f"&item={ITEM}", f"&item={ITEM}&case={UNSURE}"])
def test_each_step_is_accessible_and_fits_a_tablet(clerk: Reader, asked: str) -> None:
    clerk.open(WINDOW + asked, 768)
    assert not clerk.complaints()
    assert clerk.run("return document.documentElement.scrollWidth") <= 768


def test_typing_is_never_taken_for_a_key(clerk: Reader) -> None:
    clerk.open(f"{WINDOW}&item={ITEM}", 768)
    clerk.run("document.getElementById('q').focus()")
    press(clerk.driver, "10p")
    assert clerk.run("return document.getElementById('q').value") == "10p" and "item=" in clerk.driver.current_url

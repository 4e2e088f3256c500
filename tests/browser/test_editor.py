"""The editor in a real browser: keys, pointer, what is kept on this computer, the preview, and axe."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait
from webtest import TestApp

from mingbai import db
from mingbai.clock import now
from mingbai.guides.version import Name
from mingbai.publishing.drafting import Drafts
from mingbai.web.access import COOKIE
from tests.browser.chromium import Reader
from tests.desks import by, signed_in

LARGE = Name("guide", "420000", "yiliaojigou-shenqing-dingdian-xieyi-guanli")
NAMES = "return [...document.querySelectorAll('#f-materials > .rows-of > .row > .parts > .field > input[name$=-name]')].map(e => e.value)"


class Desk:
    """The editor of one draft of the largest guide, open in a browser that is signed in."""

    def __init__(self, reader: Reader, draft: int) -> None:
        self.reader, self.driver, self.run, self.address = reader, reader.driver, reader.run, f"/desk/drafts/{draft}"

    def open(self, width: int = 1280) -> None:
        self.reader.open(self.address, width)

    def find(self, selector: str) -> Any:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def type(self, selector: str, text: str) -> None:
        field = self.find(selector)
        field.clear()
        field.send_keys(text)

    def wait(self, script: str) -> Any:
        return WebDriverWait(self.driver, 10).until(lambda driver: self.run(f"return {script}"))

    def save(self) -> None:
        edition = self.run("return document.getElementById('editor').dataset.edition")
        ActionChains(self.driver).key_down(Keys.CONTROL).send_keys("s").key_up(Keys.CONTROL).perform()
        self.wait(f"document.readyState === 'complete' && document.getElementById('editor').dataset.edition !== '{edition}'")


@pytest.fixture
def desk(reader: Reader, whole_application: Any) -> Iterator[Desk]:
    """A fresh draft, and nothing kept on the computer."""
    app = TestApp(whole_application)
    browser = signed_in(app, "editor", region="", login="browser")
    database = app.app.registry.database
    who = by(database, "editor", region="", login="browser")
    with db.writing(database) as (session, _):
        draft = Drafts(session, now(), who).open(LARGE)
    reader.open("/desk/login", 1280)
    reader.driver.add_cookie({"name": COOKIE, "value": browser.cookies[COOKIE], "path": "/desk"})
    reader.run("localStorage.clear()")
    yield Desk(reader, draft.id)
    reader.run("localStorage.clear(); window.onbeforeunload = null")
    with db.writing(database) as (session, _):
        drafts = Drafts(session, now(), who)
        drafts.discard(draft.id, drafts.get(draft.id).edition)
    reader.driver.delete_all_cookies()


@pytest.mark.parametrize("width", [768, 1280])
@pytest.mark.parametrize("path", ["", "/preview?as=page", "/preview?as=phone", "/preview?as=print"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(desk: Desk, width: int, path: str) -> None:
    desk.reader.open(desk.address + path, width)
    assert not desk.reader.complaints()
    assert desk.run("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [768, 1280])
def test_axe_finds_nothing_where_everything_is_open_and_something_is_wrong(desk: Desk, width: int) -> None:
    desk.open(width)
    desk.type("#f-name", "")
    desk.find("button[value=save]").click()
    desk.wait("document.getElementById('wrong') !== null")
    assert desk.run("return document.activeElement.id") == "wrong"
    desk.run("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert not desk.reader.complaints()
    assert desk.run("return document.documentElement.scrollWidth") <= width


def test_axe_finds_nothing_on_the_form_for_a_new_item(desk: Desk) -> None:
    desk.reader.open("/desk/items/new", 1280)
    assert not desk.reader.complaints()


def test_rows_move_by_keyboard_and_are_saved_by_keyboard(desk: Desk) -> None:
    desk.open()
    first, second, *rest = desk.run(NAMES)
    field = desk.find("#f-materials-0-name")
    field.send_keys(Keys.ALT + Keys.ARROW_DOWN)
    assert desk.run(NAMES) == [second, first, *rest]
    assert desk.run("return document.activeElement.id") == "f-materials-0-name"
    button = desk.find("[data-row=materials-0] button[value^=up]")
    button.send_keys(Keys.ENTER)
    assert desk.run(NAMES) == [first, second, *rest]
    desk.find("[data-row=materials-0] button[value^=down]").send_keys(Keys.SPACE)
    desk.save()
    assert desk.run(NAMES) == [second, first, *rest]


def test_rows_are_dragged_by_the_pointer(desk: Desk) -> None:
    desk.open()
    names = desk.run(NAMES)
    grip, onto = desk.find("[data-row=materials-2] .grip"), desk.find("[data-row=materials-3]")
    desk.run("arguments[0].scrollIntoView({block: 'center'})", onto)
    middle = onto.rect["y"] + onto.rect["height"] / 2 - grip.rect["y"]
    ActionChains(desk.driver).click_and_hold(grip).move_by_offset(0, 40).move_by_offset(0, int(middle) - 20).release().perform()
    assert desk.run(NAMES) == [*names[:2], names[3], names[2], *names[4:]]
    assert desk.find("[data-row=materials-2] .ordinal").text == "第 4 项"
    assert leaving_is_guarded(desk)


def test_a_row_is_added_filled_in_and_saved(desk: Desk) -> None:
    desk.open()
    count = len(desk.run(NAMES))
    desk.find("#f-materials > .adding > button").send_keys(Keys.ENTER)
    assert desk.run("return document.activeElement.name") == f"materials-{count}-name"
    desk.driver.switch_to.active_element.send_keys("新的材料")
    desk.find(f"[data-row=materials-{count}] > .more > summary").click()
    desk.find(f"#f-materials-{count}-children > .adding > button").send_keys(Keys.ENTER)
    desk.driver.switch_to.active_element.send_keys("它的下级")
    desk.save()
    assert desk.run(NAMES)[-1] == "新的材料"
    assert desk.find(f"#f-materials-{count}-children-0-name").get_attribute("value") == "它的下级"


def leaving_is_guarded(desk: Desk) -> bool:
    """Whether the browser would ask before the page is left."""
    return bool(desk.run("const e = new Event('beforeunload', {cancelable: true}); window.dispatchEvent(e); return e.defaultPrevented"))


def test_what_is_not_saved_is_guarded_until_it_is_saved(desk: Desk) -> None:
    desk.open()
    assert not leaving_is_guarded(desk)
    desk.type("#f-fee", "免费")
    assert leaving_is_guarded(desk)
    assert desk.find(".unsaved").text == "有未保存的改动"
    desk.save()
    assert not leaving_is_guarded(desk)


def test_what_was_typed_survives_a_crash(desk: Desk) -> None:
    desk.open()
    desk.type("#f-fee", "崩溃前写的")
    time.sleep(0.8)
    crashed = desk.driver.current_window_handle
    desk.driver.switch_to.new_window("tab")
    desk.driver.switch_to.window(crashed)
    with pytest.raises(Exception):  # noqa: B017 - the page is gone before it can answer
        desk.driver.set_page_load_timeout(3)
        desk.driver.get("chrome://crash")
    desk.driver.set_page_load_timeout(60)
    desk.driver.switch_to.window(next(one for one in desk.driver.window_handles if one != crashed))
    desk.open()
    assert desk.find("#f-fee").get_attribute("value") != "崩溃前写的"
    desk.find(".recovery .restore").click()
    desk.wait("document.getElementById('f-fee').value === '崩溃前写的'")
    desk.save()
    assert not desk.run("return localStorage.length")
    assert not desk.find(".recovery").is_displayed()


def test_a_copy_that_is_not_wanted_is_forgotten(desk: Desk) -> None:
    desk.open()
    desk.type("#f-fee", "不要的")
    time.sleep(0.5)
    desk.open()
    desk.find(".recovery .forget").click()
    desk.open()
    assert not desk.find(".recovery").is_displayed()


def test_a_preview_stands_beside_the_form_and_follows_it(desk: Desk) -> None:
    desk.open()
    desk.find(".bar [data-look=phone]").click()
    frame = "document.querySelector('.preview iframe')"
    desk.wait(f"{frame}.contentDocument.querySelector('.preview-banner') !== null")
    assert desk.run(f"return {frame}.contentWindow.innerWidth") <= 375
    desk.type("#f-name", "边写边看的名称")
    desk.wait(
        f"{frame}.contentDocument.querySelector('h1') && {frame}.contentDocument.querySelector('h1').textContent === '边写边看的名称'"
    )
    assert desk.run("return document.documentElement.scrollWidth") <= 1280
    assert not desk.reader.complaints()


def test_the_chart_follows_the_steps(desk: Desk) -> None:
    desk.open()
    desk.type("#f-process-0-steps-0-text", "先到窗口取号")
    desk.wait("document.getElementById('charts').textContent.includes('先到窗口取号')")


def test_every_field_is_reached_by_keyboard_and_enter_saves_nothing(desk: Desk) -> None:
    desk.open()
    edition = desk.run("return document.getElementById('editor').dataset.edition")
    desk.find("#f-name").send_keys(Keys.ENTER)
    time.sleep(0.3)
    assert desk.run("return document.getElementById('editor').dataset.edition") == edition
    desk.find("#f-name").send_keys(Keys.TAB)
    assert desk.run("return document.activeElement.id") == "f-main_item"

"""The search box and the results in a real browser: suggestions by keyboard and finger, read out, large enough, and never needed."""

from __future__ import annotations

import time
from urllib.parse import quote

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait
from webtest import TestApp

BOXES = {"home": "/", "guide": "/320600/322036002000", "elder": "/elder/", "english": "/en/", "results": f"/search?q={quote('生育')}"}
RESULTS = {
    "one place": f"/search?q={quote('南通生育津贴要带什么')}",
    "narrowed": f"/search?q={quote('异地就医')}&audience=employee&way=online",
    "by date": f"/search?q={quote('医疗')}&sort=date",
    "place chosen": f"/search?q={quote('医保电子凭证')}&region=320600",
    "repaired": "/search?q=shengyujintie",
    "as typed": "/search?q=shengyujintie&exact=1",
    "code": "/search?q=322036001000",
    "not ours": f"/search?q={quote('驾驶证换证')}",
    "nothing": f"/search?q={quote('量子纠缠')}",
    "english": f"/en/search?q={quote('南通生育津贴要带什么')}",
    "elder": f"/elder/search?q={quote('异地就医')}&audience=employee",
}


@pytest.fixture(scope="module", autouse=True)
def ready(whole_application) -> None:
    """The table of a site that has just begun is made in the background; until then there is nothing to suggest."""
    app, until = TestApp(whole_application), time.monotonic() + 120
    while not app.get(f"/api/v1/suggest?q={quote('异地')}").json["suggestions"]:
        assert time.monotonic() < until, "no suggestions"
        time.sleep(0.5)


def typed(reader, text: str):
    """Type ``text`` into the box, and wait for what it brings."""
    box = reader.driver.find_element(By.ID, "q")
    box.clear()
    box.send_keys(text)
    return box


def options(reader) -> list[str]:
    """The suggestions in sight, once there are any."""
    seen = "return [...document.querySelectorAll('[role=option]')].filter(o => o.offsetParent).map(o => o.firstChild.textContent)"
    return WebDriverWait(reader.driver, 5).until(lambda driver: driver.execute_script(seen))


def combobox(reader, name: str) -> str | None:
    return reader.run("return document.getElementById('q').getAttribute(arguments[0])", name)


@pytest.mark.parametrize("path", RESULTS.values(), ids=RESULTS.keys())
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_results_are_accessible_and_fit(reader, path: str, width: int) -> None:
    reader.open(path, width)
    assert not reader.complaints()
    assert reader.run("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", BOXES.values(), ids=BOXES.keys())
@pytest.mark.parametrize("width", [360, 1280])
def test_an_open_box_is_accessible_and_fits(reader, path: str, width: int) -> None:
    reader.open(path, width)
    typed(reader, "yidi")
    assert len(options(reader)) > 2
    assert combobox(reader, "aria-expanded") == "true"
    assert not reader.complaints()
    assert reader.run("return document.documentElement.scrollWidth") <= width
    heights = reader.run("return [...document.querySelectorAll('[role=option]')].map(o => o.getBoundingClientRect().height)")
    assert min(heights) >= (60 if "/elder" in path else 44)


def test_by_keyboard_down_up_escape_and_enter(reader) -> None:
    reader.open("/", 1280)
    box = typed(reader, "异地")
    found = options(reader)
    box.send_keys(Keys.ARROW_DOWN)
    assert combobox(reader, "aria-activedescendant") == "suggestion-0"
    assert reader.run("return document.querySelector('[aria-selected=true]').firstChild.textContent") == found[0]
    box.send_keys(Keys.ARROW_UP)
    assert combobox(reader, "aria-activedescendant") is None, "back in the text"
    box.send_keys(Keys.ARROW_UP)
    assert combobox(reader, "aria-activedescendant") == f"suggestion-{len(found) - 1}"
    box.send_keys(Keys.ESCAPE)
    assert combobox(reader, "aria-expanded") == "false" and box.get_attribute("value") == "异地"
    box.send_keys(Keys.ARROW_DOWN)
    box.send_keys(Keys.ARROW_DOWN)
    address = reader.run("return document.querySelector('[aria-selected=true]').dataset.address")
    box.send_keys(Keys.ENTER)
    WebDriverWait(reader.driver, 5).until(lambda driver: driver.current_url == reader.start + address)


def test_enter_without_a_choice_searches_for_what_was_typed(reader) -> None:
    reader.open("/", 1280)
    box = typed(reader, "生育津贴")
    options(reader)
    box.send_keys(Keys.ENTER)
    WebDriverWait(reader.driver, 5).until(lambda driver: "/search?q=" in driver.current_url)
    assert reader.driver.find_element(By.ID, "q").get_attribute("value") == "生育津贴"


def test_a_finger_chooses_and_the_place_goes_along(reader) -> None:
    reader.open("/320600/322036002000", 360)
    typed(reader, "生育津贴")
    options(reader)
    reader.driver.find_element(By.CSS_SELECTOR, "[role=option]").click()
    WebDriverWait(reader.driver, 5).until(lambda driver: "/320600/322036024000" in driver.current_url)


def test_how_many_there_are_is_read_out(reader) -> None:
    reader.open("/", 360)
    typed(reader, "异地")
    count = len(options(reader))
    assert reader.run("return document.querySelector('form.search [role=status]').textContent") == f"有 {count} 条建议，按上下键选择"
    typed(reader, "qxqxq")
    WebDriverWait(reader.driver, 5).until(
        lambda driver: driver.execute_script("return document.querySelector('form.search [role=status]').textContent") == "没有建议"
    )
    assert combobox(reader, "aria-expanded") == "false"


def test_the_list_ends_above_the_keyboard(reader) -> None:
    """A phone's keyboard and its bar leave some 300 pixels: the box moves up, the list ends inside, and scrolls."""
    reader.open("/", 360)
    screen = {"width": 360, "height": 320, "deviceScaleFactor": 1, "mobile": True}
    reader.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    typed(reader, "异地")
    options(reader)
    box = reader.run("const b = document.getElementById('suggestions').getBoundingClientRect(); return [b.top, b.bottom]")
    assert box[0] < 200 and box[1] <= 320, box
    assert reader.run("return document.getElementById('q').getBoundingClientRect().top") >= 0


def test_typing_quickly_asks_once(reader) -> None:
    reader.open("/", 1280)
    reader.requests()
    typed(reader, "changqi")
    options(reader)
    asked = [url for url in reader.requests() if "/api/v1/suggest" in url]
    assert 1 <= len(asked) <= 3, asked


def test_without_script_the_box_is_a_form_and_facets_unfold(reader) -> None:
    reader.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        reader.open("/", 360)
        box = reader.driver.find_element(By.ID, "q")
        assert box.get_attribute("role") in (None, "") and box.get_attribute("type") == "search"
        box.send_keys("异地就医")
        reader.driver.find_element(By.CSS_SELECTOR, "main form.search button").click()
        WebDriverWait(reader.driver, 5).until(lambda driver: driver.find_elements(By.CSS_SELECTOR, ".found h2"))
        facets = reader.driver.find_element(By.CSS_SELECTOR, "details.facets")
        facets.find_element(By.TAG_NAME, "summary").click()
        assert facets.find_element(By.CSS_SELECTOR, ".facet a").is_displayed()
    finally:
        reader.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_the_first_result_stands_on_the_first_screen_of_a_phone(reader) -> None:
    reader.open(f"/search?q={quote('生育津贴')}", 360)
    assert reader.run("return document.querySelector('.found h2').getBoundingClientRect().bottom") < 640


@pytest.mark.parametrize(("prefix", "least"), [("", 44), ("/elder", 60)])
def test_places_and_facets_are_large_enough_for_a_thumb(reader, prefix: str, least: int) -> None:
    reader.open(f"{prefix}/search?q={quote('异地就医')}&audience=employee", 360)
    heights = reader.run(
        "return [...document.querySelectorAll('.where a, .facet a, .chosen a, .sorts a')].filter(a => a.offsetParent)"
        ".map(a => [a.textContent, a.getBoundingClientRect().height])"
    )
    assert len(heights) > 10 and not [(text, height) for text, height in heights if height < least]

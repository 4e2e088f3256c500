"""Every kind of page in a real browser: accessible, narrow enough, small enough, quiet, and usable by keyboard."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

GUIDE = "/420000/danwei-canbao-dengji"
KINDS = {
    "home": "/",
    "place": "/320600/",
    "place sorted": "/320900/?sort=limit",
    "guide": GUIDE,
    "guide with a row": "/320600/322036002000",
    "guide of a list": "/512000/canbao-danwei-canbao-xinxi-chaxun",
    "printed": f"{GUIDE}/print",
    "version": f"{GUIDE}/versions/1",
    "services": "/services",
    "service": "/service/employee-enrolment",
    "audience": "/audience/employer",
    "event": "/event/出生",
    "form": "/420000/forms/canbao-renyuan-jiben-yiliao-baoxian-xinxi-biao",
    "document": "/320900/documents/db-3209-t-xxxx-2024",
    "search": "/search?q=异地就医",
    "nothing found": "/search?q=驾驶证",
    "site map": "/sitemap",
    "about": "/about",
    "accessibility": "/accessibility",
    "not found": "/nothing-here",
    "elder home": "/elder/",
    "elder place": "/elder/320600/",
    "elder guide": f"/elder{GUIDE}",
    "elder service": "/elder/service/employee-enrolment",
    "english home": "/en/",
    "english guide": f"/en{GUIDE}",
}
EACH = pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
LIMIT = 60_000
"""Bytes of one page, pictures aside (journeys: five-year-old phones)."""


@EACH
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(reader, path, width) -> None:
    reader.open(path, width)
    assert not reader.complaints()


@EACH
@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1920])
def test_nothing_scrolls_sideways(reader, path, width) -> None:
    reader.open(path, width)
    assert reader.run("return document.documentElement.scrollWidth") <= width


@EACH
def test_a_page_is_small_and_asks_nobody_else(reader, path) -> None:
    reader.requests()
    reader.open(path, 360)
    assert len(reader.run("return document.documentElement.outerHTML").encode()) <= LIMIT
    asked = {urlsplit(url).netloc for url in reader.requests() if not url.startswith("data:")}
    assert asked == {urlsplit(reader.start).netloc}


@EACH
def test_no_text_is_too_small_to_read(reader, path) -> None:
    reader.open(path, 360)
    sizes = reader.run(
        "return [...document.body.querySelectorAll('*')].filter(e => e.offsetParent && [...e.childNodes].some(n => n.nodeType === 3"
        " && n.data.trim())).map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= (18 if "/elder/" in path else 14)


def test_nothing_moves_when_a_guide_has_loaded(reader) -> None:
    reader.open(GUIDE, 360)
    shift = reader.driver.execute_async_script(
        "const done = arguments[0]; let sum = 0; new PerformanceObserver(l => { for (const e of l.getEntries()) sum += e.value })"
        ".observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(sum), 300)"
    )
    assert shift < 0.01


def focused(reader) -> str:
    """The text of what has the focus."""
    return str(reader.run("return document.activeElement.textContent.trim() || document.activeElement.name || ''"))


def test_by_keyboard_from_the_skip_link_into_the_text(reader) -> None:
    reader.open(GUIDE, 1280)
    body = reader.driver.find_element(By.TAG_NAME, "body")
    body.send_keys(Keys.TAB)
    assert focused(reader) == "跳到正文"
    reader.driver.switch_to.active_element.send_keys(Keys.ENTER)
    assert reader.run("return document.activeElement.id") == "main"


def test_by_keyboard_every_main_thing_is_reached_and_shows_the_focus(reader) -> None:
    reader.open(GUIDE, 1280)
    reached = []
    for _ in range(60):
        reader.driver.switch_to.active_element.send_keys(Keys.TAB)
        reached.append(focused(reader))
        outline = reader.run("const s = getComputedStyle(document.activeElement); return s.outlineStyle + s.outlineWidth")
        assert outline == "solid3px" or reader.run("return document.activeElement === document.body"), reached[-1]
    for thing in ("首页", "大字版", "q", "查找", "联办登记", "流程图的文字说明", "打印版", "12393", "网站地图"):
        assert thing in reached, (thing, reached)
    assert any("设定依据" in one for one in reached)


def test_the_law_is_folded_only_with_script_and_always_printed(reader) -> None:
    reader.open(GUIDE, 360)
    assert reader.run("return document.querySelector('#basis details').open") is False
    reader.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    reader.run("window.dispatchEvent(new Event('beforeprint'))")
    assert reader.run("return document.querySelector('#basis li').offsetHeight") > 0
    reader.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    reader.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    reader.driver.refresh()
    reader.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    assert reader.run("return document.querySelector('#basis details').open") is True


def test_the_view_of_the_paper_on_a_wide_screen_is_the_paper(reader) -> None:
    reader.open(f"{GUIDE}/print", 1280)
    assert reader.run("return document.querySelector('#basis li').offsetHeight") > 0
    assert reader.run("return document.querySelector('.beside').offsetHeight") == 0


@pytest.mark.parametrize("path", ["/elder/", f"/elder{GUIDE}", "/elder/320600/"])
def test_targets_of_the_elder_version_are_large(reader, path) -> None:
    reader.open(path, 360)
    heights = reader.run(
        "return [...document.querySelectorAll('.plain a, .list a, .views a, .search button, .search input, .tabs a, .tools a, summary')]"
        ".filter(e => e.offsetParent).map(e => [e.textContent.trim(), e.getBoundingClientRect().height])"
    )
    assert heights and not [(text, height) for text, height in heights if height < 60]


@pytest.mark.parametrize("path", ["/", GUIDE, "/320600/", "/services"])
def test_every_target_is_at_least_24_pixels_high_or_stands_alone(reader, path) -> None:
    """WCAG 2.2 SC 2.5.8; axe checks the spacing, this the height with line spacing."""
    reader.open(path, 360)
    low = reader.run(
        "return [...document.querySelectorAll('a, button, summary, input')].filter(e => e.offsetParent && !e.closest('p'))"
        ".map(e => [e.textContent.trim(), e.getBoundingClientRect().height]).filter(p => p[1] < 18)"
    )
    assert not low


def test_text_spacing_can_be_widened_without_loss(reader) -> None:
    """WCAG 1.4.12."""
    reader.open(GUIDE, 360)
    reader.run("document.querySelectorAll('*').forEach(e => { e.style.letterSpacing = '0.12em'; e.style.lineHeight = '1.5' })")
    assert reader.run("return document.documentElement.scrollWidth") <= 360


def test_a_flow_chart_fits_a_phone_and_its_text_can_be_selected(reader) -> None:
    reader.open(GUIDE, 360)
    box = reader.run("const b = document.querySelector('svg.chart').getBoundingClientRect(); return [b.left, b.right, b.width]")
    assert box[0] >= 0 and box[1] <= 360
    size = reader.run(
        "const t = document.querySelector('svg.chart text'); return parseFloat(getComputedStyle(t).fontSize)"
        " * t.ownerSVGElement.getBoundingClientRect().width / t.ownerSVGElement.viewBox.baseVal.width"
    )
    assert size >= 14
    outside = reader.run(
        "return [...document.querySelectorAll('svg.chart g')].filter(g => { const p = g.querySelector('path').getBoundingClientRect(),"
        " t = g.querySelector('text').getBoundingClientRect(); return t.left < p.left || t.right > p.right || t.top < p.top"
        " || t.bottom > p.bottom }).map(g => g.textContent)"
    )
    assert not outside

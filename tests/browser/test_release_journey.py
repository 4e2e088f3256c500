"""The editor's whole journey in a real Chromium: a notice from Word to public guides, by three people, each act counted.

The notice is Nantong's of 2022 (seed 000), on a site that has the services and another place and nothing of Nantong. A click is a click
or a key that does something; a field is one field filled in, however long. Seconds are what the machine took, not a person.
``docs/journey.md`` keeps what was measured; run with ``-s`` to see the table.
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from mingbai.app import application
from mingbai.migrations.installation import ensure
from mingbai.people.actor import Grant
from tests.browser.chromium import Reader, in_front_of
from tests.desks import NANTONG, PASSWORD, account
from tests.journeys.test_intake import nantong_as_word
from tests.sites import ROOT, settings_at

AWAY = ("320900", "360000", "512000")
"""Places that would only take time to load; Hubei stays, so that the site is not empty."""
REASON = "省市文件没有规定这些要素，待县（市、区）医保中心补报。"
PUBLIC = "return [...document.querySelectorAll('main a[href]')].map(a => new URL(a.href).pathname)"
PATIENCE = 12
"""Seconds after which a page counts as not coming."""


@dataclass
class Step:
    """One row of the table."""

    who: str
    what: str
    clicks: int = 0
    fields: int = 0
    seconds: float = 0.0
    slowest: float = 0.0


class Walk:
    """People one after the other before one browser; everything that they do is counted in the step that is open."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.driver = reader, reader.driver
        self.steps: list[Step] = []

    def step(self, who: str, what: str) -> None:
        self.steps.append(Step(who, what))

    def find(self, selector: str, text: str = "") -> Any:
        """The first thing in sight that the selector names and that has the text in it."""
        seen = self.driver.find_elements(By.CSS_SELECTOR, selector)
        found = next((one for one in seen if one.is_displayed() and text in one.text), None)
        assert found is not None, f"{selector} {text!r} is not on {self.driver.current_url}: {self.text()[:600]}"
        return found

    def text(self) -> str:
        return str(self.driver.find_element(By.TAG_NAME, "body").text)

    def click(self, selector: str, text: str = "") -> None:
        """Click what leads to another page, and wait for that page."""
        thing = self.find(selector, text)
        self.reader.run("arguments[0].scrollIntoView({block: 'nearest'})", thing)
        self._onward(thing.click)

    def key(self, key: str) -> None:
        """Press a key that leads to another page."""
        self._onward(self.driver.switch_to.active_element.send_keys, key)

    def type(self, name: str, text: str) -> None:
        self.steps[-1].fields += 1
        field = self.find(f"[name={name}]")
        field.clear()
        field.send_keys(text)

    def until(self, selector: str, seconds: float = 60) -> None:
        """Wait, without doing anything, until the page has it; the machine's time."""
        started = time.monotonic()
        WebDriverWait(self.driver, seconds, 0.05).until(lambda driver: driver.find_elements(By.CSS_SELECTOR, selector))
        self._took(started)

    def _onward(self, act: Any, *given: Any) -> None:
        before = self.driver.find_element(By.TAG_NAME, "html").id
        self.steps[-1].clicks += 1
        started = time.monotonic()
        act(*given)
        WebDriverWait(self.driver, PATIENCE, 0.02).until(lambda driver: self._arrived(before))
        self._took(started)

    def _arrived(self, before: str) -> bool:
        page = self.driver.find_elements(By.TAG_NAME, "html")
        return bool(page) and page[0].id != before and self.driver.execute_script("return document.readyState") == "complete"

    def _took(self, started: float) -> None:
        step, seconds = self.steps[-1], time.monotonic() - started
        step.seconds += seconds
        step.slowest = max(step.slowest, seconds)

    def sign_in(self, who: str, login: str) -> None:
        self.step(who, "登录")
        self.driver.delete_all_cookies()
        self.reader.open("/desk/", 1280)
        self.type("login", login)
        self.type("password", PASSWORD)
        self.key(Keys.ENTER)

    def clicks(self) -> int:
        return sum(step.clicks for step in self.steps)

    def table(self) -> str:
        """What was counted, as the rows of a Markdown table."""
        total = Step("", "合计", self.clicks(), *(sum(getattr(one, of) for one in self.steps) for of in ("fields", "seconds")))
        total.slowest = max(one.slowest for one in self.steps)
        return "\n".join(
            f"| {one.who} | {one.what} | {one.clicks} | {one.fields} | {one.seconds:.2f} | {one.slowest:.2f} |"
            for one in (*self.steps, total)
        )


@pytest.fixture
def walk(chromium: Any, tmp_path: Path) -> Iterator[Walk]:
    """A site that has nothing of Nantong, with an account for each of the three."""
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content, ignore=shutil.ignore_patterns(NANTONG, *AWAY))
    chosen = settings_at(tmp_path, **{"mingbai.content": str(content)})
    database = ensure(chosen, lambda line: None)
    for role in ("editor", "reviewer", "approver"):
        account(database, Grant(role, NANTONG), login=role)
    database.close()
    with in_front_of(application(chosen), chromium) as reader:
        yield Walk(reader)
    chromium.delete_all_cookies()


def test_a_notice_from_word_is_public_after_eighty_clicks_at_most(walk: Walk, tmp_path: Path) -> None:
    notice = tmp_path / "关于印发办事指南的通知.docx"
    notice.write_bytes(nantong_as_word())
    _editor(walk, notice)
    _reviewer(walk)
    _approver(walk)
    print(f"\n{walk.table()}")
    guides = _public(walk)
    assert guides == {path.stem for path in (ROOT / "content" / "guides" / NANTONG).iterdir()} and len(guides) >= 36
    assert walk.clicks() <= 80


def _editor(walk: Walk, notice: Path) -> None:
    walk.sign_in("编写", "editor")
    walk.step("编写", "登记来文")
    walk.click(".menu a", "来文")
    walk.type("file", str(notice))
    walk.click("button.main", "登记并读取")
    walk.step("编写", "读取（等机器）")
    walk.until("#items")
    walk.step("编写", "看缺项报告，补文号")
    assert "先看这些" in walk.text() and "请在下面补上" in walk.text()
    walk.type("document_no", "通医保发〔2022〕21号")
    walk.click("form[action$='/front'] button")
    walk.step("编写", "无问题的全部采用")
    walk.click("button.main", "无问题的全部采用")
    walk.step("编写", "其余逐项看，按 A 采用")
    walk.click(".bar a.button", "逐项看要看的")
    while "采用并编辑" in walk.text():
        walk.key("a")
    walk.step("编写", "看检查，写明缺少要素的理由")
    walk.click("a.button.main", "去这次发布")
    walk.click(".tabs a", "检查")
    assert "不改不能提交" in walk.text() and "缺少" in walk.text()
    walk.click(".hint a", "说明")
    walk.type("override", REASON)
    walk.click("button.main", "保存说明")
    walk.step("编写", "提交审核")
    walk.click("a.button.main", "提交审核")
    assert "不改不能提交" not in walk.text() and "已写明理由" in walk.text()
    walk.click("button.main", "提交审核")
    assert "已提交" in walk.text()


def _reviewer(walk: Walk) -> None:
    walk.sign_in("审核", "reviewer")
    walk.step("审核", "看改动，其余全部通过")
    walk.click("main .card a")
    walk.click(".tabs a", "一页摘要")
    walk.click("button", "其余全部通过")
    walk.step("审核", "公开审查、保密审查，审核通过")
    walk.click("button.main", "审核通过")
    assert "已审核" in walk.text()


def _approver(walk: Walk) -> None:
    walk.sign_in("签发", "approver")
    walk.step("签发", "看一页摘要，签发")
    walk.click("main .card a")
    walk.click("a.button.main", "签发")
    walk.click("button.main", "签发")
    assert "已签发" in walk.text()
    walk.step("签发", "公开")
    walk.click("a.button.main", "公开")
    walk.click("button.main", "公开")
    assert "已公开" in walk.text()


def _public(walk: Walk) -> set[str]:
    """The slugs that a stranger finds in Nantong's list, each of which opens; search, the announcement and the feeds know them too."""
    walk.driver.delete_all_cookies()
    walk.reader.open(f"/{NANTONG}/", 1280)
    listed = {path for path in walk.reader.run(PUBLIC) if re.fullmatch(rf"/{NANTONG}/[^/]+", path)}
    for path in listed:
        assert "清单和办事指南（2022版）的通知" in _given(walk, path), path
    walk.reader.open("/search?q=生育津贴怎么领&region=" + NANTONG, 1280)
    assert walk.find(f"a[href='/{NANTONG}/322036024000']")
    walk.reader.open("/announcements/", 1280)
    walk.find("main a[href^='/announcements/']", "（2022版）的通知").click()
    assert "生育津贴支付" in walk.text() and "通医保发〔2022〕21号" in walk.text()
    notice = walk.reader.run("return location.pathname")
    for feed in ("/announcements.atom", f"/{NANTONG}/announcements.atom"):
        assert f'{notice}"' in _given(walk, feed)
    return {path.rpartition("/")[2] for path in listed}


def _given(walk: Walk, path: str) -> str:
    with urlopen(walk.reader.start + path, timeout=PATIENCE) as answer:
        return str(answer.read().decode())

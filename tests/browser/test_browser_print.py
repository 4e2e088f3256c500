"""What a browser's own printing makes of a guide's page: all that it says, its address, and nothing that only a screen can do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver

from mingbai.guides.guide import Material, Option, Situation
from tests.browser.chromium import Reader, in_front_of
from tests.makers import make_copy, make_guide
from tests.sites import site_in

SHOWN = "return arguments[0].map(one => [...document.querySelectorAll(one)].some(found => found.getClientRects().length > 0))"
ONLY_ON_SCREEN = [".masthead", ".crumbs", ".beside", ".tools", ".papers", ".narrow", ".source > p[lang]", ".footer .ways"]
PRINTED = [".name h1", ".card", ".materials", ".source .facts", ".source .address"]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path, chromium: webdriver.Chrome) -> Iterator[Reader]:
    yes, no = Option(key="yes", text="是"), Option(key="no", text="否", drops=("proxy",))
    guide = make_guide(
        materials=(Material(name="身份证"), Material(key="proxy", name="委托书")),
        situations=(Situation(key="proxy", text="请人代办吗？", options=(yes, no)),),
    )
    made, database = site_in(
        tmp_path_factory.mktemp("printed"), migrated_file, [(make_copy(guide),)], **{"site.url": "https://ybj.example.gov.cn"}
    )
    with in_front_of(made.app, chromium) as opened:
        yield opened
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    database.close()


def test_a_page_is_printed_whole_with_its_address_and_without_what_only_a_screen_can_do(reader: Reader) -> None:
    reader.open("/320600/employer-enrolment", 1280)
    assert all(reader.run(SHOWN, [".source > p[lang]", ".tools", ".narrow"]))
    reader.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert reader.run(SHOWN, PRINTED) == [True] * len(PRINTED)
    assert reader.run(SHOWN, ONLY_ON_SCREEN) == [False] * len(ONLY_ON_SCREEN)
    told = reader.run("return document.querySelector('.source .address').textContent")
    assert told == "https://ybj.example.gov.cn/320600/employer-enrolment"

"""The door of the desk, one's own account, the accounts and the audit log in a real Chromium: axe is silent, nothing is too wide."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from mingbai import db
from mingbai.people.actor import SEPARATE, Grant
from mingbai.people.sessions import Sessions
from mingbai.web.access import COOKIE
from tests.browser.chromium import Reader
from tests.desks import PASSWORD, account

PAGES = (
    ("", "/desk/login"),
    ("editor", "/desk/"),
    ("editor", "/desk/own"),
    ("editor", "/desk/password"),
    ("editor", "/desk/own/second-factor"),
    ("editor", "/desk/no-such-page"),
    ("system", "/desk/accounts"),
    ("system", "/desk/"),
    ("security", "/desk/accounts/{id}"),
    ("auditor", "/desk/audit"),
)


@pytest.fixture
def visit(reader: Reader, whole_application: object) -> Iterator[object]:
    registry = whole_application.registry

    def opened(role: str, path: str, width: int) -> None:
        reader.open("/desk/login", width)
        if role:
            region = "" if role in SEPARATE else "320600"
            actor = account(registry.database, Grant(role, region), login=f"look-{role}")
            other = account(registry.database, Grant("hall", "320600"), login="looked-at")
            with db.writing(registry.database) as (session, _):
                token = Sessions(session, registry.now(), registry.rules).start(actor.id, "192.0.2.7", None).token
            reader.driver.add_cookie({"name": COOKIE, "value": token, "path": "/desk"})
            reader.open(path.replace("{id}", str(other.id)), width)

    yield opened
    reader.driver.delete_all_cookies()


@pytest.mark.parametrize("width", [1280, 768])
@pytest.mark.parametrize(("role", "path"), PAGES)
def test_a_page_of_the_desk_has_nothing_wrong(reader: Reader, visit, role: str, path: str, width: int) -> None:
    visit(role, path, width)
    assert reader.run("return document.querySelector('h1') !== null")
    assert reader.complaints() == []
    assert reader.run("return document.documentElement.scrollWidth") <= width


def test_signing_in_by_keyboard_alone(reader: Reader, whole_application: object) -> None:
    account(whole_application.registry.database, Grant("editor", "320600"), login="typist")
    reader.driver.delete_all_cookies()
    reader.open("/desk/own", 1280)
    field = reader.driver.find_element("id", "login")
    field.send_keys("typist", Keys.TAB, PASSWORD, Keys.ENTER)
    WebDriverWait(reader.driver, 10).until(lambda driver: driver.find_elements("css selector", ".who button"))
    assert reader.driver.current_url.endswith("/desk/own")
    reader.driver.find_element("css selector", ".who button").send_keys(Keys.ENTER)
    WebDriverWait(reader.driver, 10).until(lambda driver: driver.current_url.endswith("/desk/login"))
    reader.driver.delete_all_cookies()

"""A real Chromium for tests, and a real server in front of the whole site. Nothing of it leaves this machine."""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from waitress.server import create_server

AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
MISSING = "这些测试需要 Chromium 和 ChromeDriver：sudo apt-get install chromium chromium-driver"
QUIET = (
    "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars",
)  # fmt: skip
"""Without these a browser calls home by itself."""


class Reader:
    """A person's browser, on the pages of one site, ``width`` pixels wide."""

    def __init__(self, driver: webdriver.Chrome, start: str) -> None:
        self.driver = driver
        self.start = start

    def open(self, path: str, width: int) -> None:
        """Go to ``path`` in a window of that width."""
        screen = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
        self.driver.get(self.start + path)

    def run(self, script: str, *given: Any) -> Any:
        """The result of a script on the page."""
        return self.driver.execute_script(script, *given)

    def complaints(self) -> list[str]:
        """What axe-core has to say about the page: rule, help and the first place of each."""
        self.run(AXE.read_text(encoding="utf-8"))
        found = self.driver.execute_async_script("const done = arguments[0]; axe.run().then(r => done(r.violations))")
        return [f"{one['id']}: {one['help']} {one['nodes'][0]['html'][:200]}" for one in found]

    def requests(self) -> set[str]:
        """The addresses that the page has asked for since this was last called."""
        events = (json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance"))
        return {event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"}


def _start(profile: Path) -> webdriver.Chrome:
    binary = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if not binary or not driver:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    options = Options()
    options.binary_location = binary
    options.set_capability("goog:loggingPrefs", {"performance": "ALL"})
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    for argument in (*QUIET, *root, f"--user-data-dir={profile}"):
        options.add_argument(argument)
    return webdriver.Chrome(options=options, service=Service(driver))


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """One browser for all tests of a session."""
    driver = _start(tmp_path_factory.mktemp("profile"))
    yield driver
    driver.quit()


@contextmanager
def in_front_of(application: Any, driver: webdriver.Chrome) -> Iterator[Reader]:
    """The browser on the pages of ``application``, which a real server gives for as long as this is open."""
    server = create_server(application, host="127.0.0.1", port=0)
    threading.Thread(target=server.run, daemon=True).start()
    try:
        yield Reader(driver, f"http://127.0.0.1:{server.effective_port}")
    finally:
        server.close()


@pytest.fixture(scope="session")
def reader(whole_application: Any, chromium: webdriver.Chrome) -> Iterator[Reader]:
    """One browser in front of one server, for all tests of a session."""
    with in_front_of(whole_application, chromium) as opened:
        yield opened

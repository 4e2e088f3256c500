"""The browser, for the tests of this folder."""

from tests.browser.chromium import reader

__all__ = ["reader"]

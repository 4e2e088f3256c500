"""The browser, for the tests of this folder."""

from tests.browser.chromium import chromium, reader

__all__ = ["chromium", "reader"]

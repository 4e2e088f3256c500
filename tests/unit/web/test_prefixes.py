"""A way of looking is taken off an address, and written before one again."""

from __future__ import annotations

import pytest

from mingbai.web.prefixes import Prefix, taken_off


@pytest.mark.parametrize(
    ("path", "prefix", "rest"),
    [
        ("/", Prefix(), "/"),
        ("/320600/one", Prefix(), "/320600/one"),
        ("/elder/320600/", Prefix(elder=True), "/320600/"),
        ("/en/elder/", Prefix(locale="en", elder=True), "/"),
        ("/kiosk/320600/", Prefix(kiosk="320600"), "/"),
        ("/kiosk/320600", Prefix(kiosk="320600"), "/"),
        ("/kiosk/320600/320900/one", Prefix(kiosk="320600"), "/320900/one"),
        ("/en/kiosk/320600/search", Prefix(locale="en", kiosk="320600"), "/search"),
        ("/kiosk/320600/elder/", Prefix(kiosk="320600"), "/elder/"),
        ("/kiosk/", Prefix(), "/kiosk/"),
        ("/kiosk/3206001/", Prefix(), "/kiosk/3206001/"),
        ("/kiosks/320600/", Prefix(), "/kiosks/320600/"),
    ],
)
def test_a_prefix_is_taken_off(path: str, prefix: Prefix, rest: str) -> None:
    assert taken_off(path) == (prefix, rest)


@pytest.mark.parametrize("written", ["", "/elder", "/en/elder", "/kiosk/320600", "/en/kiosk/320600"])
def test_what_is_written_is_taken_off_again(written: str) -> None:
    prefix, rest = taken_off(f"{written}/320600/one")
    assert (prefix.written, rest) == (written, "/320600/one")

"""Every address is documented, and nothing else is."""

from __future__ import annotations

import re

from mingbai.reading.routes import ROUTES, TOLD
from tests.rules.source import ROOT

ELSEWHERE = {"health": "/health", "static": "/static/{name}"}


def test_the_addresses_page_is_what_the_routes_declare() -> None:
    text = (ROOT / "docs" / "addresses.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `(\w+)` \| `([^`]+)` \|", text, re.MULTILINE))
    declared = {name: re.sub(r"\{(\w+):[^{}]*(?:\{[\d,]+\})?\}", r"{\1}", pattern) for name, pattern in (*ROUTES, *TOLD)}
    assert told == declared | ELSEWHERE

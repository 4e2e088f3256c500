"""What scripts of the desk ask by themselves says that nobody is at the keyboard, so that an empty chair is signed out in time."""

from __future__ import annotations

import re

import pytest

from mingbai.web.access import BACKGROUND
from tests.rules.source import ROOT, tracked


@pytest.mark.parametrize("path", tracked("static/js/desk-*.js"), ids=lambda path: path.name)
def test_every_request_of_a_script_is_marked_unattended(path) -> None:
    text = path.read_text(encoding="utf-8")
    bare = [asked for asked in re.split(r"\bfetch\(", text)[1:] if BACKGROUND not in asked.split(";", 1)[0]]
    assert not bare, f"{path.relative_to(ROOT)}: a request without {BACKGROUND} keeps an empty chair signed in: {bare[0][:80]}"

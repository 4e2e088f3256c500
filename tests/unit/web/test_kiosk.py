"""A machine's settings are checked, and a page of trouble leads it home."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from mingbai.app import application
from mingbai.errors import Refusal
from mingbai.web.errors import BROKEN
from mingbai.web.kiosk import homeward
from mingbai.web.links import Links
from tests.sites import settings_at


@pytest.mark.parametrize(
    ("key", "written"),
    [("kiosk.idle_seconds", "soon"), ("kiosk.idle_seconds", "0"), ("kiosk.notice_seconds", "99999"), ("kiosk.print", "ja")],
)
def test_a_setting_that_makes_no_sense_is_refused(tmp_path: Path, key: str, written: str) -> None:
    with pytest.raises(Refusal, match=f"{key} = {written} 不对"):
        application(settings_at(tmp_path, **{key: written}))


def test_a_page_of_trouble_leads_a_machine_home_by_itself_and_dials_no_number() -> None:
    page = homeward(SimpleNamespace(links=Links(kiosk="320600", locale="en", files={})), BROKEN)
    assert 'content="30;url=/kiosk/320600/"' in page
    assert 'href="/kiosk/320600/"' in page
    assert "tel:" not in page
    assert "12393" in page


def test_everybody_else_gets_the_page_as_it_is() -> None:
    assert homeward(SimpleNamespace(links=Links(files={})), BROKEN) == BROKEN
    assert homeward(SimpleNamespace(), BROKEN) == BROKEN

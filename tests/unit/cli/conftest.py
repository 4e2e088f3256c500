"""Where the commands are tried."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingbai.guides.text import dump
from tests.makers import make_guide
from tests.sites import ROOT


@pytest.fixture
def site_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a development.ini and one guide, in which a command is typed."""
    told = f"[app:main]\nuse = egg:mingbai\nmingbai.templates = {ROOT / 'templates'}\n"
    (tmp_path / "development.ini").write_text(told, encoding="utf-8")
    folder = tmp_path / "content" / "guides" / "320600"
    folder.mkdir(parents=True)
    (folder / "a.yaml").write_text(dump(make_guide("a")), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path

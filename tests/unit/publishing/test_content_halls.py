"""Halls in a content folder: exported as they are in force, read back, and refused where a window names what there is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingbai import db
from mingbai.errors import BadText
from mingbai.guides.text import dump
from mingbai.publishing.content import demand_related, read_folder, write_folder
from mingbai.publishing.library import Library
from tests.makers import NOW, make_copy, make_hall, publish


def quiet(line: str) -> None:
    """Progress that nobody looks at."""


def test_what_is_exported_is_what_was_published_and_loads_again(database: db.Database, tmp_path: Path) -> None:
    publish(database, make_copy(make_hall(), kind="hall"))
    with db.reading(database) as session:
        assert write_folder(Library(session, NOW), tmp_path / "out", None, quiet).files == 1
    file = tmp_path / "out" / "halls" / "320600" / "city-hall.yaml"
    assert file.read_text(encoding="utf-8") == dump(make_hall())
    assert [copy.value for copy in read_folder(tmp_path / "out", quiet)] == [make_hall()]


def test_a_window_for_a_service_that_there_is_not_is_refused() -> None:
    with pytest.raises(BadText, match=r"windows\[1\].services"):
        demand_related([make_copy(make_hall(), kind="hall")])

"""Kept pages in a real server with two worker processes: what is published beside it shows on the next request, whoever answers."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from mingbai import db
from mingbai.guides.guide import Guide
from mingbai.guides.kinds import Clause, Document, Form, FormField, Service
from mingbai.guides.text import parse
from mingbai.guides.version import Name
from mingbai.publishing.releases import Ending
from tests.journeys.test_serve import configured, page, served, site
from tests.makers import make_copy, publish

__all__ = ["site"]

SLUG = "322036024000"
PAGE = f"/320600/{SLUG}"


def guide(folder: Path) -> Guide:
    """The guide that the site began with."""
    return parse((folder / "content" / "guides" / "320600" / f"{SLUG}.yaml").read_text("utf-8"))


@pytest.fixture
def running(site: Path) -> Iterator[tuple[Path, str]]:
    """The site under granian with two workers, and its address."""
    config, address = configured(site, workers=2)
    with served(config, address):
        yield site, address


def test_every_public_change_shows_on_the_next_request_in_both_workers(running: tuple[Path, str]) -> None:
    folder, address = running
    database = db.connect(f"sqlite:///{folder}/var/mingbai.sqlite")
    value, service = guide(folder), "maternity-allowance"
    named = Name("guide", "320600", SLUG)
    clause = Clause(number="一", text=("原文。",))
    changes: tuple[tuple[str, str, Any], ...] = (
        (PAGE, "改过的指南", make_copy(replace(value, name="改过的指南"))),
        ("/320600/", "新来的文件", make_copy(Document(region="320600", slug="d", title="新来的文件", clauses=(clause,)), kind="document")),
        (
            "/320600/",
            "新的表格",
            make_copy(Form(region="320600", slug="f", name="新的表格", fields=(FormField(label="姓名"),)), kind="form"),
        ),
        (
            "/services",
            "新的全国事项",
            make_copy(Service(slug=service, order=1, name="新的全国事项", plain="领津贴。", group="生育"), kind="service"),
        ),
        (PAGE, "已废止", Ending(named, "废止", "不再办理。")),
    )
    with ThreadPoolExecutor(8) as readers:

        def asked(path: str) -> list[str]:
            """The page as each of two dozen connections at once gets it."""
            return list(readers.map(page, [address + path] * 24))

        for path, words, change in changes:
            assert not any(words in shown for shown in asked(path))
            publish(database, change, now=datetime.now(UTC))
            assert all(words in shown for shown in asked(path)), words
    database.close()

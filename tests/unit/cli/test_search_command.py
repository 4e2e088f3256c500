"""``mingbai search``: for a person, for a machine, and for a file of queries, each of which comes back exactly as it was read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mingbai.cli import main
from mingbai.guides.text import dump
from tests.makers import make_guide

KEYS = {"region", "region_name", "region_code", "name", "slug", "service", "score", "guides"}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with three guides in two places, in which the commands are typed."""
    (tmp_path / "development.ini").write_text("[app:main]\nuse = egg:mingbai\n", encoding="utf-8")
    for guide in (
        make_guide("enrolment"),
        make_guide("allowance", name="生育津贴支付"),
        make_guide("allowance", name="生育津贴支付", region="320900"),
    ):
        path = tmp_path / "content" / "guides" / guide.region / f"{guide.slug}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dump(guide), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _type(*words: str) -> Result:
    return CliRunner().invoke(main, ["search", *words], catch_exceptions=False)


def _batch(site: Path, data: bytes) -> list[dict]:
    (site / "queries.txt").write_bytes(data)
    done = _type("--batch", "queries.txt", "--limit", "2")
    assert done.exit_code == 0
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_for_a_person_it_says_what_was_understood_and_where_each_guide_is(site: Path) -> None:
    lines = _type("盐城生育津贴").stdout.splitlines()
    assert lines[0].endswith("只列盐城市的。")
    assert lines[1:] == ["  1  盐城市  生育津贴支付  320900/allowance"]


def test_for_a_machine_it_is_the_object_that_the_public_interface_gives(site: Path) -> None:
    found = json.loads(_type("生育津贴", "--json").stdout)
    assert list(found) == ["query", "no_match", "understood", "results"]
    assert found["query"] == "生育津贴" and found["no_match"] is False
    assert {one["region_code"] for one in found["results"]} == {"320600", "320900"}
    assert all(set(one) == KEYS and one["region"] == one["region_name"] for one in found["results"])


def test_a_region_and_a_limit_narrow(site: Path) -> None:
    assert [one["region_code"] for one in json.loads(_type("生育津贴", "--json", "--region", "320900").stdout)["results"]] == ["320900"]
    assert len(json.loads(_type("生育津贴", "--json", "--limit", "1").stdout)["results"]) == 1


@pytest.mark.parametrize(
    ("data", "queries"),
    [
        ("生育津贴\n参保\n".encode(), ["生育津贴", "参保"]),
        ("生育津贴\r\n 参保 \t\n".encode(), ["生育津贴\r", " 参保 \t"]),
        ("\n\n生育津贴".encode(), ["", "", "生育津贴"]),
        ("\ufeff生育津贴\n".encode(), ["\ufeff生育津贴"]),
        ("生育\u2028津贴\x85\x0b\n".encode(), ["生育\u2028津贴\x85\x0b"]),
        (b"\n", [""]),
        (b"", []),
    ],
)
def test_each_query_of_a_file_comes_back_as_it_was_read(site: Path, data: bytes, queries: list[str]) -> None:
    assert [one["query"] for one in _batch(site, data)] == queries


def test_what_stands_around_a_query_does_not_keep_it_from_being_found(site: Path) -> None:
    found = _batch(site, "\ufeff生育津贴\r\n".encode())
    assert found[0]["no_match"] is False and len(found[0]["results"]) == 2


def test_an_empty_line_finds_nothing_and_says_so(site: Path) -> None:
    assert _batch(site, b"\n") == [{"query": "", "no_match": True, "understood": "", "results": []}]


def test_a_file_that_is_no_utf_8_is_refused_before_anything_is_answered(site: Path) -> None:
    (site / "queries.txt").write_bytes("生育津贴\n".encode() + b"\xff\xfe\n")
    done = CliRunner().invoke(main, ["search", "--batch", "queries.txt"])
    assert (done.exit_code, done.stdout) == (2, "")
    assert "第 2 行" in done.stderr and "UTF-8" in done.stderr

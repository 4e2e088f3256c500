"""Settings: declared once, read from a file, refused in a sentence where they cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingbai.errors import Refusal
from mingbai.settings import Settings, read, read_file, section

ROOT = Path(__file__).parents[2]


def written(folder: Path, text: str) -> Path:
    path = folder / "site.ini"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_not_set_has_its_default_and_paths_start_where_the_file_lies(tmp_path: Path) -> None:
    chosen = read_file(written(tmp_path, "[app:main]\nuse = egg:mingbai\nsite.organ = 南通市医疗保障局\nmingbai.pdf = %(here)s/paper\n"))
    assert chosen.site_organ == "南通市医疗保障局" and chosen.site_name == Settings().site_name
    assert chosen.content == str(tmp_path / "content") and chosen.pdf == str(tmp_path / "paper")
    assert chosen.database == f"sqlite:///{tmp_path}/var/mingbai.sqlite"


def test_another_database_is_taken_as_it_is(tmp_path: Path) -> None:
    assert read({"sqlalchemy.url": "postgresql+psycopg:///x"}, here=tmp_path).database == "postgresql+psycopg:///x"


@pytest.mark.parametrize("key", ["site.nmae", "user.name", "mingbai.contents"])
def test_a_misspelt_key_is_refused_by_name(tmp_path: Path, key: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_file(written(tmp_path, f"[app:main]\n{key} = x\n"))
    assert key in str(refusal.value) and refusal.value.remedy


@pytest.mark.parametrize("text", ["app:main\nx", "[app:main]\nx = %(nothing)s\n", "[app:main]\nx = 1\nx = 2\n", "[app:main\n"])
def test_a_file_that_is_no_ini_file_is_refused_with_its_place(tmp_path: Path, text: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_file(written(tmp_path, text))
    assert "site.ini" in refusal.value.place and refusal.value.remedy


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "site.ini"
    path.write_bytes(b"[app:main]\nsite.name = \xff\xfe\n")
    with pytest.raises(Refusal):
        read_file(path)


def test_a_missing_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        read_file(tmp_path / "nowhere.ini")
    assert "--config" in refusal.value.remedy


@pytest.mark.parametrize("name", ["development.ini", "production.ini"])
def test_the_files_of_the_project_are_runnable_as_they_stand(name: str) -> None:
    assert read_file(ROOT / name).content == str(ROOT / "content")
    assert {"host", "port"} <= set(section(ROOT / name, "server:main"))


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://ybj.nantong.gov.cn/", "https://ybj.nantong.gov.cn"),
        ("HTTPS://YBJ.Nantong.GOV.cn/Mingbai/", "https://ybj.nantong.gov.cn/Mingbai"),
        ("http://[2400:3200::1]:8080", "http://[2400:3200::1]:8080"),
        ("", "http://localhost:6543"),
    ],
)
def test_the_address_on_paper_is_the_one_that_was_set_without_a_slash(tmp_path: Path, url: str, address: str) -> None:
    assert read({"site.url": url}, here=tmp_path).address == address


@pytest.mark.parametrize(
    "url",
    ["ybj.gov.cn", "//ybj.gov.cn", "ftp://ybj.gov.cn", "javascript:alert(1)", "https://", "https://a b.gov.cn", "https://ybj.gov.cn?x=1",
     "https://ybj.gov.cn/#x", "https://a:b@ybj.gov.cn", "https://ybj.gov.cn:99999", "http://[::1", "https://ybj.gov.cn\nx"],
)  # fmt: skip
def test_what_is_no_address_is_refused_before_it_stands_on_paper(tmp_path: Path, url: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read({"site.url": url}, here=tmp_path)
    assert "site.url" in str(refusal.value) and refusal.value.remedy


@pytest.mark.parametrize(
    "url",
    ["", "http://localhost.", "http://127.1", "http://10.0.0.1", "http://[::1]:80", "http://[fe80::1]", "http://[::ffff:10.0.0.1]",
     "https://server.home.arpa", "https://ybj.intranet", "https://ybj.corp", "https://www.example.com", "https://ybj", "http://100.64.0.1"],
)  # fmt: skip
def test_an_address_that_the_public_cannot_open_makes_samples(tmp_path: Path, url: str) -> None:
    assert read({"site.url": url}, here=tmp_path).sample


@pytest.mark.parametrize("url", ["https://ybj.example.gov.cn", "http://ybj.nantong.gov.cn.", "http://[2400:3200::1]/", "https://医保.政务"])
def test_an_address_that_the_public_can_open_makes_none(tmp_path: Path, url: str) -> None:
    assert not read({"site.url": url}, here=tmp_path).sample

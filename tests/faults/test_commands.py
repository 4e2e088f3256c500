"""What a stranger meets when files are damaged, missing or in the way: one Chinese sentence, exit 2, nothing by halves."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mingbai.cli import main
from mingbai.guides.text import dump
from tests.makers import make_guide


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a development.ini and one guide, in which the commands are typed."""
    (tmp_path / "development.ini").write_text("[app:main]\nuse = egg:mingbai\n", encoding="utf-8")
    _content(tmp_path / "content", make_guide("a", name="生育津贴支付"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _content(root: Path, *guides) -> None:
    for guide in guides:
        path = root / "guides" / guide.region / f"{guide.slug}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dump(guide), encoding="utf-8")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words), catch_exceptions=False)


def _refused(result: Result, sentence: str) -> None:
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr and "Traceback" not in result.stderr


def _replace(path: Path, data: bytes) -> None:
    """Another file in its place: the commands before may still hold the first one open, and their words may still be beside it."""
    for other in path.parent.glob(f"{path.name}*"):
        other.unlink()
    path.write_bytes(data)


@pytest.mark.parametrize("words", [("ledger", "verify"), ("search", "生育"), ("init",), ("export", "out"), ("index", "check")])
@pytest.mark.parametrize("kept", [0, 4096])
def test_a_damaged_database_is_told_as_one(site: Path, words: tuple[str, ...], kept: int) -> None:
    run("init")
    path = site / "var" / "mingbai.sqlite"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    _replace(path, path.read_bytes()[:kept] + b"\x07\x55" * 200_000)
    _refused(run(*words), "数据库文件已经损坏")
    assert not (site / "out").exists()


@pytest.mark.parametrize(
    ("url", "sentence"), [("garbage", "看不懂这个数据库地址"), ("sqlite:////dev/null/x/y.sqlite", "不能建立数据库所在的目录")]
)
def test_a_database_that_cannot_be(site: Path, url: str, sentence: str) -> None:
    (site / "development.ini").write_text(f"[app:main]\nuse = egg:mingbai\nsqlalchemy.url = {url}\n", encoding="utf-8")
    _refused(run("search", "生育"), sentence)


@pytest.mark.parametrize("size", [0, 50, 5000])
def test_a_damaged_index_is_made_anew(site: Path, size: int) -> None:
    run("search", "生育")
    for path in (site / "search_index").rglob("*"):
        if path.is_file():
            path.write_bytes(b"\x0b" * size)
    checked = run("index", "check")
    assert (checked.exit_code, checked.stdout) == (1, "一致 0，待更新 1，待删除 0\n")
    assert "320600/a" in run("search", "生育").stdout
    assert run("index", "check").exit_code == 0


def test_an_index_that_cannot_be_made_leaves_the_names(site: Path) -> None:
    (site / "search_index").write_text("in the way")
    found = run("search", "生育")
    assert found.exit_code == 0
    assert "只按事项名称查找" in found.stderr and "Traceback" not in found.stderr
    _refused(run("index", "rebuild"), "不能读写")


def test_a_site_without_content_answers_and_makes_no_fuss(site: Path) -> None:
    shutil.rmtree(site / "content")
    for _ in range(2):
        found = run("search", "生育")
        assert (found.exit_code, found.stdout) == (0, "没有找到。\n")
        assert "不能使用" not in found.stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("a", "--region", "999999"), "没有区划代码 999999"),
        (("a", "--batch", "q.txt"), "只能给出一个"),
        ((os.fsdecode(b"\xff"),), "查询词：不是 UTF-8 文字"),
        (("--batch", "bad.txt"), "bad.txt 第 2 行：不是 UTF-8 文字"),
        (("--batch", "none.txt"), "找不到这个查询文件"),
    ],
)
def test_a_search_that_cannot_be_asked(site: Path, words: tuple[str, ...], sentence: str) -> None:
    (site / "q.txt").write_text("生育\n")
    (site / "bad.txt").write_bytes("生育\n".encode() + b"\xff\n")
    _refused(run("search", *words), sentence)


def test_a_link_to_nowhere_and_a_device_are_no_content(site: Path) -> None:
    path = site / "next" / "guides" / "320600" / "x.yaml"
    path.parent.mkdir(parents=True)
    path.symlink_to("nowhere")
    _refused(run("load", "next"), "这不是一个可以读的文件")
    path.unlink()
    os.mkfifo(path)
    _refused(run("load", "next"), "这不是一个可以读的文件")


def test_export_into_the_empty_folder_in_which_one_stands(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "empty").mkdir()
    monkeypatch.chdir(site / "empty")
    assert run("export", ".", "--config", "../development.ini").exit_code == 0
    assert (site / "empty" / "guides" / "320600" / "a.yaml").is_file()


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("port = abc", "port = abc 不对"),
        ("port = 99999", "应当是 1 到 65535 的整数"),
        ("threads = 0", "threads = 0 不对"),
        ("workers = many", "workers = many 不对"),
        ("host = 300.1.1.1", "不能使用"),
    ],
)
def test_an_address_that_cannot_be_served_is_said_before_any_work(site: Path, line: str, sentence: str) -> None:
    with (site / "development.ini").open("a", encoding="utf-8") as file:
        file.write(f"[server:main]\n{line}\n")
    refused = run("serve")
    _refused(refused, sentence)
    assert "已就绪" not in refused.stderr
    assert not (site / "var").exists()


def test_a_port_that_is_taken_is_said_before_any_work(site: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with (site / "development.ini").open("a", encoding="utf-8") as file:
            file.write(f"[server:main]\nport = {port}\n")
        refused = run("serve")
    _refused(refused, f"端口 {port} 不能使用")
    assert "已就绪" not in refused.stderr
    assert not (site / "var").exists()

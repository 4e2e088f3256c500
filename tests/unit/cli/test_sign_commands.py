"""``mingbai sign`` as somebody types it: a sign's life from the console, and in somebody's name; sentences when refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mingbai import clock, db
from mingbai.cli import main
from mingbai.guides.text import dump
from mingbai.people.actor import Grant
from tests.desks import PASSWORD, account
from tests.makers import make_copy, make_guide, publish
from tests.sites import ROOT

INI = f"[app:main]\nuse = egg:mingbai\nsite.url = https://ybj.nantong.gov.cn\nmingbai.templates = {ROOT / 'templates'}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a development.ini and a guide, in which the commands are typed."""
    (tmp_path / "development.ini").write_text(INI, encoding="utf-8")
    path = tmp_path / "content" / "guides" / "320600" / "a.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(dump(make_guide("a")), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["sign", *words])


def made(*words: str) -> str:
    found = run("make", "320600/a", "--hall", "政务服务中心", "--region", "320600", "--kind", "card-a5", *words)
    assert found.exit_code == 0, found.stderr
    return found.stdout.strip()


def test_a_sign_lives_on_the_command_line(folder: Path) -> None:
    code = made("--window", "7", "--spot", "二楼")
    told = run("print", code, "--out", "prints")
    assert told.stdout == f"prints/{code}-1.pdf\n" and (folder / "prints" / f"{code}-1.pdf").read_bytes().startswith(b"%PDF")
    assert "\t已挂出\t第1次" in run("hung", code).stdout and run("stale").stdout == ""
    publish(db.connect(f"sqlite:///{folder}/var/mingbai.sqlite"), make_copy(make_guide("a", fee="10元")), now=clock.now())
    assert "收费：（未写） → 10元" in run("stale").stdout
    assert "9 号窗口 二楼" in run("moved", code, "--window", "9").stdout
    assert "已撤下" in run("retire", code, "--reason", "破损").stdout
    assert run("list").stdout.split("\t")[5] == "已撤下"


def test_a_sample_is_not_hung_and_what_is_wrong_is_a_sentence(folder: Path) -> None:
    (folder / "development.ini").write_text(INI.replace("https://ybj.nantong.gov.cn", ""), encoding="utf-8")
    code = made()
    for words, sentence in (
        (("hung", code), "样张"),
        (("hung", "0000000"), "没有编号"),
        (("retire", code, "--reason", " "), "写明原因"),
        (("make", "a", "--hall", "厅", "--region", "320600"), "看不懂这个事项"),
        (("make", "320600/none", "--hall", "厅", "--region", "320600"), "没有这个事项"),
    ):
        told = run(*words)
        assert told.exit_code == 2 and sentence in told.stderr and "Traceback" not in told.stderr


def test_it_is_done_in_the_name_of_who_proves_it(folder: Path) -> None:
    code = made()
    account(db.connect(f"sqlite:///{folder}/var/mingbai.sqlite"), Grant("hall", "110000"), login="beijing")
    source, sink = os.pipe()
    with os.fdopen(sink, "w") as given:
        given.write(PASSWORD + "\n")
    told = run("retire", code, "--reason", "破损", "--as", "beijing", "--passwords-from", str(source))
    assert told.exit_code == 2 and "不在您负责的地区" in told.stderr

"""``mingbai people`` and ``mingbai demo``: passwords are shown once, demo is refused where the settings do not allow it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mingbai import db
from mingbai.cli import main
from mingbai.people import passwords
from mingbai.people.passwords import Cost, matches
from mingbai.people.rows import AccountRow
from tests.sites import ROOT


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hash that costs next to nothing, whatever cost is asked for."""
    real = passwords.hashed
    monkeypatch.setattr(passwords, "hashed", lambda password, cost: real(password, Cost(time=1, memory=8, lanes=1)))


@pytest.fixture
def home(tmp_path: Path, migrated_file: Path) -> Path:
    (tmp_path / "var").mkdir()
    shutil.copy(migrated_file, tmp_path / "var" / "mingbai.sqlite")
    for name in ("development.ini", "production.ini"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def run(home: Path, *words: str, config: str = "development.ini") -> Result:
    return CliRunner().invoke(main, ["--config", str(home / config), *words])


def kept(home: Path, login: str) -> AccountRow:
    database = db.connect(f"sqlite:///{home / 'var' / 'mingbai.sqlite'}")
    with db.reading(database) as session:
        row = session.query(AccountRow).filter_by(login=login).one()
        session.expunge(row)
    database.close()
    return row


def test_the_first_command_tells_the_first_administrator_once(home: Path) -> None:
    first, second = run(home, "people", "list"), run(home, "people", "list")
    assert "系统管理员账号 admin-" in first.stderr and "只显示这一次" in first.stderr
    login = first.stdout.split("\t")[0]
    password = first.stderr.split("初始口令 ")[1].split("（")[0]
    assert matches(kept(home, login).password, password) and kept(home, login).must_change
    assert "admin-" not in second.stderr and second.stdout == first.stdout


def test_an_account_is_made_with_its_role_and_reset(home: Path) -> None:
    added = run(home, "people", "add", "Zhang", "张三", "--role", "editor", "--region", "320600", "--organ", "南通市医疗保障局")
    login, name, password = added.stdout.strip().split("\t")
    assert (login, name) == ("zhang", "张三") and matches(kept(home, "zhang").password, password)
    assert "zhang\t张三\t在用\t编辑/320600/南通市医疗保障局" in run(home, "people", "list").stdout
    again = run(home, "people", "reset", "zhang").stdout.strip().split("\t")[2]
    assert again != password and matches(kept(home, "zhang").password, again)


def test_a_role_is_given_and_taken(home: Path) -> None:
    run(home, "people", "add", "li", "李四")
    assert run(home, "people", "role", "li", "auditor").stdout == "li\t李四\t在用\t审计员\n"
    refused = run(home, "people", "role", "li", "editor")
    assert refused.exit_code == 2 and "审计员和编辑不能是同一个账号" in refused.stderr
    assert run(home, "people", "role", "li", "auditor", "--take").stdout == "li\t李四\t在用\t还没有角色\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("reset", "nobody"), "没有账号 nobody"),
        (("add", "x", "名"), "账号的写法不对"),
        (("add", "wang", "王五", "--role", "editor", "--region", "999999"), "没有区划代码"),
        (("role", "nobody", "mayor"), "ROLE"),
    ],
)
def test_what_cannot_be_is_one_sentence(home: Path, words: tuple[str, ...], told: str) -> None:
    result = run(home, "people", *words)
    assert result.exit_code == 2 and told in result.stderr and "Traceback" not in result.stderr


def test_an_account_whose_role_is_refused_is_not_made(home: Path) -> None:
    run(home, "people", "add", "wang", "王五", "--role", "editor", "--region", "999999")
    assert "wang" not in run(home, "people", "list").stdout


def test_demo_makes_four_accounts_once(home: Path) -> None:
    lines = [line.split("\t") for line in run(home, "demo").stdout.splitlines()]
    assert [(login, name) for login, name, _ in lines] == [("bianji", "编辑"), ("shenhe", "审核"), ("qianfa", "签发"), ("dating", "大厅")]
    assert all(matches(kept(home, login).password, password) and not kept(home, login).must_change for login, _, password in lines)
    again = run(home, "demo")
    assert again.exit_code == 2 and "已经有了" in again.stderr


def test_demo_is_refused_under_production_ini(home: Path) -> None:
    result = run(home, "demo", config="production.ini")
    assert result.exit_code == 2 and "不许建试用账号" in result.stderr
    assert not list((home / "var").glob("*-wal")) or "bianji" not in run(home, "people", "list").stdout

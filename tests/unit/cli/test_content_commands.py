"""init, load, export and ledger verify, as somebody types them: results on stdout, progress on stderr, sentences when refused."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mingbai.cli import main
from mingbai.guides.text import dump
from tests.makers import make_guide


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a development.ini and two guides, in which the commands are typed."""
    (tmp_path / "development.ini").write_text("[app:main]\nuse = egg:mingbai\n", encoding="utf-8")
    for slug in ("a", "b"):
        _write(tmp_path / "content", slug, dump(make_guide(slug)))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _write(root: Path, slug: str, text: str) -> None:
    path = root / "guides" / "320600" / f"{slug}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _type(*words: str) -> Result:
    return CliRunner().invoke(main, list(words), catch_exceptions=False)


def test_init_says_what_it_loaded_and_does_it_once(site: Path) -> None:
    first = _type("init")
    assert (first.exit_code, first.stdout) == (0, "《关于公布办事指南的通知》（通医保发〔2022〕1号）\t2022-05-19\t2 项\n")
    assert "数据库结构：无 →" in first.stderr
    second = _type("init")
    assert (second.exit_code, second.stdout, second.stderr) == (0, "", "数据库已就绪；没有装入新内容。\n")
    assert (site / "var" / "mingbai.sqlite").is_file()


def test_a_document_without_a_date_is_told(site: Path) -> None:
    _write(site / "content", "c", dump(make_guide("c", source=None)))
    assert "原文未载日期\t1 项" in _type("init").stdout


def test_export_makes_the_database_first_and_gives_back_what_was_loaded(site: Path) -> None:
    done = _type("export", "out")
    assert (done.exit_code, done.stdout) == (0, "2 份写入 out\n")
    assert "数据库结构" in done.stderr
    for slug in ("a", "b"):
        path = Path("guides", "320600", f"{slug}.yaml")
        assert (site / "out" / path).read_bytes() == (site / "content" / path).read_bytes()


def test_export_of_a_day_before_the_document_is_empty(site: Path) -> None:
    assert _type("export", "out", "--on", "2022-05-18").stdout == "0 份写入 out\n"
    assert _type("export", "out2", "--on", "2022-05-19").stdout == "2 份写入 out2\n"


def test_load_prepares_the_differences_and_publishes_nothing(site: Path) -> None:
    _type("init")
    _write(site / "next", "a", dump(make_guide("a", name="改名")))
    _write(site / "next", "b", dump(make_guide("b")))
    _write(site / "next", "c", dump(make_guide("c")))
    done = _type("load", "next")
    assert (done.exit_code, done.stdout) == (0, "新增\tguide/320600/c\n变更\tguide/320600/a\n未变\t1 项\n")
    assert "准备中" in done.stderr
    _type("export", "out")
    assert "改名" not in (site / "out" / "guides" / "320600" / "a.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("load", "none"), "目录里没有内容"),
        (("export", "content"), "必须是新的，或者是空的"),
        (("export", "out", "--on", "昨天"), "“昨天”不是一个日期"),
        (("export", "out", "--config", "other.ini"), "找不到配置文件 other.ini"),
    ],
)
def test_a_refusal_is_one_sentence_and_exit_2(site: Path, words: tuple[str, ...], sentence: str) -> None:
    refused = _type(*words)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert sentence in refused.stderr and "Traceback" not in refused.stderr


def test_a_bad_file_loads_nothing(site: Path) -> None:
    _write(site / "next", "a", "region: '320600'\nslug: a\n")
    refused = _type("load", "next")
    assert refused.exit_code == 2 and "guides/320600/a.yaml" in refused.stderr


def test_the_ledger_verifies(site: Path) -> None:
    done = _type("ledger", "verify")
    assert done.exit_code == 0 and done.stdout.startswith("1 条记录完好，末条 ")


def test_a_changed_word_is_found_and_so_is_the_trigger_that_was_in_its_way(site: Path) -> None:
    _type("init")
    with sqlite3.connect(site / "var" / "mingbai.sqlite") as connection:
        connection.execute("DROP TRIGGER mingbai_texts_update")
    gone = _type("ledger", "verify")
    assert (gone.exit_code, gone.stdout) == (1, "") and "mingbai_texts_update" in gone.stderr
    with sqlite3.connect(site / "var" / "mingbai.sqlite") as connection:
        connection.execute("UPDATE texts SET text = replace(text, '单位', '个人')")
    broken = _type("ledger", "verify")
    assert (broken.exit_code, broken.stdout) == (1, "第 1 条记录所发布的 guides/320600/a.yaml 第 1 版的文字被改动过。\n")
    assert "mingbai_texts_update" in _type("init").stderr
    assert _type("ledger", "verify").exit_code == 1

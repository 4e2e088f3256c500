"""``mingbai index``: what it counts, its exit codes, both engines, and the change from one to the other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mingbai import db
from mingbai.cli import main
from mingbai.search.embedded import EmbeddedIndex
from mingbai.search.large import LargeIndex
from tests.makers import make_copy, make_guide, publish

ENGINES = {"whoosh": EmbeddedIndex, "tantivy": LargeIndex}


@pytest.fixture
def database(tmp_path: Path, migrated_file: Path) -> db.Database:
    shutil.copy(migrated_file, tmp_path / "site.sqlite")
    opened = db.connect(f"sqlite:///{tmp_path}/site.sqlite")
    publish(opened, make_copy(make_guide("first", name="门诊费用报销")), make_copy(make_guide("second", name="住院费用报销")))
    return opened


def index(folder: Path, engine: str, command: str) -> Result:
    config = folder / "site.ini"
    config.write_text(
        f"[app:main]\nuse = egg:mingbai\nsqlalchemy.url = sqlite:///{folder}/site.sqlite\nmingbai.search_index = {folder}/index\n"
        f"search.engine = {engine}\n",
        encoding="utf-8",
    )
    return CliRunner().invoke(main, ["--config", str(config), "index", command])


@pytest.mark.parametrize("engine", ENGINES)
def test_counts_what_it_did_and_check_says_whether_anything_is_left(database: db.Database, tmp_path: Path, engine: str) -> None:
    check = index(tmp_path, engine, "check")
    assert (check.exit_code, check.stdout) == (1, "一致 0，待更新 2，待删除 0\n")
    done = index(tmp_path, engine, "reconcile")
    assert (done.exit_code, done.stdout) == (0, "更新 2，删除 0，未变 0\n")
    assert index(tmp_path, engine, "reconcile").stdout == "更新 0，删除 0，未变 2\n"
    publish(database, make_copy(make_guide("third")))
    assert index(tmp_path, engine, "check").stdout == "一致 2，待更新 1，待删除 0\n"
    assert index(tmp_path, engine, "reconcile").stdout == "更新 1，删除 0，未变 2\n"
    assert index(tmp_path, engine, "rebuild").stdout == "更新 3，删除 0，未变 0\n"
    assert index(tmp_path, engine, "check").exit_code == 0


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("command", ["reconcile", "rebuild"])
def test_a_damaged_index_is_made_anew(database: db.Database, tmp_path: Path, engine: str, command: str) -> None:
    index(tmp_path, engine, "reconcile")
    for path in (tmp_path / "index").glob("*/0*/*"):
        path.write_bytes(b"")
    assert index(tmp_path, engine, "check").exit_code == 1
    assert index(tmp_path, engine, command).stdout == "更新 2，删除 0，未变 0\n"
    assert index(tmp_path, engine, "check").exit_code == 0


def test_changing_the_engine_makes_its_index_and_throws_the_other_away(database: db.Database, tmp_path: Path) -> None:
    for engine in ("whoosh", "tantivy", "whoosh"):
        assert index(tmp_path, engine, "check").exit_code == 1
        assert index(tmp_path, engine, "reconcile").stdout == "更新 2，删除 0，未变 0\n"
        assert [path.name.partition("-")[0] for path in (tmp_path / "index").iterdir() if path.is_dir()] == [engine]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("command", ["reconcile", "rebuild"])
def test_while_another_process_writes_it_is_refused(database: db.Database, tmp_path: Path, engine: str, command: str) -> None:
    index(tmp_path, engine, "reconcile")
    with ENGINES[engine](tmp_path / "index").writing():
        refused = index(tmp_path, engine, command)
    assert refused.exit_code == 2 and "另一个进程正在写索引" in refused.stderr


def test_an_engine_that_there_is_not_is_refused(database: db.Database, tmp_path: Path) -> None:
    refused = index(tmp_path, "lucene", "check")
    assert refused.exit_code == 2 and "没有这种检索引擎" in refused.stderr

"""``mingbai import`` as somebody types it: files in, guides and a report out, one sentence when refused, nothing by halves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mingbai.cli import main
from tests.unit.importing.headed_documents import BARE, DIAMONDS


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder without settings, in which the command is typed."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(BARE, encoding="utf-8")
    Path("b.txt").write_bytes(DIAMONDS.encode("gb18030"))
    Path("empty.txt").write_text("", encoding="utf-8")
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["import", *words])


def test_writes_guides_and_a_report_and_says_what_it_did_on_stderr() -> None:
    result = run("a.txt", "--region", "320600", "--out", "out", "--report", "report.json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "a.txt" in result.stderr and "指南 2" in result.stderr
    assert len(list(Path("out/320600").glob("*.yaml"))) == 2
    assert json.loads(Path("report.json").read_text("utf-8"))["share"] == 1.0


def test_writes_the_whole_result_in_the_layout_of_content() -> None:
    assert run("b.txt", "--region", "320600", "--content", "content").exit_code == 0
    assert sorted(path.name for path in Path("content").iterdir()) == ["documents", "guides"]


def test_several_files_make_a_list_of_reports() -> None:
    assert run("a.txt", "b.txt", "--region", "320600", "--out", "out", "--report", "r.json").exit_code == 0
    assert [one["file"] for one in json.loads(Path("r.json").read_text("utf-8"))] == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["empty.txt", "--region", "320600", "--out", "out"], "文件是空的"),
        (["a.txt", "empty.txt", "--region", "320600", "--out", "out"], "文件是空的"),
        (["missing.txt", "--out", "out"], "打不开"),
        (["a.txt", "--out", "out"], "--region"),
        (["a.txt", "--region", "999999", "--out", "out"], "999999"),
        (["a.txt", "--region", "320600"], "--out"),
        (["a.txt", "--region", "320600", "--out", "x", "--content", "y"], "--out"),
    ],
)
def test_a_refusal_is_one_sentence_with_status_2_and_writes_nothing(words: list[str], sentence: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert sentence in result.stderr.splitlines()[-1]
    assert not Path("out").exists()


def test_services_of_the_content_folder_are_recognised() -> None:
    Path("content/services").mkdir(parents=True)
    Path("content/services/base.yaml").write_text(
        "schema: 1\nslug: base\norder: 1\nname: 参保单位缴费基数申报\nplain: 报基数\ngroup: 组\naudiences:\n- employer\n", encoding="utf-8"
    )
    assert run("a.txt", "--region", "320600", "--out", "out").exit_code == 0
    found = [path.read_text("utf-8") for path in Path("out/320600").glob("*.yaml")]
    assert sorted("service: base" in text for text in found) == [False, True]


@pytest.mark.parametrize(
    ("out", "report"),
    [("out", "folder"), ("file", "r.json"), ("file/x", "r.json"), ("out", "file/r.json"), ("taken", "r.json"), ("deep", "r.json")],
)
def test_where_something_cannot_be_written_nothing_is(out: str, report: str) -> None:
    Path("folder").mkdir()
    Path("file").write_text("f")
    Path("taken").mkdir()
    Path("taken/320600").write_text("f")
    assert run("a.txt", "--region", "320600", "--out", "whole").exit_code == 0
    last = sorted(Path("whole/320600").iterdir())[-1]
    Path("deep/320600", last.name, "sub").mkdir(parents=True)
    before = sorted(path for path in Path().rglob("*") if path.is_file())
    result = run("a.txt", "--region", "320600", "--out", out, "--report", report)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1].endswith("。")
    assert "不能写" in result.stderr
    assert sorted(path for path in Path().rglob("*") if path.is_file()) == before


def test_two_documents_that_differ_on_one_item_are_not_written_over_each_other() -> None:
    Path("c.txt").write_text(BARE.replace("工作日", "日"), encoding="utf-8")
    assert Path("c.txt").read_text("utf-8") != BARE
    result = run("a.txt", "c.txt", "--region", "320600", "--out", "out")
    assert result.exit_code == 2
    assert "不一样" in result.stderr
    assert not Path("out").exists()


def test_a_configuration_that_was_named_has_to_be_there() -> None:
    for words in (("--config", "nix.ini", "import"), ("import", "--config", "nix.ini")):
        result = CliRunner().invoke(main, [*words, "a.txt", "--region", "320600", "--out", "out"])
        assert result.exit_code == 2
        assert "找不到配置文件 nix.ini" in result.stderr

"""What was typed wrongly is said in one Chinese sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from mingbai.cli import main


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("nosuch",), "没有这个命令：nosuch。"),
        (("ledger", "nosuch"), "没有这个命令：nosuch。"),
        (("import", "--nosuch"), "没有这个选项：--nosuch。"),
        (("--nosuch",), "没有这个选项：--nosuch。"),
        (("import",), "缺少参数 FILES... 。"),
        (("load",), "缺少参数 DIR 。"),
        (("search", "a", "--limit", "0"), "选项 --limit 不对，应当是 1 到 200 的整数。"),
        (("search", "a", "--limit", "x"), "选项 --limit 不对，应当是 1 到 200 的整数。"),
        (("search", "a", "--limit"), "选项 --limit 后面缺少内容，或者写法不对。"),
        (("search", "a", "b"), "看不懂这样的写法"),
    ],
)
def test_a_wrong_word_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], sentence: str) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr
    assert "--help" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_help_is_still_shown_where_nothing_was_typed() -> None:
    assert "Usage" in CliRunner().invoke(main, []).output

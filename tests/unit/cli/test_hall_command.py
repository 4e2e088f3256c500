"""``mingbai hall bundle`` as somebody types it: a whole file or a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mingbai.cli import main


def _type(*words: str) -> Result:
    return CliRunner().invoke(main, ["hall", "bundle", *words], catch_exceptions=False)


def test_one_file_is_written_whole_and_again_alike(site_folder: Path) -> None:
    done = _type("--region", "320600", "--out", "a.html", "--days", "7")
    assert done.exit_code == 0 and "1 项指南写入 a.html" in done.stdout and "有效期至" in done.stdout
    assert _type("--region", "320600", "--out", "b.html", "--days", "7").exit_code == 0
    assert (site_folder / "a.html").read_bytes() == (site_folder / "b.html").read_bytes()
    assert sorted(path.name for path in site_folder.iterdir() if path.is_file()) == ["a.html", "b.html", "development.ini"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--region", "320900", "--out", "a.html"), "没有这个地区的办事指南"),
        (("--region", "999999", "--out", "a.html"), "没有区划代码 999999"),
        (("--region", "320600", "--hall", "nowhere", "--out", "a.html"), "没有登记“nowhere”"),
        (("--region", "320600", "--out", "folder/a.html"), "不能写到这里"),
        (("--region", "320600", "--out", "a.html", "--days", "400"), "有效期不能是 400 天"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(site_folder: Path, words: tuple[str, ...], sentence: str) -> None:
    done = _type(*words)
    assert done.exit_code == 2 and sentence in done.stderr and "Traceback" not in done.stderr
    assert not (site_folder / "a.html").exists()

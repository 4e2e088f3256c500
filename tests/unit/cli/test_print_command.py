"""``mingbai print`` as somebody types it: a whole file or a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mingbai.cli import main
from tests.papers import pages_of


def _type(*words: str) -> Result:
    return CliRunner().invoke(main, ["print", *words], catch_exceptions=False)


def test_a_guide_is_printed_on_an_initialised_site_and_again_alike(site_folder: Path) -> None:
    done = _type("guide", "a", "--region", "320600", "--out", "a.pdf", "--date", "2022-06-01")
    assert done.exit_code == 0 and "单位参保登记" in done.stdout and "写入 a.pdf" in done.stdout
    first = (site_folder / "a.pdf").read_bytes()
    assert "2022年6月1日打印" in pages_of(first)[0] and "样张" in pages_of(first)[0]
    assert _type("guide", "a", "--region", "320600", "--out", "b.pdf", "--date", "2022-06-01").exit_code == 0
    assert (site_folder / "b.pdf").read_bytes() == first
    assert _type("short", "a", "--region", "320600", "--out", "s.pdf").exit_code == 0
    assert _type("guide", "a", "--region", "320600", "--out", "a.docx").exit_code == 0
    assert sorted(path.name for path in site_folder.iterdir() if path.is_file()) == ["a.docx", "a.pdf", "b.pdf", "development.ini", "s.pdf"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("banner", "a"), "没有“banner”这种打印件"),
        (("guide",), "要指明事项"),
        (("book", "a"), "不要指明事项"),
        (("guide", "b"), "没有这个事项"),
        (("guide", "a", "--region", "999999"), "没有区划代码 999999"),
        (("guide", "a", "--out", "folder/a.pdf"), "没有这个目录"),
        (("guide", "a", "--out", "content.d"), "没有“guide.d”这种文件"),
        (("guide", "a", "--out", "content"), "看不出要写成哪种文件"),
        (("guide", "a", "--date", "昨天"), "昨天"),
        (("guide", "a", "--date", "2022-05-01"), "没有这个事项"),
    ],
)
def test_what_cannot_be_printed_is_refused_in_a_sentence(site_folder: Path, words: tuple[str, ...], sentence: str) -> None:
    given = {word for word in words if word.startswith("--")}
    rest = [part for name, value in (("--region", "320600"), ("--out", "x.pdf")) if name not in given for part in (name, value)]
    refused = _type(*words, *rest)
    assert refused.exit_code == 2 and sentence in refused.stderr and refused.stdout == ""
    assert not list(site_folder.glob("*.pdf"))

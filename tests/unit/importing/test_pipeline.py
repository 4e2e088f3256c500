"""From bytes to values and from values to files: what is refused, what is written, and that nothing is written by halves."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingbai.errors import Refusal, UnreadableSource
from mingbai.guides.guide import Guide
from mingbai.guides.text import parse
from mingbai.importing.pipeline import Imported, import_document
from mingbai.importing.write import content_files, guide_files, write_files
from tests.unit.importing.headed_documents import BARE, BRACKETS, DIAMONDS


def imported(text: str, region: str | None = "320600") -> Imported:
    return import_document("a.txt", text.encode(), region=region)


def test_the_region_comes_from_the_document_or_from_the_caller() -> None:
    assert imported("江苏省南通市办事指南\n" + BRACKETS, region=None).report.region == "320600"
    assert imported(BRACKETS, region="512000").guides[0].region == "512000"


def test_a_document_that_names_no_region_is_refused_with_the_remedy() -> None:
    with pytest.raises(Refusal, match="--region"):
        imported(BRACKETS, region=None)


def test_a_text_that_holds_nothing_of_the_trade_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="没有找到"):
        imported("今天天气不错。\n明天也是。")


def test_slugs_are_unique_and_a_printed_code_is_the_slug() -> None:
    twice = "".join(
        f"{n}、报销\n◆主项名称\n{main}\n◆服务对象\n人\n◆办理材料\n票据\n◆办理时限\n即时\n" for n, main in (("一", "门诊"), ("二", "住院"))
    )
    assert len({guide.slug for guide in imported(twice).guides}) == 2
    coded = "一、甲\n◆事项编码\n322036001000\n◆服务对象\n人\n◆办理材料\n票据\n◆办理时限\n即时\n"
    assert imported(coded).guides[0].slug == "322036001000"


def test_the_notice_is_a_document_and_the_source_of_every_guide() -> None:
    one = imported(DIAMONDS)
    assert [document.title for document in one.documents] == ["青山市医疗保障局关于公布办事指南的通知"]
    assert {guide.source.document_no for guide in one.guides if guide.source} == {"青医保发〔2023〕18号"}
    lines = DIAMONDS.split("\n")
    second = lines.index("2．门诊费用报销") + 1
    assert [guide.source.lines for guide in one.guides if guide.source] == [(10, second - 1), (second, len(lines) - 1)]


def test_importing_is_repeatable() -> None:
    assert imported(BARE) == imported(BARE)


def test_written_guides_are_read_back_as_they_were(tmp_path: Path) -> None:
    one = imported(BARE)
    write_files(guide_files([one]), tmp_path)
    read = {parse(path.read_text("utf-8"), kind=Guide) for path in tmp_path.glob("320600/*.yaml")}
    assert read == set(one.guides)


def test_content_has_the_layout_of_content() -> None:
    paths = content_files([imported(DIAMONDS)])
    assert sorted({path.split("/")[0] for path in paths}) == ["documents", "guides"]


def test_writing_leaves_other_files_alone_and_no_staging_behind(tmp_path: Path) -> None:
    (tmp_path / "320600").mkdir()
    (tmp_path / "320600" / "other.yaml").write_text("name: 别的来文\n", encoding="utf-8")
    write_files({"320600/a.yaml": "a\n"}, tmp_path)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["320600", "a.yaml", "other.yaml"]


def test_a_file_that_cannot_be_written_leaves_everything_as_it_was(tmp_path: Path) -> None:
    write_files({"320600/a.yaml": "old\n"}, tmp_path)
    with pytest.raises(Refusal):
        write_files({"320600/a.yaml": "new\n", f"320600/{'长' * 200}.yaml": "x\n"}, tmp_path)
    assert (tmp_path / "320600" / "a.yaml").read_text("utf-8") == "old\n"
    assert [path.name for path in tmp_path.rglob("*.yaml")] == ["a.yaml"]

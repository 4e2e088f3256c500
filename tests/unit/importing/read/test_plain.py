"""Plain text in the encodings that agencies use, and what is not text."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingbai.errors import UnreadableSource
from mingbai.importing.blocks import Paragraph
from mingbai.importing.read import read

SEEDS = sorted((Path(__file__).parents[3] / "seeds").glob("*.txt"))
TEXT = "◆单位参保登记\n\n\t序号\t主项\n（一）办理材料：①有效身份证件□ 㐂𠮷\n"


def numbered(data: bytes) -> list[tuple[str, int | None]]:
    return [(block.text, block.place.line) for block in read("a.txt", data).blocks if isinstance(block, Paragraph)]


def lines(name: str, data: bytes) -> list[str]:
    return [block.text for block in read(name, data).blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"])
def test_every_encoding_gives_the_same_lines(encoding: str) -> None:
    assert lines("a.txt", TEXT.encode(encoding)) == TEXT.split("\n")[:-1]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_a_whole_document_reads_the_same_in_gb18030_and_utf_16(seed: Path, encoding: str) -> None:
    data = seed.read_bytes()
    assert read("a.txt", data.decode().encode(encoding)) == read("a.txt", data)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_no_character_is_changed(seed: Path) -> None:
    text = seed.read_bytes().decode()
    assert "\n".join(lines("a.txt", text.encode())) == text.removesuffix("\n")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_of_all_systems_count_alike(end: str) -> None:
    assert numbered(f"一{end}{end}二".encode()) == [("一", 1), ("", 2), ("二", 3)]


def test_a_page_feed_breaks_the_text_but_counts_no_line() -> None:
    assert numbered("一\n\f二\n三".encode()) == [
        ("一", 1),
        ("", 2),
        ("二", 2),
        ("三", 3),
    ]


def test_gbk_with_only_ascii_before_it_is_not_taken_for_utf_8() -> None:
    assert lines("a.txt", ("x" * 5000 + "医保").encode("gbk")) == ["x" * 5000 + "医保"]


def test_a_damaged_byte_in_utf_8_is_reported_with_its_line_and_the_rest_is_read() -> None:
    data = ("办理材料：有效身份证件或医保电子凭证或社会保障卡\n" * 5).encode()
    blocks = read("a.txt", data[:-5] + b"\n")
    assert [finding.kind for finding in blocks.findings] == ["damaged-bytes"]
    assert blocks.findings[0].place.line == 5
    assert isinstance(blocks.blocks[0], Paragraph) and blocks.blocks[0].text == "办理材料：有效身份证件或医保电子凭证或社会保障卡"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "空的"),
        (b" \r\n\t", "空的"),
        (b"\xef\xbb\xbf", "空的"),
        (bytes(range(256)) * 20, "不是文字文件"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "图片"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "图片"),
        (b"BM" + bytes(100), "图片"),
        (b"MZ\x90\0" + bytes(100), "程序"),
        (b"Rar!\x1a\x07\0" + bytes(100), "压缩包"),
        (b"PK\x03\x04" + bytes(100), "损坏"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence_with_a_remedy(data: bytes, word: str) -> None:
    with pytest.raises(UnreadableSource) as refusal:
        read("某文件.txt", data)
    assert word in refusal.value.sentence
    assert refusal.value.place == "某文件.txt"
    assert refusal.value.remedy

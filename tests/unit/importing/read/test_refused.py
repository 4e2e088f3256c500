"""Files that are refused: each in one sentence with its remedy, before anything of them is unpacked."""

from __future__ import annotations

import io
import struct
import time
import zipfile
import zlib

import pytest

from mingbai.errors import UnreadableSource
from mingbai.importing.read import LARGEST, read
from tests.unit.importing.read.makers import para, word, zipped

BOMB = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def sentence(data: bytes, name: str = "指南.docx") -> str:
    begun = time.monotonic()
    with pytest.raises(UnreadableSource) as refusal:
        read(name, data)
    assert refusal.value.remedy and refusal.value.place == name
    assert time.monotonic() - begun < 10
    return refusal.value.sentence


def changed(data: bytes, part: str, content: str | bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    return zipped(parts | {part: content})


def compound(*streams: str) -> bytes:
    """The head of an OLE compound file whose directory names these streams."""
    entries = b""
    for stream in streams:
        name = stream.encode("utf-16-le") + b"\0\0"
        entries += name.ljust(64, b"\0") + struct.pack("<HBB", len(name), 2, 1) + bytes(60)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + entries.ljust(1024, b"\0")


class TestBombs:
    def test_one_part_that_unpacks_to_gigabytes(self) -> None:
        packed = zlib.compressobj(9, zlib.DEFLATED, -15)
        chunk = bytes(1 << 20)
        body = b"".join(packed.compress(chunk) for _ in range(600)) + packed.flush()
        data = word(para("甲"))
        assert "大得不正常" in sentence(with_entry(data, "word/media/big.bin", body, 600 << 20))

    def test_a_part_that_lies_about_its_size_is_damaged(self) -> None:
        body = zlib.compress(b" " * (8 << 20), 9)[2:-4]
        assert "损坏" in sentence(with_entry(zipped({"a": ""}), "word/document.xml", body, 100))

    def test_too_many_entries(self) -> None:
        assert "大得不正常" in sentence(zipped({f"word/{number}": "" for number in range(10_001)} | {"word/document.xml": ""}))

    def test_a_high_ratio(self) -> None:
        assert "大得不正常" in sentence(changed(word(para("甲")), "word/media/zero.bin", bytes(60 << 20)))

    def test_a_document_of_many_equal_rows_is_no_bomb(self) -> None:
        assert len(read("a.docx", word(para("单位参保登记") * 30_000)).blocks) == 30_000

    @pytest.mark.parametrize("doctype", [BOMB, EXTERNAL])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_entities(self, doctype: str, encoding: str) -> None:
        text = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}<w>&a;</w>'.encode(encoding)
        for part in ("word/document.xml", "_rels/.rels"):
            assert "XML 实体" in sentence(changed(word(para("甲")), part, text))

    def test_nesting_without_end(self) -> None:
        assert "损坏" in sentence(word("<w:tbl><w:tr><w:tc>" * 5000 + "</w:tc></w:tr></w:tbl>" * 5000))

    def test_a_file_over_the_limit(self) -> None:
        assert "100 MB" in sentence(b"x" * (LARGEST + 1))


def with_entry(data: bytes, path: str, deflated: bytes, size: int) -> bytes:
    """``data`` with one more entry, stored as already deflated, of the declared size."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(path, deflated)
        entry = package.getinfo(path)
    plain = out.getvalue()
    start = plain.index(b"PK\x03\x04", max(0, entry.header_offset))
    central = plain.rindex(b"PK\x01\x02")
    edited = bytearray(plain)
    edited[start + 8 : start + 10] = edited[central + 10 : central + 12] = struct.pack("<H", zipfile.ZIP_DEFLATED)
    edited[start + 22 : start + 26] = edited[central + 24 : central + 28] = struct.pack("<I", size)
    return bytes(edited)


class TestDamage:
    @pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
    def test_a_truncated_package(self, share: float) -> None:
        data = word(para("甲" * 5000))
        assert "损坏" in sentence(data[: int(len(data) * share)])

    def test_a_flipped_byte_in_the_document(self) -> None:
        data = bytearray(word("".join(para(f"第{number}行") for number in range(500))))
        at = data.index(b"word/document.xml") + 200
        data[at] ^= 0xFF
        assert "损坏" in sentence(bytes(data))

    @pytest.mark.parametrize("content", ["", "<w", "not xml", "<a/>"])
    def test_a_main_part_that_is_none(self, content: str) -> None:
        assert "损坏" in sentence(changed(word(para("甲")), "word/document.xml", content))

    def test_broken_styles_and_numbers_do_not_stop_the_text(self) -> None:
        properties = '<w:numPr><w:ilvl w:val="99"/><w:numId w:val="x"/></w:numPr><w:outlineLvl w:val=""/><w:pStyle w:val="gone"/>'
        assert len(read("a.docx", word(para("甲", properties), numbering="<w:num/>", styles="<w:style/>")).blocks) == 1


class TestOtherKinds:
    def test_encrypted_office_files(self) -> None:
        assert "密码" in sentence(compound("EncryptionInfo", "EncryptedPackage"))

    def test_an_encrypted_old_document(self) -> None:
        data = bytearray(compound("WordDocument"))
        data[512:514], data[523] = b"\xec\xa5", 0x01
        assert "密码" in sentence(bytes(data) + compound("WordDocument")[512:], "指南.doc")

    def test_an_encrypted_entry(self) -> None:
        data = bytearray(word(para("甲")))
        for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            start = data.index(mark)
            data[start + at] |= 1
        assert "密码" in sentence(bytes(data))

    @pytest.mark.parametrize(
        ("parts", "word_"),
        [
            ({"ppt/presentation.xml": ""}, "演示文稿"),
            ({"OFD.xml": ""}, "OFD"),
            ({"照片/1.jpg": ""}, "压缩包"),
            ({"mimetype": "application/vnd.oasis.opendocument.presentation"}, "演示文稿"),
        ],
    )
    def test_other_packages(self, parts: dict[str, str], word_: str) -> None:
        assert word_ in sentence(zipped(parts))

    def test_old_slides_and_an_empty_compound_file(self) -> None:
        assert "演示文稿" in sentence(compound("PowerPoint Document"))
        assert "损坏" in sentence(compound())

    def test_the_name_does_not_decide(self) -> None:
        assert read("照片.png", word(para("甲"))).format == "docx"
        assert read("指南.pdf", "甲".encode()).format == "txt"

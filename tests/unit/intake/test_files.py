"""Files that are handed in: kept once under their digest, refused by what they are, and no trace of what was refused."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest

from mingbai.errors import NotFound, Refusal, UnreadableSource
from mingbai.intake.files import Files, plain_name
from tests.unit.importing.read.makers import para, word, zipped

TEXT = "一、办理材料\n1.身份证\n".encode()


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path / "files", largest=1 << 20)


def everything(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_the_bytes_lie_under_their_digest(files: Files, tmp_path: Path) -> None:
    taken = files.take("通知.txt", io.BytesIO(TEXT))
    assert taken.digest == hashlib.sha256(TEXT).hexdigest()
    assert (taken.name, taken.size, taken.kind) == ("通知.txt", len(TEXT), "txt")
    assert files.path(taken.digest).read_bytes() == TEXT
    assert everything(tmp_path / "files") == [taken.digest]
    assert files.path(taken.digest).stat().st_mode & 0o077 == 0


def test_the_same_bytes_are_one_file(files: Files, tmp_path: Path) -> None:
    assert files.take("a.txt", io.BytesIO(TEXT)).digest == files.take("b.txt", io.BytesIO(TEXT)).digest
    assert len(everything(tmp_path / "files")) == 1


def test_the_kind_is_told_from_the_content(files: Files) -> None:
    assert files.take("通知.pdf", io.BytesIO(word(para("甲")))).kind == "docx"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("通知.docx", b"MZ\x90\0" + b"\0" * 600, "程序"),
        ("通知.docx", b"\x7fELF" + b"\0" * 600, "程序"),
        ("通知.docx", zipped({"a.exe": b"MZ"}), "压缩包"),
        ("通知.txt", b"\x89PNG\r\n\x1a\n\0\0", "图片"),
        ("通知.docx", b"PK\x03\x04broken", "损坏"),
        ("空.txt", b"", "空的"),
        ("大.txt", b"x" * ((1 << 20) + 1), "超过 1 MB"),
    ],
)
def test_what_is_no_document_is_refused_and_leaves_nothing(files: Files, tmp_path: Path, name: str, data: bytes, said: str) -> None:
    with pytest.raises(UnreadableSource, match=said) as refused:
        files.take(name, io.BytesIO(data))
    assert refused.value.place == name and refused.value.remedy
    assert everything(tmp_path / "files") == []


def test_what_is_too_large_is_not_read_to_its_end(files: Files) -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return b"x" * size

    source = Endless()
    with pytest.raises(UnreadableSource):
        files.take("大.txt", source)  # type: ignore[arg-type]
    assert source.given <= 4 << 20


def test_a_disk_that_takes_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("no folder")
    with pytest.raises(Refusal, match="存不下来"):
        Files(tmp_path / "files", largest=99).take("a.txt", io.BytesIO(TEXT))


def test_a_removed_file_is_gone(files: Files) -> None:
    digest = files.take("a.txt", io.BytesIO(TEXT)).digest
    files.remove(digest)
    files.remove(digest)
    with pytest.raises(NotFound):
        files.path(digest)


@pytest.mark.parametrize("digest", ["../../etc/passwd", "a" * 63, "A" * 64, ""])
def test_only_digests_name_files(files: Files, digest: str) -> None:
    with pytest.raises(NotFound):
        files.path(digest)


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("C:\\文件\\通知.docx", "通知.docx"),
        ("../../etc/passwd", "passwd"),
        ("a\0b\n.txt", "ab.txt"),
        ("", "未命名文件"),
        ("长" * 500 + ".docx", "长" * 195 + ".docx"),
    ],
)
def test_names_are_only_shown(sent: str, shown: str) -> None:
    assert plain_name(sent) == shown

"""Reading what was handed in: by one process, in a child with limits, told as it goes, and never a word lost when it fails."""

from __future__ import annotations

import os
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from mingbai import db
from mingbai.importing.child import Limits, within_limits
from mingbai.intake.reading import erase_left_behind
from mingbai.intake.rows import FoundRow, UploadRow
from mingbai.people.rows import AuditRow
from tests.desks import by
from tests.unit.importing.read import printing
from tests.unit.importing.read.makers import zipped
from tests.unit.intake.documents import Desk, document, here


@pytest.fixture
def desk(database: db.Database, tmp_path: Path) -> Desk:
    return Desk(database, tmp_path, by(database, "editor"))


def left_behind() -> set[str]:
    return {name for name in os.listdir(tempfile.gettempdir()) if name.startswith(("mingbai-child-", "mingbai-reading-"))}  # noqa: PTH208


def dies(*_: Any) -> None:
    os.kill(os.getpid(), 9)


def killed(name: str, limits: Limits, work: Any, *given: Any) -> Any:
    """The child is killed at its work."""
    return within_limits(name, limits, dies)


def slow(name: str, limits: Limits, work: Any, *given: Any) -> Any:
    Path(given[-1]).write_text("正在读取文件。", encoding="utf-8")
    time.sleep(0.4)
    return work(*given)


def breaks(*_: Any) -> Any:
    raise KeyError("a fault of ours")


def test_a_document_is_read_in_a_child_and_leaves_no_file(desk: Desk) -> None:
    before = left_behind()
    upload, _ = desk.hand_in(document())
    desk.reader(apart=within_limits).read(upload, desk.by)
    found = desk.ask("get", upload)
    assert (found.state, found.said, found.remedy) == ("read", "读完了，共 3 项。", "")
    assert found.finished_at is not None and left_behind() == before


@pytest.mark.parametrize(
    ("apart", "said"), [(killed, "内存超过了上限"), (breaks, "程序出了错")], ids=["the child is killed", "a fault of ours"]
)
def test_a_reading_that_ends_badly_is_told_and_keeps_the_file(desk: Desk, apart: Any, said: str) -> None:
    upload, _ = desk.hand_in(document())
    desk.reader(apart=apart).read(upload, desk.by)
    found = desk.ask("get", upload)
    assert found.state == "failed" and said in found.said and found.remedy
    assert desk.files.path(found.digest).read_bytes() == document()
    desk.act("again", upload)
    desk.reader().read(upload, desk.by)
    assert desk.ask("get", upload).state == "read"


def bomb() -> bytes:
    return zipped({"word/document.xml": b"<w>" + b"0" * (300 * 1024 * 1024) + b"</w>", "[Content_Types].xml": "<Types/>"})


def locked_pdf() -> bytes:
    return printing.drawn(lambda canvas: canvas.drawString(99, 700, "甲"), password="secret")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (bomb, "不正常"),
        (locked_pdf, "密码"),
        (lambda: b"\x01\x02\x03\xff" * 99, "不是文字文件"),
        (lambda: "今天天气很好。".encode(), "没有找到"),
    ],
    ids=["zip bomb", "encrypted PDF", "binary", "nothing of the trade"],
)
def test_a_refusal_of_the_importer_is_shown_with_its_remedy(desk: Desk, data: Any, said: str) -> None:
    upload, _ = desk.hand_in(data(), "来文.docx")
    desk.reader(apart=within_limits).read(upload, desk.by)
    found = desk.ask("get", upload)
    assert found.state == "failed" and said in found.said and found.remedy


def test_how_far_it_is_stands_in_the_table(desk: Desk) -> None:
    upload, _ = desk.hand_in(document())
    thread = threading.Thread(target=desk.reader(apart=slow).read, args=(upload, desk.by))
    thread.start()
    seen = set()
    while thread.is_alive():
        seen.add(desk.ask("get", upload).said)
        time.sleep(0.02)
    assert "正在读取文件。" in seen and desk.ask("get", upload).said == "读完了，共 3 项。"


def test_a_sign_of_life_comes_again_and_again(desk: Desk) -> None:
    upload, _ = desk.hand_in(document())
    moments = iter(range(10_000))
    reader = desk.reader(apart=slow)
    reader._now = lambda: datetime.fromtimestamp(next(moments), UTC)
    reader.read(upload, desk.by)
    with db.reading(desk.database) as session:
        row = session.scalars(select(UploadRow)).one()
    assert row.beat_at is not None and row.beat_at.timestamp() > 3


def test_only_one_of_two_reads_it(desk: Desk) -> None:
    upload, _ = desk.hand_in(document())
    readings = []

    def counted(*given: Any) -> Any:
        readings.append(given[0])
        return here(*given)

    threads = [threading.Thread(target=desk.reader(apart=counted).read, args=(upload, desk.by)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(readings) == 1 and desk.ask("get", upload).state == "read"
    with db.reading(desk.database) as session:
        assert len(session.scalars(select(FoundRow)).all()) == 3
        assert session.scalars(select(AuditRow.act).where(AuditRow.act == "upload.read")).all() == ["upload.read"]


def test_a_document_of_another_region_is_not_read_here(desk: Desk) -> None:
    upload, _ = desk.hand_in(document().replace("南通市".encode(), "盐城市".encode()))
    desk.reader().read(upload, desk.by)
    found = desk.ask("get", upload)
    assert found.state == "failed" and "江苏省盐城市" in found.said and found.region == ""
    desk.act("again", upload, "320600")
    desk.reader().read(upload, desk.by)
    assert (desk.ask("get", upload).state, desk.ask("get", upload).region) == ("read", "320600")


def test_an_upload_that_was_erased_while_it_was_read_stays_erased(desk: Desk) -> None:
    upload, _ = desk.hand_in(document())

    def erased(*given: Any) -> Any:
        with db.writing(desk.database) as (session, _):
            session.delete(session.get(UploadRow, upload))
        return here(*given)

    desk.reader(apart=erased).read(upload, desk.by)
    with db.reading(desk.database) as session:
        assert session.scalars(select(FoundRow)).all() == []


def test_a_file_that_is_gone_is_said(desk: Desk) -> None:
    upload, _ = desk.hand_in(document())
    desk.files.remove(desk.ask("get", upload).digest)
    desk.reader().read(upload, desk.by)
    assert "原件已经不在" in desk.ask("get", upload).said


def test_it_starts_in_a_thread_and_may_be_left_alone(desk: Desk) -> None:
    upload, _ = desk.hand_in(document())
    desk.reader().start(upload, desk.by)
    for _ in range(200):
        if desk.ask("get", upload).state == "read":
            break
        time.sleep(0.02)
    assert desk.ask("get", upload).state == "read"


def test_limits_are_kept(desk: Desk) -> None:
    upload, _ = desk.hand_in(document())
    desk.reader(apart=within_limits, limits=Limits(seconds=0.05)).read(upload, desk.by)
    assert "上限" in desk.ask("get", upload).said


def test_what_a_killed_process_left_behind_is_erased(tmp_path: Path) -> None:
    names = ("mingbai-child-old", "mingbai-reading-old", "mingbai-child-new", "another")
    for name in names:
        (tmp_path / name).mkdir()
        (tmp_path / name / "words").write_text("甲")
    now = time.time()
    for name in (names[0], names[1], names[3]):
        os.utime(tmp_path / name, (now - 4000, now - 4000))
    erase_left_behind(tmp_path, now)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["another", "mingbai-child-new"]

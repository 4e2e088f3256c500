"""Content folders: what goes in comes out byte for byte, and what is wrong is refused with its place."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from mingbai import clock, db
from mingbai.errors import BadText, Refusal
from mingbai.guides.kinds import Lexicon, LifeEvent, Service, Term
from mingbai.guides.text import dump
from mingbai.publishing import ledger
from mingbai.publishing.content import demand_related, read_folder, write_folder
from mingbai.publishing.library import Library
from mingbai.publishing.releases import Ending
from tests.makers import NOW, make_copy, make_guide, publish


def _quiet(line: str) -> None:
    """Nobody listens."""


def _write(root: Path, path: str, text: str | bytes) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())


def _folder(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A guide and a service as the program writes them, and a guide written by hand, not in canonical form."""
    root = tmp_path / "content"
    _write(root, "guides/320600/employer-enrolment.yaml", dump(make_guide()))
    by_hand = '# 手写\nregion: "110000"\r\nslug: "x"\nname: 甲   # 名称\nsource: {document: 通知}\n\n'
    _write(root, "guides/110000/x.yaml", by_hand)
    _write(root, "services/s.yaml", dump(Service(slug="s", order=1, name="参保", plain="办参保", group="参保")))
    _write(root, "guides/.DS_Store", b"\x00\xff")
    return root


def _publish_all(database: db.Database, root: Path, **parts: Any) -> None:
    publish(database, *read_folder(root, _quiet), **parts)


def test_what_goes_in_comes_out_byte_for_byte(database: db.Database, content: Path, tmp_path: Path) -> None:
    _publish_all(database, content)
    out = tmp_path / "out"
    with db.reading(database) as session:
        written = write_folder(Library(session, NOW), out, None, _quiet)
    (content / "guides/.DS_Store").unlink()
    assert _folder(out) == _folder(content)
    assert (written.files, written.removed) == (3, ())


def test_an_export_of_a_day_is_what_was_in_force_that_day(database: db.Database, tmp_path: Path) -> None:
    day = date(2022, 5, 19)
    publish(database, make_copy(make_guide(name="旧")), make_copy(make_guide("gone")), effective_from=clock.start_of(day))
    publish(database, Ending(make_copy(make_guide("gone")).name, "废止", "不再办理。"), effective_from=clock.start_of(date(2022, 6, 1)))
    publish(database, make_copy(make_guide(name="新")))
    expected = {
        date(2022, 5, 18): {},
        day: {"employer-enrolment": "旧", "gone": "单位参保登记"},
        date(2022, 6, 1): {"employer-enrolment": "旧"},
    }
    for on, names in expected.items():
        out = tmp_path / on.isoformat()
        with db.reading(database) as session:
            write_folder(Library(session, NOW), out, on, _quiet)
        assert {copy.name.slug: copy.value.name for copy in read_folder(out, _quiet)} == names


def test_what_the_law_removed_is_named_and_not_written(database: db.Database, content: Path, tmp_path: Path) -> None:
    from sqlalchemy import delete, update

    from mingbai.publishing.rows import ParsedRow, TextRow

    _publish_all(database, content)
    with db.writing(database) as (session, _):
        digest = make_copy().digest
        ledger.append(session, ledger.VANISH, digest, 1, NOW + timedelta(days=1), None)
        session.execute(delete(ParsedRow).where(ParsedRow.digest == digest))
        session.execute(update(TextRow).where(TextRow.digest == digest).values(text=None))
    with db.reading(database) as session:
        written = write_folder(Library(session, NOW), tmp_path / "out", None, _quiet)
    assert (written.files, written.removed) == (2, (make_copy().name,))


@pytest.mark.parametrize(
    ("path", "text", "sentence"),
    [
        ("guides/320600/a.yaml", dump(make_guide("b")), r"guides/320600/a\.yaml：键 slug 是“b”"),
        ("guides/110000/employer-enrolment.yaml", dump(make_guide()), r"键 region 是“320600”，与文件的位置“110000”"),
        ("guides/320600/a.yaml", "slug: a\nregion: 'a' b", r"guides/320600/a\.yaml 第 2 行"),
        ("guides/320600/a.yaml", dump(make_guide("a")).encode("gb18030"), r"guides/320600/a\.yaml：文件不是 UTF-8"),
        ("guides/320600/a.yml", "", r"guides/320600/a\.yml：这里不该有"),
        ("guides/a.yaml", "", "只放 <地区代码>/<名称>.yaml"),
        ("services/320600/a.yaml", "", "只放 <名称>.yaml"),
        ("guides/320600/deeper/a.yaml", "", "这里不该有"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(content: Path, path: str, text: str | bytes, sentence: str) -> None:
    _write(content, path, text)
    with pytest.raises(Refusal, match=sentence):
        read_folder(content, _quiet)


def test_a_text_without_a_required_key_is_refused(content: Path) -> None:
    _write(content, "guides/320600/a.yaml", 'region: "320600"\nslug: a\n')
    with pytest.raises(BadText, match=r"a\.yaml.*name"):
        read_folder(content, _quiet)


def test_a_folder_that_is_not_there_holds_nothing_and_a_file_is_refused(tmp_path: Path) -> None:
    assert read_folder(tmp_path / "none", _quiet) == ()
    _write(tmp_path, "file", "x")
    with pytest.raises(Refusal, match="不是一个目录"):
        read_folder(tmp_path / "file", _quiet)


def test_an_export_overwrites_nothing(database: db.Database, content: Path, tmp_path: Path) -> None:
    _publish_all(database, content)
    before = _folder(content)
    with db.reading(database) as session, pytest.raises(Refusal, match="新的，或者是空的"):
        write_folder(Library(session, NOW), content, None, _quiet)
    assert _folder(content) == before


def test_an_export_that_fails_leaves_nothing(database: db.Database, content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _publish_all(database, content)
    written: list[Path] = []

    def full(path: Path, data: bytes) -> int:
        written.append(path)
        if len(written) == 2:
            raise OSError(28, "No space left on device")
        return 0

    monkeypatch.setattr(Path, "write_bytes", full)
    with db.reading(database) as session, pytest.raises(Refusal, match="No space left"):
        write_folder(Library(session, NOW), tmp_path / "out", None, _quiet)
    assert not (tmp_path / "out").exists() and not list(tmp_path.glob(".out*"))


def test_progress_is_told(database: db.Database, tmp_path: Path) -> None:
    for number in range(100):
        _write(tmp_path, f"in/guides/320600/g{number}.yaml", dump(make_guide(f"g{number}")))
    said: list[str] = []
    copies = read_folder(tmp_path / "in", said.append)
    publish(database, *copies)
    with db.reading(database) as session:
        write_folder(Library(session, NOW), tmp_path / "out", None, said.append)
    assert said == ["已读 100 份 …", "已写 100 份 …"]


def test_what_names_a_service_that_there_is_not_is_refused_with_its_place(content: Path, database: db.Database) -> None:
    event = LifeEvent(slug="birth", order=1, name="出生", plain="参保。", services=("s", "none"))
    _write(content, "events/birth.yaml", dump(event))
    copies = read_folder(content, _quiet)
    with pytest.raises(BadText, match=r"events/birth\.yaml：键 services：所列的事项“none”不存在"):
        demand_related(copies)
    publish(database, make_copy(Service(slug="none", order=2, name="别的", plain="别的", group="参保"), kind="service"))
    with db.reading(database) as session:
        demand_related(copies, Library(session, NOW))


def test_two_life_events_do_not_share_a_name(content: Path, database: db.Database) -> None:
    publish(database, make_copy(LifeEvent(slug="birth", order=1, name="出生", plain="参保。"), kind="event"))
    _write(content, "events/newborn.yaml", dump(LifeEvent(slug="newborn", order=2, name="出生", plain="参保。")))
    with db.reading(database) as session, pytest.raises(BadText, match="已经有一件人生大事叫“出生”"):
        demand_related(read_folder(content, _quiet), Library(session, NOW))


def test_every_kind_comes_out_as_it_went_in(content: Path, database: db.Database, tmp_path: Path) -> None:
    _write(content, "events/birth.yaml", dump(LifeEvent(slug="birth", order=1, name="出生", plain="参保。", services=("s",))))
    _write(content, "lexicon/papers.yaml", dump(Lexicon(slug="papers", title="证件", terms=(Term(term="社保卡", same=("卡",)),))))
    _publish_all(database, content)
    with db.reading(database) as session:
        assert write_folder(Library(session, NOW), tmp_path / "out", None, _quiet).files == 5
    told = _folder(content)
    told.pop("guides/.DS_Store")
    assert _folder(tmp_path / "out") == told

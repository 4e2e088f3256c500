"""``mingbai vanish``: afterwards the bytes are nowhere that this site keeps anything, and what remains elsewhere is named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy.orm import Session

from mingbai import clock, db
from mingbai.cli import main
from mingbai.guides.text import dump
from mingbai.intake.rows import FoundRow, UploadRow
from mingbai.people import passwords
from mingbai.people.rows import AccountRow, GrantRow
from mingbai.signage.rows import PrintRow, SignRow
from tests.makers import make_copy, make_guide, publish

MARK = "320602199001011234"
SPOILT = make_guide("a", name="生育津贴支付", summary=f"联系人张三，身份证号{MARK}。")
MENDED = make_guide("a", name="生育津贴支付", summary="生育津贴支付给用人单位。")
CHEAP = passwords.Cost(1, 8, 1)
BYTES = b"the notice " * 10
DIGEST = "ab" * 32
ARGUMENTS = ("vanish", "guide/320600/a", "1", "--ground", "法院的判决", "--first", "approver", "--second", "guard", "--yes")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site whose guide said too much in its first version, with its document, an old PDF and two people."""
    (tmp_path / "development.ini").write_text("[app:main]\nuse = egg:mingbai\n", encoding="utf-8")
    path = tmp_path / "content" / "guides" / "320600" / "a.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(dump(SPOILT), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert _run("search", "生育").exit_code == 0
    path.unlink()
    database = db.connect(f"sqlite:///{tmp_path / 'var' / 'mingbai.sqlite'}")
    _publish_and_upload(database)
    with database.migrating.connect() as connection:  # so that the words stand in the file and in the log beside it
        connection.connection.dbapi_connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
    database.close()
    for kept, data in (("pdf/a.pdf", MARK.encode()), (f"files/ab/{DIGEST}", BYTES)):
        (tmp_path / "var" / kept).parent.mkdir(parents=True)
        (tmp_path / "var" / kept).write_bytes(data)
    assert _run("search", "生育").exit_code == 0
    return tmp_path


def _publish_and_upload(database: db.Database) -> None:
    publish(database, make_copy(MENDED), now=clock.now())
    with db.writing(database) as (session, _):
        for number, login, role in ((101, "approver", "approver"), (102, "guard", "security")):
            hashed = passwords.hashed(f"{login}-Secret-1", CHEAP)
            when = {"password_at": clock.now(), "created_at": clock.now()}
            session.add(AccountRow(id=number, login=login, name=login, password=hashed, must_change=False, active=True, **when))
            session.flush()
            session.add(GrantRow(account_id=number, role=role, region="", organ="", given_by=0, given_at=clock.now()))
        given = {"size": len(BYTES), "region": "320600", "state": "read", "actor_id": 101, "created_at": clock.now()}
        session.add(UploadRow(id=1, digest=DIGEST, name="通知.docx", report="{}", blocks=f'["{MARK}"]', **given))
        session.flush()
        found = {"kind": "guide", "region": "320600", "slug": "a", "text": dump(SPOILT), "compared": "new", "doubts": 0}
        session.add(FoundRow(upload_id=1, position=1, verdict="accepted", **found))
        _hang(session)


def _hang(session: Session) -> None:
    """A sign on which the words were printed."""
    where = {"region": "320600", "hall": "", "hall_name": "厅", "spot": "", "window": "", "kind": "card", "size": "a5", "replaces": ""}
    times = {"made_at": clock.now(), "placed_at": clock.now(), "made_by": 101}
    session.add(SignRow(code="0000000", items='[["320600", "a"]]', state="hung", printed=1, hanging=1, **where, **times))
    session.flush()
    shown = {"shown": f'{{"items": [{{"name": "{MARK}"}}]}}', "versions": '[["320600", "a", 1]]'}
    session.add(PrintRow(sign="0000000", number=1, size="a5", printed_by=101, printed_at=clock.now(), **shown))


def _run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words), catch_exceptions=False)


def _vanish(*more: str, secrets: tuple[str, ...] = ("approver-Secret-1", "guard-Secret-1")) -> Result:
    reading, writing = os.pipe()
    os.write(writing, "\n".join(secrets).encode())
    os.close(writing)
    return _run(*ARGUMENTS, "--passwords-from", str(reading), *more)


def _holding(folder: Path, mark: str = MARK) -> list[str]:
    """The files in which the mark stands, as bytes."""
    files = (path for part in ("var", "search_index") for path in (folder / part).rglob("*") if path.is_file())
    return sorted(str(path.relative_to(folder)) for path in files if mark.encode() in path.read_bytes())


def test_the_bytes_are_nowhere_and_the_proof_stays(folder: Path) -> None:
    before = _holding(folder)
    assert {"var/mingbai.sqlite", "var/mingbai.sqlite-wal", "var/pdf/a.pdf"} <= set(before), "the test looks where the words are"
    assert any(name.startswith("search_index") for name in before)
    done = _vanish("--source")
    assert done.exit_code == 0, done.output
    assert "已移除\tguide/320600/a\t第 1 版" in done.stdout
    assert _holding(folder) == []
    assert not list((folder / "var" / "files").rglob(DIGEST))
    assert _run("ledger", "verify").exit_code == 0
    assert "320600/a" in _run("search", "生育").stdout


def test_the_document_stays_and_is_named_unless_it_is_to_go(folder: Path) -> None:
    done = _vanish()
    assert "来文“通知.docx”（第 1 号）保留" in done.stderr
    assert "仍保留\t来文“通知.docx”的原件" in done.stdout
    assert (folder / "var" / "files" / "ab" / DIGEST).read_bytes() == BYTES
    assert _holding(folder) == ["var/mingbai.sqlite"], "what was read from the document, which stays"


def test_an_interrupted_run_is_finished_by_another(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("mingbai.cli.vanish._sweep", lambda *told: (_ for _ in ()).throw(KeyboardInterrupt))
        _vanish("--source")
    assert "var/pdf/a.pdf" in _holding(folder)
    again = _vanish("--source")
    assert again.exit_code == 0 and "早已移除" in again.stderr
    assert _holding(folder) == []
    assert not list((folder / "var" / "files").rglob(DIGEST))
    assert _run("ledger", "verify").stdout.startswith("4 条记录完好")


@pytest.mark.parametrize(
    ("secrets", "sentence"),
    [
        (("wrong", "guard-Secret-1"), "账号或口令不对"),
        (("approver-Secret-1", "wrong"), "账号或口令不对"),
        (("approver-Secret-1",), "账号或口令不对"),
    ],
)
def test_without_both_passwords_nothing_happens(folder: Path, secrets: tuple[str, ...], sentence: str) -> None:
    refused = _vanish(secrets=secrets)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert sentence in refused.stderr
    assert "var/mingbai.sqlite" in _holding(folder) and "var/pdf/a.pdf" in _holding(folder)


def test_one_person_is_not_two(folder: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"guard-Secret-1\nguard-Secret-1")
    os.close(writing)
    words = [word if word != "approver" else "guard" for word in ARGUMENTS]
    refused = _run(*words, "--passwords-from", str(reading))
    assert refused.exit_code == 2 and "两个人" in refused.stderr


def test_a_file_under_content_is_named(folder: Path) -> None:
    path = folder / "content" / "guides" / "320600" / "a.yaml"
    path.write_text(dump(SPOILT), encoding="utf-8")
    assert f"仍保留\t{path}" in _vanish().stdout


@pytest.mark.parametrize("item", ["guide/a", "service/320600/a", "else/320600/a", "guide/320600/"])
def test_an_item_is_named_in_full(folder: Path, item: str) -> None:
    refused = _run("vanish", item, *ARGUMENTS[2:])
    assert refused.exit_code == 2 and "看不懂这个事项" in refused.stderr


def test_what_is_not_confirmed_is_not_done(folder: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"approver-Secret-1\nguard-Secret-1")
    os.close(writing)
    words = [word for word in ARGUMENTS if word != "--yes"]
    CliRunner().invoke(main, [*words, "--passwords-from", str(reading)], input="n\n")
    assert "var/pdf/a.pdf" in _holding(folder)

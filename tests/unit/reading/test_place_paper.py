"""What is printed of a place, a release and a form, at its public address: made once, then read."""

from __future__ import annotations

import threading

from mingbai.guides.kinds import Form, FormPart
from mingbai.reading import place_paper
from tests.makers import make_copy, make_guide

FORM = Form(
    region="320600",
    slug="promise",
    name="个人承诺书",
    ref="表1",
    layout=(FormPart(text="本人            承诺属实。"), FormPart(text="签名：")),
)
GIVEN = (make_copy(make_guide()), make_copy(make_guide("b", name="乙", ordinal=2)), make_copy(FORM, kind="form"))


def test_a_place_a_release_and_a_form_are_given_out(site) -> None:
    app = site(GIVEN)
    for path in (
        "/320600/print/book.pdf",
        "/320600/print/checklist.pdf",
        "/announcements/1/print/announcement.pdf",
        "/announcements/1/print/book.pdf",
    ):
        answer = app.get(path)
        assert answer.content_type == "application/pdf" and answer.body.startswith(b"%PDF") and answer.headers["ETag"]
        assert app.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_int == 304
    assert app.get("/320600/forms/promise/print.pdf").body.startswith(b"%PDF")
    assert app.get("/320600/print/checklist.xlsx").body.startswith(b"PK")


def test_a_book_is_gathered_once_however_many_ask(site, monkeypatch) -> None:
    app = site(GIVEN)
    gathered, started = [], threading.Barrier(4)
    gather = place_paper.collection_of
    monkeypatch.setattr(place_paper, "collection_of", lambda *given: gathered.append(1) or gather(*given))

    def ask(answers: list[bytes]) -> None:
        started.wait()
        answers.append(app.get("/320600/print/checklist.pdf").body)

    answers: list[bytes] = []
    readers = [threading.Thread(target=ask, args=(answers,)) for _ in range(4)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert len(gathered) == 1 and len(set(answers)) == 1 and len(answers) == 4


def test_a_file_that_was_thrown_away_is_made_anew(site) -> None:
    app = site(GIVEN)
    before = app.get("/320600/print/checklist.pdf").body
    drawer = app.app.registry.printer._drawer
    for _, _, path in drawer._files():
        path.unlink()
    assert app.get("/320600/print/checklist.pdf").body == before


def test_what_there_is_not_is_told_with_the_way_on(site) -> None:
    app = site(GIVEN)
    for path in (
        "/320900/print/book.pdf", "/320600/print/novel.pdf", "/320600/print/book.exe", "/announcements/9/print/announcement.pdf",
        "/320600/forms/none/print.pdf", "/320600/forms/promise/print.docx",
    ):  # fmt: skip
        assert app.get(path, status=404).content_type == "text/html", path


def test_pages_lead_to_what_can_be_printed(site) -> None:
    app = site(GIVEN)
    assert "/320600/print/book.pdf" in app.get("/320600/") and "/320600/print/checklist.xlsx" in app.get("/320600/")
    assert "/320600/print/book.pdf" not in app.get("/320600/?on=2026-03-02")
    assert "/320600/forms/promise/print.pdf" in app.get("/320600/forms/promise")
    assert "/announcements/1/print/announcement.pdf" in app.get("/announcements/1")


def test_a_book_that_takes_long_holds_up_no_page(site, monkeypatch) -> None:
    app, go = site(GIVEN), threading.Event()
    app.app.registry.presses.wait = 0.05
    gather = place_paper.collection_of
    monkeypatch.setattr(place_paper, "collection_of", lambda *given: go.wait(20) and gather(*given))
    answer = app.get("/320600/print/book.pdf", status=503)
    assert answer.headers["Refresh"] == answer.headers["Retry-After"] == "2" and "正在排版" in answer.text
    go.set()
    app.app.registry.presses.wait = 20
    assert app.get("/320600/print/book.pdf").body.startswith(b"%PDF")

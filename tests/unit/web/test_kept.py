"""Pages as they are sent, and the store that holds them: encodings, tags, bounds."""

from __future__ import annotations

import gzip
import threading

import pytest

from mingbai.web.kept import Page, Pages, takes_gzip

BODY = "办事指南".encode() * 200


def page(body: bytes = BODY, kind: str = "text/html; charset=UTF-8") -> Page:
    """A page as the application sends it."""
    headers = [("Content-Type", kind), ("Content-Length", str(len(body))), ("ETag", '"abc"'), ("Cache-Control", "public, no-cache")]
    return Page(headers, body, "abc")


@pytest.mark.parametrize(
    "accepted",
    [
        "gzip",
        "GZIP",
        "x-gzip",
        "gzip, deflate, br",
        "br;q=1.0, gzip;q=0.8, *;q=0.1",
        "*",
        "gzip;q=0.001",
        "identity;q=0, gzip",
        " deflate , gzip ",
    ],
)
def test_a_reader_who_takes_gzip_gets_it(accepted: str) -> None:
    sent = page().answer(accepted, "", "GET")
    told = dict(sent.headers)
    assert gzip.decompress(sent.body) == BODY
    assert (told["Content-Encoding"], told["ETag"], told["Content-Length"]) == ("gzip", '"abc-gzip"', str(len(sent.body)))
    assert len(sent.body) < len(BODY) / 4


@pytest.mark.parametrize(
    "accepted",
    ["", "identity", "br", "deflate", "gzip;q=0", "gzip;q=0.0", "*;q=0", "*;q=1, gzip;q=0", "gzip;q=much", "gzip;x=1", ";;;", "gzipped"],
)
def test_a_reader_who_does_not_gets_plain_bytes(accepted: str) -> None:
    sent = page().answer(accepted, "", "GET")
    assert sent.body == BODY
    assert "Content-Encoding" not in dict(sent.headers)
    assert takes_gzip(accepted) is False


def test_both_ways_say_what_they_depend_on() -> None:
    assert [dict(page().answer(accepted, "", "GET").headers)["Vary"] for accepted in ("", "gzip")] == ["Accept-Encoding"] * 2


@pytest.mark.parametrize(("body", "kind"), [(b"short", "text/html"), (bytes(5000), "image/png"), (bytes(5000), "application/pdf")])
def test_what_would_not_become_smaller_is_sent_as_it_is(body: bytes, kind: str) -> None:
    sent = page(body, kind).answer("gzip", "", "GET")
    assert sent.body == body
    assert "Vary" not in dict(sent.headers)


@pytest.mark.parametrize("known", ['"abc"', '"abc-gzip"', 'W/"abc"', 'W/"abc-gzip"', '"x", "abc"', "*"])
@pytest.mark.parametrize("accepted", ["", "gzip"])
def test_a_reader_who_has_it_in_either_way_is_told_so(known: str, accepted: str) -> None:
    kept = page()
    kept.answer("gzip", "", "GET")
    sent = kept.answer(accepted, known, "GET")
    told = dict(sent.headers)
    assert (sent.status, sent.body) == ("304 Not Modified", b"")
    assert told["ETag"] in ('"abc"', '"abc-gzip"') and told["Cache-Control"] == "public, no-cache" and told["Vary"]
    assert not {"Content-Type", "Content-Length", "Content-Encoding"} & set(told)


def test_another_tag_gets_the_whole_page() -> None:
    assert page().answer("gzip", '"abc-brotli"', "GET").status == "200 OK"


def test_head_says_what_get_says_without_the_body() -> None:
    for accepted in ("", "gzip"):
        got, asked = page().answer(accepted, "", "GET"), page().answer(accepted, "", "HEAD")
        assert (asked.headers, asked.body) == (got.headers, b"")


def test_a_server_may_change_the_headers_that_it_is_given() -> None:
    kept = page()
    kept.answer("", "", "GET").headers.clear()
    assert kept.answer("", "", "GET").headers


def test_the_same_bytes_compress_to_the_same_bytes() -> None:
    assert page().answer("gzip", "", "GET").body == page().answer("gzip", "", "GET").body


def test_what_was_not_asked_for_longest_goes_first_by_bytes() -> None:
    kept = Pages(limit=6 * page().weight)
    for key in "abcdef":
        kept.put(key, page())
    assert kept.get("a") is not None
    kept.put("g", page())
    assert kept.get("b") is None and kept.get("a") is not None
    assert len(kept) == 6 and kept.weight <= 6 * page().weight


def test_a_page_that_grew_is_weighed_again() -> None:
    kept, one = Pages(limit=10**6), page()
    kept.put("a", one)
    before = kept.weight
    smaller = one.answer("gzip", "", "GET").body
    kept.put("a", one)
    assert kept.weight == before + len(smaller)


def test_no_page_takes_the_place_of_all_others() -> None:
    kept = Pages(limit=100_000)
    kept.put("a", page())
    kept.put("huge", page(bytes(50_000)))
    assert kept.get("huge") is None and kept.get("a") is not None


def test_a_store_without_room_keeps_nothing_and_a_cleared_one_nothing_more() -> None:
    nothing, kept = Pages(limit=0), Pages(limit=10**6)
    nothing.put("a", page())
    kept.put("a", page())
    kept.clear()
    assert (len(nothing), len(kept), nothing.weight, kept.weight) == (0, 0, 0, 0)


def test_many_threads_never_make_it_too_large() -> None:
    kept = Pages(limit=20 * page().weight)

    def work(first: int) -> None:
        for number in range(400):
            kept.put((first + number) % 60, page())
            kept.get(number % 60)

    threads = [threading.Thread(target=work, args=(first,)) for first in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(kept) == 20
    assert kept.weight == 20 * page().weight

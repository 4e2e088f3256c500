"""Forms of the desk are read whole, by blocks, whatever the server's input can do."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pyramid.request import Request


class Blocks:
    """The input of a server that gives blocks and whose lines cannot be trusted, as granian's."""

    def __init__(self, body: bytes) -> None:
        self._body = io.BytesIO(body)

    def read(self, size: int = -1) -> bytes:
        return self._body.read(size)

    def readline(self, size: int = -1) -> bytes:
        return b""


def posted(site: Any, length: int, claimed: int = 0) -> Any:
    """The answer to a login form with a file of ``length`` bytes in it."""
    file = bytes(range(256)) * (length // 256)
    body = b"".join(
        (
            b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n' + file + b"\r\n",
            b'--x\r\nContent-Disposition: form-data; name="login"\r\n\r\nsomebody\r\n--x--\r\n',
        )
    )
    request = Request.blank("/desk/login", method="POST", content_type="multipart/form-data; boundary=x")
    request.environ["wsgi.input"], request.environ["CONTENT_LENGTH"] = Blocks(body), str(claimed or len(body))
    return request, request.get_response(site().app)


@pytest.mark.parametrize("length", [512, 3 * 2**20])
def test_a_file_arrives_from_a_server_that_gives_no_lines(site: Any, length: int) -> None:
    request, answer = posted(site, length)
    assert answer.status_code in (400, 403)  # the form's token is missing, not the form
    assert request.POST["login"] == "somebody"
    assert len(request.POST["file"].file.read()) == length


def test_what_is_far_too_large_is_refused_unread(site: Any) -> None:
    _, answer = posted(site, 512, claimed=2000 * 2**20)
    assert answer.status_code == 400
    assert "最大 50 MB" in answer.text

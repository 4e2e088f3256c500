"""``mingbai serve`` as a person runs it: an empty folder becomes a site that answers; the second time it only serves."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SEARCH = "/search?q=%E7%94%9F%E8%82%B2%E6%B4%A5%E8%B4%B4"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with two regions' worth of nothing but its settings; content is a small part of the project's."""
    content = tmp_path / "content" / "guides" / "320600"
    content.mkdir(parents=True)
    for path in sorted((ROOT / "content/guides/320600").glob("32203602[45]*.yaml")):
        (content / path.name).write_bytes(path.read_bytes())
    return tmp_path


def configured(folder: Path, workers: int) -> tuple[Path, str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    path = folder / "site.ini"
    path.write_text(
        f"[app:main]\nmingbai.templates = {ROOT}/templates\nmingbai.static = {ROOT}/static\n"
        f"[server:main]\nhost = 127.0.0.1\nport = {port}\nthreads = 1\nworkers = {workers}\n",
        encoding="utf-8",
    )
    return path, f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def served(config: Path, address: str) -> Iterator[Path]:
    """The command while it serves; what it says on stderr is in the file that is given."""
    said = config.with_suffix(".said")
    with said.open("wb") as stream:
        command = [sys.executable, "-m", "mingbai.cli", "--config", str(config), "serve"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=stream, start_new_session=True)
    try:
        for _ in range(600):
            assert process.poll() is None, said.read_text(encoding="utf-8")
            with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5):
                break
            time.sleep(0.1)
        yield said
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def page(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:
        assert answer.status == 200
        return str(answer.read().decode("utf-8"))


@pytest.mark.parametrize("workers", [1, 2])
def test_an_empty_folder_becomes_a_site_that_answers(site: Path, workers: int) -> None:
    config, address = configured(site, workers)
    with served(config, address) as said:
        assert "办事指南" in page(f"{address}/").partition("</title>")[0]
        assert "生育津贴支付" in page(f"{address}/320600/322036024000")
        assert "/320600/322036024000" in page(address + SEARCH)
        assert "装入" in said.read_text(encoding="utf-8") and "已就绪" in said.read_text(encoding="utf-8")
    with served(config, address) as said:
        assert "/320600/322036024000" in page(address + SEARCH)
        assert "装入" not in said.read_text(encoding="utf-8")


@pytest.mark.parametrize("workers", [1, 2])
def test_one_reader_who_fails_does_not_lock_out_all_others_behind_the_front_server(site: Path, workers: int) -> None:
    """The word of the front server about where a request comes from reaches the log, whichever server serves."""
    config, address = configured(site, workers)
    with served(config, address):
        visitor = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        door = visitor.open(urllib.request.Request(f"{address}/desk/login")).read().decode("utf-8")
        token = door.partition('name="csrf_token" value="')[2].partition('"')[0]
        sent = urllib.parse.urlencode({"csrf_token": token, "login": "nobody", "password": "wrong"}).encode()
        with pytest.raises(urllib.error.HTTPError):
            visitor.open(urllib.request.Request(f"{address}/desk/login", sent, {"X-Forwarded-For": "198.51.100.9"}))
    with contextlib.closing(sqlite3.connect(site / "var/mingbai.sqlite")) as kept:
        assert kept.execute("SELECT address FROM audit WHERE act = 'login.failed'").fetchall() == [("198.51.100.9",)]

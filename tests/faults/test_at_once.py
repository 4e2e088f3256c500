"""Two people at once, and a clock that was set back: one of them goes first, the other is told; nothing is done twice or out of time."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

from mingbai import db
from mingbai.migrations import migrate
from mingbai.publishing import ledger
from tests.desks import csrf, signed_in
from tests.faults.releasing import waiting
from tests.makers import NOW


def test_two_publishers_at_once(empty_url: str, tmp_path: Path) -> None:
    migrate(db.connect(empty_url))
    site = waiting(empty_url, tmp_path)
    other = signed_in(site.app, "approver", login="other")
    tokens, answers, start = {one: csrf(one) for one in (site.browser, other)}, [], threading.Barrier(2)

    def press(browser: object) -> None:
        start.wait()
        answers.append(site.publish("*", browser, tokens[browser]))  # type: ignore[arg-type,index]

    threads = [threading.Thread(target=press, args=(browser,)) for browser in (site.browser, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    done, refused = sorted(answers, key=lambda answer: answer.status_code)
    assert (done.status_code, refused.status_code) == (303, 409)
    assert "Traceback" not in refused.text
    with db.reading(site.database) as session:
        last = ledger.head(session)
        assert last is not None and last.number == 2 and ledger.verify(session) is None
    site.database.close()


def test_a_clock_that_was_set_back(empty_url: str, tmp_path: Path) -> None:
    migrate(db.connect(empty_url))
    site = waiting(empty_url, tmp_path)
    token = csrf(site.browser)
    site.app.app.registry.now = lambda: NOW - timedelta(seconds=1)
    answer = site.publish(409, token=token)
    assert "服务器的时钟早于上一次发布的时间" in answer.text and "校准" in answer.text
    assert site.state() == "approved"
    site.app.app.registry.now = lambda: NOW
    site.publish(303)
    site.database.close()

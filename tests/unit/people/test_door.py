"""Signing in and out: what is counted, what is told, which sessions live and for how long. On SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pyotp
import pytest
from sqlalchemy import select

from mingbai import db
from mingbai.errors import Forbidden, SignedOut
from mingbai.people.actor import CONSOLE, By, Grant
from mingbai.people.directory import Directory
from mingbai.people.door import Door
from mingbai.people.rows import AccountRow, AuditRow, FailureRow, SessionRow
from mingbai.people.rules import Rules
from mingbai.people.sessions import Sessions, Standing, digest
from tests.desks import CHEAP, PASSWORD, account
from tests.makers import NOW

RULES = Rules()
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


class House:
    """The door at whatever time the test sets."""

    def __init__(self, database: db.Database) -> None:
        self.database = database
        self.now = NOW

    def later(self, **by: float) -> None:
        self.now += timedelta(**by)

    def door(self, address: str = "192.0.2.1") -> Door:
        return Door(self.database, lambda: self.now, RULES, CHEAP, address)

    def sign_in(self, password: str = PASSWORD, login: str = "editor", address: str = "192.0.2.1") -> str:
        return self.door(address).sign_in(login, password).token

    def standing(self, token: str, at: datetime | None = None, rules: Rules = RULES) -> Standing | None:
        with db.reading(self.database) as session:
            return Sessions(session, at or self.now, rules).find(token)

    def told(self, column: Any = AuditRow.act) -> list[Any]:
        with db.reading(self.database) as session:
            return list(session.scalars(select(column).order_by(AuditRow.id)))

    def fail(self, times: int, **given: str) -> str:
        said = set()
        for _ in range(times):
            with pytest.raises(Forbidden) as refused:
                self.sign_in(**{"password": "wrong", **given})
            said.add(refused.value.sentence)
        return said.pop() if len(said) == 1 else str(said)


@pytest.fixture
def house(database: db.Database) -> House:
    account(database, Grant("editor"))
    return House(database)


def test_the_right_password_opens_and_the_token_is_kept_nowhere(house: House) -> None:
    token = house.sign_in()
    standing = house.standing(token)
    assert standing is not None and standing.passed and standing.actor.login == "editor" and standing.actor.roles == ("editor",)
    with db.reading(house.database) as session:
        assert list(session.scalars(select(SessionRow.token))) == [digest(token)]
    assert house.told() == ["login"]


def test_signing_in_again_ends_the_session_before(house: House) -> None:
    first = house.sign_in()
    second = house.door().sign_in("editor", PASSWORD, first).token
    assert first != second and house.standing(first) is None and house.standing(second) is not None


def test_unknown_wrong_and_closed_are_told_in_the_same_words(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    account(house.database, Grant("hall"), login="closed", active=False)
    looked = []
    monkeypatch.setattr("mingbai.people.door.passwords.matches", lambda kept, typed: looked.append(kept) or False)
    said = {house.fail(1, login=login, address=f"192.0.2.{number}") for number, login in enumerate(("editor", "nobody", "closed"), 20)}
    assert said == {"账号或口令不对。"}
    assert len(looked) == 3 and all(kept.startswith("$argon2id$") for kept in looked)  # each took one hash


def test_five_failures_lock_the_account_for_a_while_even_for_the_right_password(house: House) -> None:
    for number in range(5):
        house.fail(1, address=f"192.0.2.{number}")
    with pytest.raises(Forbidden, match="尝试次数太多"):
        house.sign_in(address="192.0.2.99")
    house.later(minutes=14, seconds=59)
    with pytest.raises(Forbidden, match="尝试次数太多"):
        house.sign_in(address="192.0.2.99")
    house.later(seconds=1)
    assert house.sign_in(address="192.0.2.99")


def test_trying_while_locked_makes_it_no_longer(house: House) -> None:
    house.fail(5)
    house.later(minutes=14)
    assert house.fail(3) == "尝试次数太多，暂时不能登录。"
    house.later(minutes=1)
    assert house.sign_in()


def test_five_failures_lock_the_address_for_every_account(house: House) -> None:
    account(house.database, Grant("hall"), login="other")
    for number in range(5):
        house.fail(1, login=f"guess{number}")
    with pytest.raises(Forbidden, match="尝试次数太多"):
        house.sign_in(login="other")
    assert house.sign_in(login="other", address="192.0.2.77")


def test_a_success_clears_the_account_and_not_what_others_did_from_there(house: House) -> None:
    house.fail(4)
    house.sign_in()
    with db.reading(house.database) as session:
        keys = list(session.scalars(select(FailureRow.key)))
    assert keys == ["address:192.0.2.1"] * 4
    assert house.fail(1) == "账号或口令不对。"
    assert house.fail(1) == "尝试次数太多，暂时不能登录。"


def test_a_login_that_was_typed_is_nowhere_to_be_read(house: House) -> None:
    house.fail(1, login="my-secret-password")
    with db.reading(house.database) as session:
        written = [
            *session.scalars(select(FailureRow.key)),
            *session.scalars(select(AuditRow.told)),
            *session.scalars(select(AuditRow.object)),
        ]
    assert written and not any("my-secret" in text for text in written)


def test_failures_are_written_down_with_why(house: House) -> None:
    house.fail(6)
    assert house.told() == ["login.failed"] * 6
    assert house.told(AuditRow.told)[-2:] == ['{"why": "password"}', '{"why": "locked"}']
    assert set(house.told(AuditRow.actor_id)) == {None} and set(house.told(AuditRow.address)) == {"192.0.2.1"}


@pytest.mark.parametrize(
    ("wait", "lives"), [({"minutes": 14, "seconds": 59}, True), ({"minutes": 15}, False), ({"hours": 12}, False)], ids=str
)
def test_an_idle_session_ends(house: House, wait: dict[str, float], lives: bool) -> None:
    token = house.sign_in()
    house.later(**wait)
    assert (house.standing(token) is not None) == lives


def test_a_busy_session_ends_all_the_same(house: House) -> None:
    token = house.sign_in()
    for _ in range(72):
        house.later(minutes=10)
        with db.writing(house.database) as (session, _manager):
            Sessions(session, house.now, RULES).touch(token)
    assert house.standing(token) is None and house.standing(token, house.now - timedelta(seconds=1)) is not None


def test_signing_out_ends_it_for_whoever_kept_the_token(house: House) -> None:
    token = house.sign_in()
    house.door().sign_out(token)
    assert house.standing(token) is None
    assert house.told() == ["login", "logout"]


def test_sessions_that_ran_out_are_erased(house: House) -> None:
    house.sign_in()
    house.later(hours=13)
    house.sign_in()
    with db.reading(house.database) as session:
        assert len(list(session.scalars(select(SessionRow.token)))) == 1


def test_an_old_password_must_be_changed_where_there_is_a_limit(house: House) -> None:
    token = house.sign_in()
    aged = Rules(password_age=timedelta(days=90))
    assert house.standing(token) is not None and not house.standing(token).must_change
    house.later(days=90)
    token = house.sign_in()
    assert house.standing(token, rules=aged).must_change


class Second:
    """The account with a second factor."""

    def __init__(self, house: House) -> None:
        self.house = house
        account(house.database, Grant("approver"), login="careful", secret=SECRET)
        self.half = house.sign_in(login="careful")

    def code(self) -> str:
        return pyotp.TOTP(SECRET).at(self.house.now)


@pytest.fixture
def second(house: House) -> Second:
    return Second(house)


def test_a_password_alone_gets_half_in(second: Second) -> None:
    standing = second.house.standing(second.half)
    assert standing is not None and not standing.passed


def test_the_code_opens_under_a_new_token_and_works_once(second: Second) -> None:
    house, code = second.house, second.code()
    key = house.door().second(second.half, code)
    assert key.passed and house.standing(key.token).passed and house.standing(second.half) is None
    again = house.sign_in(login="careful")
    with pytest.raises(Forbidden, match="已经用过"):
        house.door().second(again, code)


def test_guessing_codes_locks_the_account(second: Second) -> None:
    for _ in range(5):
        with pytest.raises(Forbidden, match="验证码不对"):
            second.house.door().second(second.half, "000000")
    with pytest.raises(Forbidden, match="尝试次数太多"):
        second.house.door().second(second.half, second.code())


def test_the_second_step_does_not_make_a_session_longer(second: Second) -> None:
    second.house.later(minutes=10)
    key = second.house.door().second(second.half, second.code())
    with db.reading(second.house.database) as session:
        assert session.scalar(select(SessionRow.created_at).where(SessionRow.token == digest(key.token))) == NOW


def test_a_code_without_a_session_is_signed_out(house: House) -> None:
    with pytest.raises(SignedOut):
        house.door().second("made-up", "000000")


@pytest.mark.parametrize("does", ["close", "reset"])
def test_what_an_administrator_does_to_an_account_ends_its_sessions(house: House, does: str) -> None:
    token = house.sign_in()
    system = account(house.database, Grant("system"))
    with db.writing(house.database) as (session, _):
        directory = Directory(session, house.now, By(system), CHEAP)
        getattr(directory, does)(directory.with_login("editor").id)
    assert house.standing(token) is None


def test_a_wrong_clock_opens_nothing(house: House) -> None:
    """A clock set back does not bring back what ran out: what ran out was erased when somebody signed in."""
    token = house.sign_in()
    house.later(hours=13)
    house.sign_in()
    assert house.standing(token, NOW) is None


def test_a_reset_lets_in_whoever_was_locked_out(house: House) -> None:
    """A new password is of no use while the account stays locked; the address that failed stays locked all the same."""
    house.fail(5)
    with db.writing(house.database) as (session, _):
        id_ = session.scalar(select(AccountRow.id).where(AccountRow.login == "editor"))
        given = Directory(session, house.now, By(CONSOLE, "console"), CHEAP).reset(id_)
    assert house.sign_in(given, address="192.0.2.2")
    with pytest.raises(Forbidden):
        house.sign_in(given)

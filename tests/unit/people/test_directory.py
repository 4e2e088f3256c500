"""Accounts and roles: who may make them, what excludes what, what may not come back. On SQLite and PostgreSQL."""

from __future__ import annotations

import threading
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from mingbai import db
from mingbai.errors import Conflict, Forbidden, Refusal
from mingbai.people.actor import CONSOLE, INSTALLATION, ROLES, SEPARATE, Actor, By, Grant
from mingbai.people.beginning import DEMO, first_administrator, is_empty, trial_accounts
from mingbai.people.directory import KEPT, Directory
from mingbai.people.granting import Granting
from mingbai.people.passwords import matches
from mingbai.people.rows import AccountRow, AuditRow, GrantRow, PasswordRow
from tests.desks import CHEAP, PASSWORD, account
from tests.makers import NOW


class Office:
    """Whoever acts, in transactions of their own."""

    def __init__(self, database: db.Database, actor: Actor) -> None:
        self.database = database
        self.by = By(actor, "192.0.2.7")

    def do(self, verb: str, *given: Any) -> Any:
        with db.writing(self.database) as (session, _):
            return getattr(Directory(session, NOW, self.by, CHEAP), verb)(*given)

    def give(self, number: int, grant: Grant) -> None:
        with db.writing(self.database) as (session, _):
            Granting(session, NOW, self.by).give(number, grant)

    def take(self, number: int, grant: Grant) -> None:
        with db.writing(self.database) as (session, _):
            Granting(session, NOW, self.by).take(number, grant)


@pytest.fixture
def system(database: db.Database) -> Office:
    return Office(database, account(database, Grant("system")))


@pytest.fixture
def security(database: db.Database) -> Office:
    return Office(database, account(database, Grant("security")))


@pytest.fixture
def console(database: db.Database) -> Office:
    return Office(database, CONSOLE)


def test_a_new_account_may_do_nothing_and_must_change_its_password(system: Office) -> None:
    number, password = system.do("add", " Zhang.San ", "张 三")
    made = system.do("account", number)
    assert (made.login, made.name, made.grants, made.must_change, made.active) == ("zhang.san", "张 三", (), True, True)
    with db.reading(system.database) as session:
        assert matches(session.get_one(AccountRow, number).password, password)
        assert password not in str(session.execute(select(AuditRow.told, AuditRow.object)).all())


def test_a_login_is_never_given_twice(system: Office) -> None:
    number, _ = system.do("add", "zhang", "张三")
    system.do("close", number)
    with pytest.raises(Conflict, match="已经有账号 zhang"):
        system.do("add", "ZHANG", "另一个")


@pytest.mark.parametrize("login", ["", "z", "1abc", "zhang san", "张三", "a" * 33, "a/../b", "-x"])
def test_a_login_is_written_plainly(system: Office, login: str) -> None:
    with pytest.raises(Refusal, match="账号的写法不对"):
        system.do("add", login, "张三")


@pytest.mark.parametrize("role", [role for role in ROLES if role != "system"])
def test_only_the_system_administrator_manages_accounts(database: db.Database, role: str) -> None:
    office = Office(database, account(database, Grant(role)))
    other = account(database, Grant("hall"), login="other")
    for verb, given in (("add", ("x1", "x")), ("close", (other.id,)), ("reopen", (other.id,)), ("reset", (other.id,))):
        with pytest.raises(Forbidden):
            office.do(verb, *given)


def test_nobody_closes_their_own_account_or_touches_the_three_on_the_web(system: Office) -> None:
    other = account(system.database, Grant("auditor"))
    for verb in ("close", "reset", "reopen"):
        with pytest.raises(Forbidden, match="三员"):
            system.do(verb, other.id)
        with pytest.raises(Forbidden):
            system.do(verb, system.by.actor.id)


def test_the_console_resets_them(console: Office) -> None:
    auditor = account(console.database, Grant("auditor"), secret="A" * 32)
    console.do("reset", auditor.id)
    found = console.do("account", auditor.id)
    assert found.must_change and not found.second


def test_a_password_changes_only_against_the_present_one_and_not_back(database: db.Database) -> None:
    me = Office(database, account(database, Grant("editor")))
    used = [PASSWORD, *(f"another-Word-{number}" for number in range(1, KEPT + 1))]
    with pytest.raises(Refusal, match="现在的口令不对"):
        me.do("change_own", "wrong", used[1], used[1])
    with pytest.raises(Refusal, match="不一样"):
        me.do("change_own", PASSWORD, used[1], used[2])
    with pytest.raises(Refusal, match="太常见"):
        me.do("change_own", PASSWORD, "P@ssw0rd", "P@ssw0rd")
    with pytest.raises(Refusal, match="最近 5 次"):
        me.do("change_own", PASSWORD, PASSWORD, PASSWORD)
    for present, wanted in pairwise(used):
        me.do("change_own", present, wanted, wanted)
    for old in used[2:]:
        with pytest.raises(Refusal, match="最近 5 次"):
            me.do("change_own", used[-1], old, old)
    me.do("change_own", used[-1], PASSWORD, PASSWORD)  # five later it is forgotten
    with db.reading(database) as session:
        assert len(session.scalars(select(PasswordRow)).all()) == KEPT - 1


@pytest.mark.parametrize("role", [role for role in ROLES if role != "security"])
def test_only_the_security_administrator_gives_roles(database: db.Database, role: str) -> None:
    office = Office(database, account(database, Grant(role)))
    other = account(database, login="other")
    with pytest.raises(Forbidden):
        office.give(other.id, Grant("editor"))


@pytest.mark.parametrize("first", SEPARATE)
@pytest.mark.parametrize("second", ROLES)
def test_the_three_exclude_each_other_and_everything_else(console: Office, first: str, second: str) -> None:
    """GB/T 22239 8.1.5: each way round, by a sentence, and by the database itself."""
    if first == second:
        return
    for number, (held, wanted) in enumerate(((first, second), (second, first))):
        one = account(console.database, Grant(held), login=f"one{number}")
        with pytest.raises(Conflict, match="不能是同一个账号"):
            console.give(one.id, Grant(wanted))
        with pytest.raises(DatabaseError, match="frozen: grants separate"), console.database.writing.begin() as connection:
            row = {"account_id": one.id, "role": wanted, "region": "", "organ": "", "given_by": 0, "given_at": NOW}
            connection.execute(GrantRow.__table__.insert().values(**row))


def test_roles_of_work_go_together_by_place(security: Office) -> None:
    one = account(security.database, login="one")
    for grant in (Grant("editor", "320600"), Grant("editor", "320500"), Grant("reviewer", "320600", "南通市医疗保障局"), Grant("hall")):
        security.give(one.id, grant)
        security.give(one.id, grant)
    with db.reading(security.database) as session:
        assert len(session.scalars(select(GrantRow).where(GrantRow.account_id == one.id)).all()) == 4


@pytest.mark.parametrize(
    ("grant", "told"),
    [
        (Grant("editor", "999999"), "没有区划代码"),
        (Grant("mayor"), "没有这种角色"),
        (Grant("auditor"), "不能在网页上"),
        (Grant("editor", "", "x" * 201), "太长"),
    ],
)
def test_a_grant_that_cannot_be_is_refused(security: Office, grant: Grant, told: str) -> None:
    with pytest.raises(Refusal, match=told):
        security.give(account(security.database, login="one").id, grant)


def test_the_three_have_no_place(console: Office) -> None:
    with pytest.raises(Refusal, match="不分地区"):
        console.give(account(console.database, login="one").id, Grant("auditor", "320600"))


def test_nobody_gives_themselves_a_role(security: Office) -> None:
    with pytest.raises(Forbidden, match="自己"):
        security.give(security.by.actor.id, Grant("editor"))


def test_the_last_system_administrator_stays(console: Office) -> None:
    one, two = (account(console.database, Grant("system"), login=login) for login in ("one", "two"))
    console.take(one.id, Grant("system"))
    with pytest.raises(Conflict, match="至少"):
        console.take(two.id, Grant("system"))


def test_of_two_grants_at_once_that_exclude_each_other_one_wins(console: Office) -> None:
    one = account(console.database, login="one")
    start, said = threading.Barrier(2), []

    def give(role: str) -> None:
        start.wait()
        try:
            console.give(one.id, Grant(role))
            said.append("done")
        except Conflict:
            said.append("refused")

    threads = [threading.Thread(target=give, args=(role,)) for role in ("auditor", "editor")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(said) == ["done", "refused"]


def test_names_are_given_for_numbers(system: Office) -> None:
    assert system.do("name_of", [0, system.by.actor.id, 999]) == {0: INSTALLATION.name, system.by.actor.id: "system的姓名"}


def test_a_new_site_gets_one_administrator_whose_login_nobody_can_guess(database: db.Database) -> None:
    import random

    with db.writing(database) as (session, _):
        assert is_empty(session)
        login, _, password = first_administrator(session, NOW, CHEAP, random.Random(7))
        assert not is_empty(session)
        row = session.scalars(select(AccountRow)).one()
        assert login.startswith("admin-") and len(login) == 10 and row.must_change and matches(row.password, password)
        assert session.execute(text("SELECT role FROM grants")).scalars().all() == ["system"]


def test_trial_accounts_are_made_once(database: db.Database) -> None:
    import random

    with db.writing(database) as (session, _):
        given = trial_accounts(session, NOW, CHEAP, random.Random(7))
    assert [login for login, _, _ in given] == [login for login, _ in DEMO]
    with pytest.raises(Conflict, match="已经有了"), db.writing(database) as (session, _):
        trial_accounts(session, NOW, CHEAP, random.Random(7))

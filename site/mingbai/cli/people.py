"""Accounts on the command line, for whoever has the machine: every role can be given here, the three administrators' only here.

A password is made, shown once on stdout, and kept nowhere.
"""

from __future__ import annotations

import random
from pathlib import Path

import click

from mingbai import clock, db
from mingbai.cli.config import config_option, settings_of
from mingbai.cli.content import say
from mingbai.errors import Forbidden
from mingbai.migrations.installation import ensure
from mingbai.people.actor import CONSOLE, ROLES, By, Grant
from mingbai.people.beginning import trial_accounts
from mingbai.people.directory import Account, Directory
from mingbai.people.granting import Granting
from mingbai.people.passwords import STRONG

_ROLES = click.Choice(tuple(ROLES))
_REGION = click.option("--region", metavar="CODE", default="", help="六位行政区划代码，含其下级；不写为全部地区")
_ORGAN = click.option("--organ", metavar="NAME", default="", help="单位名称；不写为全部单位")


@click.group()
def people() -> None:
    """账号和角色。"""


@people.command()
@click.argument("login", metavar="LOGIN")
@click.argument("name", metavar="NAME")
@click.option("--role", type=_ROLES, metavar="ROLE", default=None, help=f"角色：{'、'.join(ROLES)}")
@_REGION
@_ORGAN
@config_option
@click.pass_context
def add(context: click.Context, login: str, name: str, role: str | None, region: str, organ: str, config: Path | None) -> None:
    """新建账号 LOGIN，使用人 NAME；口令只显示这一次。"""
    database, now = ensure(settings_of(context, config), say), clock.now()
    with db.writing(database) as (session, _):
        number, password = Directory(session, now, _BY).add(login, name)
        if role is not None:
            Granting(session, now, _BY).give(number, Grant(role, region, organ))
    _show(login.strip().casefold(), name, password)


@people.command()
@click.argument("login", metavar="LOGIN")
@click.argument("role", metavar="ROLE", type=_ROLES)
@_REGION
@_ORGAN
@click.option("--take", "verb", flag_value="take", default=None, help="收回，而不是授予")
@config_option
@click.pass_context
def role(context: click.Context, login: str, role: str, region: str, organ: str, verb: str | None, config: Path | None) -> None:
    """给账号 LOGIN 授予或收回一项角色；本人需要重新登录。"""
    database, now = ensure(settings_of(context, config), say), clock.now()
    with db.writing(database) as (session, _):
        account = Directory(session, now, _BY).with_login(login)
        granting = Granting(session, now, _BY)
        (granting.take if verb == "take" else granting.give)(account.id, Grant(role, region, organ))
        account = Directory(session, now, _BY).with_login(login)
    click.echo(_line(account))


@people.command()
@click.argument("login", metavar="LOGIN")
@config_option
@click.pass_context
def reset(context: click.Context, login: str, config: Path | None) -> None:
    """重设账号 LOGIN 的口令并停用第二因素；新口令只显示这一次。"""
    database, now = ensure(settings_of(context, config), say), clock.now()
    with db.writing(database) as (session, _):
        directory = Directory(session, now, _BY)
        account = directory.with_login(login)
        password = directory.reset(account.id)
    _show(account.login, account.name, password)


@people.command("list")
@config_option
@click.pass_context
def list_(context: click.Context, config: Path | None) -> None:
    """列出全部账号：账号、姓名、状态、角色。"""
    with db.reading(ensure(settings_of(context, config), say)) as session:
        for account in Directory(session, clock.now(), _BY).accounts():
            click.echo(_line(account))


@click.command()
@config_option
@click.pass_context
def demo(context: click.Context, config: Path | None) -> None:
    """建四个试用账号（编辑、审核、签发、大厅）；只在 desk.demo = yes 的配置下可用。"""
    settings = settings_of(context, config)
    if settings.desk_demo != "yes":
        raise Forbidden(
            "这个配置不许建试用账号。", place="desk.demo", remedy="正式网站请用 mingbai people add；只想试用请用 development.ini。"
        )
    database = ensure(settings, say)
    with db.writing(database) as (session, _):
        given = trial_accounts(session, clock.now(), STRONG, random.SystemRandom())
    for one in given:
        _show(*one)


_BY = By(CONSOLE)


def _show(login: str, name: str, password: str) -> None:
    click.echo(f"{login}\t{name}\t{password}")
    say(f"账号 {login} 的口令只显示这一次。")


def _line(account: Account) -> str:
    state = "在用" if account.active else "已停用"
    roles = "，".join("/".join(part for part in (ROLES[one.role], one.region, one.organ) if part) for one in account.grants)
    return f"{account.login}\t{account.name}\t{state}\t{roles or '还没有角色'}"

"""``mingbai sign``: the register of signs on the command line, for hundreds at once and for whoever has only the machine.

Without ``--as`` the console acts, in every place; with it somebody who proves who they are, in theirs. Both are written down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from mingbai import clock, db
from mingbai.cli.config import config_option, settings_of
from mingbai.cli.content import say
from mingbai.cli.proving import asking, prove
from mingbai.errors import Refusal
from mingbai.guides import workdays
from mingbai.guides.version import Name
from mingbai.migrations.installation import ensure
from mingbai.people.actor import CONSOLE, Actor, By, Grant
from mingbai.people.rules import rules_of
from mingbai.printing.gathering import imprint_of
from mingbai.printing.keeping import printer_within
from mingbai.publishing.library import Library
from mingbai.rendering.paper.face import KINDS, SIZES
from mingbai.settings import Settings
from mingbai.signage.faces import Faces
from mingbai.signage.sign import Planned, Sign
from mingbai.signage.signs import Signs
from mingbai.signage.staleness import stale_of

_BY = By(Actor(CONSOLE.id, CONSOLE.login, CONSOLE.name, (Grant("hall"),)))
"""Whoever has the machine may do what staff of every hall may; the log says that it was the console."""
_KINDS = tuple(f"{kind}-{size}" for kind in KINDS for size in SIZES[kind])


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What a command works with: the register in somebody's name, what signs would show, the library, the settings."""

    signs: Signs
    faces: Faces
    library: Library
    settings: Settings


def acting(command: Any) -> Any:
    """Decorate a command so that it takes ``--as`` and ``--passwords-from``."""
    command = click.option("--passwords-from", metavar="描述符", type=int, default=None, help="从打开的文件描述符读口令，默认在终端询问")(
        command
    )
    return click.option("--as", "login", metavar="账号", default=None, help="以谁的身份办理；不写为服务器控制台")(command)


@click.group()
def sign() -> None:
    """大厅里的公示牌。"""


@sign.command("list")
@acting
@config_option
@click.pass_context
def list_(context: click.Context, login: str | None, passwords_from: int | None, config: Path | None) -> None:
    """列出公示牌：编号、地区、大厅、位置、种类、状态、挂出的印次、事项。"""
    with _reading(context, login, passwords_from, config) as office:
        for one in office.signs.listing():
            click.echo(_line(one))


@sign.command()
@click.argument("items", metavar="事项…", nargs=-1, required=True)
@click.option("--hall", metavar="大厅", required=True, help="大厅的名称，或登记过的大厅的标识")
@click.option("--region", metavar="CODE", required=True, help="大厅所在地区的六位代码")
@click.option("--window", metavar="窗口", default="", help="窗口号；不属于哪个窗口就不写")
@click.option("--spot", metavar="位置", default="", help="挂在哪里")
@click.option("--kind", type=click.Choice(_KINDS), metavar="种类", default=_KINDS[0], show_default=True, help=f"{'、'.join(_KINDS)}")
@click.option("--replaces", metavar="编号", default="", help="代替哪一块")
@acting
@config_option
@click.pass_context
def make(
    context: click.Context,
    items: tuple[str, ...],
    hall: str,
    region: str,
    window: str,
    spot: str,
    kind: str,
    replaces: str,
    login: str | None,
    passwords_from: int | None,
    config: Path | None,
) -> None:
    """登记一块公示牌；事项写成 320600/编码。编号写到标准输出。"""
    chosen: Any = kind.split("-")
    names = tuple(_name(one) for one in items)
    with _writing(context, login, passwords_from, config) as office:
        listed = next((one for one in office.library.listing("hall", region) if hall in (one.slug, one.title)), None)
        plan = Planned(
            region=region,
            hall=listed.slug if listed else "",
            hall_name=listed.title if listed else hall,
            spot=spot,
            window=window,
            kind=chosen[0],
            size=chosen[1],
            items=names,
            replaces=replaces,
        )
        click.echo(office.signs.make(plan, office.faces).code)


@sign.command("print")
@click.argument("codes", metavar="编号…", nargs=-1, required=True)
@click.option("--out", metavar="目录", type=click.Path(path_type=Path), required=True, help="PDF 写到哪个目录")
@acting
@config_option
@click.pass_context
def print_(
    context: click.Context, codes: tuple[str, ...], out: Path, login: str | None, passwords_from: int | None, config: Path | None
) -> None:
    """按现行内容打印公示牌，一块一个 PDF，并记下印了什么。"""
    papers = {}
    with _writing(context, login, passwords_from, config) as office:
        for code in codes:
            done = office.signs.print(code, office.faces)
            assert done.printed is not None
            papers[f"{done.code}-{done.printed.number}.pdf"] = office.faces.paper(done, done.printed)
    # Set in type outside the transaction: 200 sheets take a while, and nobody should wait for them.
    printer = printer_within(settings_of(context, config))
    out.mkdir(parents=True, exist_ok=True)
    for name, paper in papers.items():
        (out / name).write_bytes(printer.pdf(paper))
        click.echo(str(out / name))


@sign.command()
@click.argument("codes", metavar="编号…", nargs=-1, required=True)
@acting
@config_option
@click.pass_context
def hung(context: click.Context, codes: tuple[str, ...], login: str | None, passwords_from: int | None, config: Path | None) -> None:
    """记下最后一次打印的已经挂出（旧的就此更换）；样张不能挂出。"""
    with _writing(context, login, passwords_from, config) as office:
        _each(codes, lambda code: office.signs.hang(code, office.settings))


@sign.command()
@click.argument("code", metavar="编号")
@click.option("--window", metavar="窗口", default=None, help="新的窗口；不写为不变")
@click.option("--spot", metavar="位置", default=None, help="新的位置；不写为不变")
@acting
@config_option
@click.pass_context
def moved(
    context: click.Context,
    code: str,
    window: str | None,
    spot: str | None,
    login: str | None,
    passwords_from: int | None,
    config: Path | None,
) -> None:
    """记下公示牌在本厅里移了位。换到别的大厅请在工作台办理。"""
    with _writing(context, login, passwords_from, config) as office:
        plan = office.signs.sign(code).plan
        plan = replace(plan, window=plan.window if window is None else window, spot=plan.spot if spot is None else spot)
        _each((code,), lambda one: office.signs.move(one, plan))


@sign.command()
@click.argument("codes", metavar="编号…", nargs=-1, required=True)
@click.option("--reason", metavar="原因", required=True, help="为什么撤下")
@acting
@config_option
@click.pass_context
def retire(
    context: click.Context, codes: tuple[str, ...], reason: str, login: str | None, passwords_from: int | None, config: Path | None
) -> None:
    """记下公示牌已经撤下；二维码仍然通向这些事项。"""
    with _writing(context, login, passwords_from, config) as office:
        _each(codes, lambda code: office.signs.retire(code, reason))


@sign.command()
@acting
@config_option
@click.pass_context
def stale(context: click.Context, login: str | None, passwords_from: int | None, config: Path | None) -> None:
    """列出要更换的公示牌：编号、大厅、位置、自何日起不符、最迟何日更换、是否超期、原因。"""
    with _reading(context, login, passwords_from, config) as office:
        now = clock.now()
        for one in stale_of(office.signs.listing(), office.faces, office.library, workdays.packaged(), now):
            late = "超期" if one.overdue else "已打印" if one.ready else ""
            told = (one.sign.code, one.sign.plan.hall_name, one.sign.where, clock.day_of(one.since).isoformat(), one.due.isoformat(), late)
            click.echo("\t".join((*told, "；".join(one.match.reasons))))


@contextmanager
def _reading(context: click.Context, login: str | None, passwords_from: int | None, config: Path | None) -> Iterator[Office]:
    settings = settings_of(context, config)
    database = ensure(settings, say)
    by = _who(database, settings, login, passwords_from)
    with db.reading(database) as session:
        yield _office(session, settings, by)


@contextmanager
def _writing(context: click.Context, login: str | None, passwords_from: int | None, config: Path | None) -> Iterator[Office]:
    settings = settings_of(context, config)
    database = ensure(settings, say)
    by = _who(database, settings, login, passwords_from)
    with db.writing(database) as (session, _):
        yield _office(session, settings, by)


def _who(database: db.Database, settings: Settings, login: str | None, passwords_from: int | None) -> By:
    return prove(database, rules_of(settings), login, asking(passwords_from)) if login else _BY


def _office(session: Any, settings: Settings, by: By) -> Office:
    now = clock.now()
    library = Library(session, now)
    return Office(signs=Signs(session, now, by), faces=Faces(library, imprint_of(settings, now), now), library=library, settings=settings)


def _each(codes: tuple[str, ...], do: Callable[[str], Sign]) -> None:
    for code in codes:
        click.echo(_line(do(code)))


def _name(written: str) -> Name:
    region, _, slug = written.partition("/")
    if not slug:
        raise Refusal(f"看不懂这个事项：{written}。", remedy="请写成 320600/编码，与网页的地址相同。")
    return Name("guide", region, slug)


def _line(one: Sign) -> str:
    hanging = f"第{one.hanging.number}次 {clock.day_of(one.hanging.at).isoformat()}" if one.hanging else ""
    items = "，".join(f"{name.region}/{name.slug}" for name in one.plan.items)
    told = (one.code, one.region, one.plan.hall_name, one.where, f"{one.plan.kind}-{one.plan.size}", one.state_name, hanging, items)
    return "\t".join(told)

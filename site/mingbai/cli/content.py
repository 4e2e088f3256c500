"""Content in and out: ``init`` makes the database and loads content/ once, ``load`` prepares differences, ``export`` writes."""

from __future__ import annotations

from pathlib import Path

import click

from mingbai import clock, db
from mingbai.cli.config import config_option, settings_of
from mingbai.clock import asked_day
from mingbai.errors import Refusal
from mingbai.migrations.installation import Loaded, ensure, install
from mingbai.publishing.content import demand_related, read_folder, write_folder
from mingbai.publishing.differences import Differences, prepare
from mingbai.publishing.library import Library
from mingbai.publishing.releases import INSTALLATION, Copy, Decision, first_releases


def say(line: str) -> None:
    """Progress, on stderr."""
    click.echo(line, err=True)


@click.command()
@config_option
@click.pass_context
def init(context: click.Context, config: Path | None) -> None:
    """建立数据库，并把 content/ 装入空库（只装一次）。"""
    settings = settings_of(context, config)
    database = db.connect(settings.database)
    loaded = install(database, Path(settings.content), say, clock.now)
    if not loaded:
        say("数据库已就绪；没有装入新内容。")
    for one in loaded:
        click.echo(_told(one))


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@config_option
@click.pass_context
def load(context: click.Context, folder: Path, config: Path | None) -> None:
    """比较 DIR 与现有内容，把差异列成一个待审的发布；不直接公开。"""
    settings = settings_of(context, config)
    copies = read_folder(folder, say)
    if not copies:
        raise Refusal("目录里没有内容。", place=str(folder), remedy="目录应当有 guides/<地区代码>/<名称>.yaml 等文件。")
    database = ensure(settings, say)
    with db.writing(database) as (session, _):
        demand_related(copies, Library(session, clock.now()))
        differences = prepare(session, copies, _decision(copies, folder), clock.now())
    _report(differences)


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--on", metavar="DATE", default=None, help="导出这一天终了时施行的内容，如 2022-06-01；默认现在")
@config_option
@click.pass_context
def export(context: click.Context, folder: Path, on: str | None, config: Path | None) -> None:
    """把正在施行的全部内容写成文件，与装入时逐字节相同。"""
    day = asked_day(on) if on is not None else None
    database = ensure(settings_of(context, config), say)
    with db.reading(database) as session:
        written = write_folder(Library(session, clock.now()), folder, day, say)
    for name in written.removed:
        say(f"{'/'.join(part for part in name if part)}：文字已依法移除，未导出。")
    click.echo(f"{written.files} 份写入 {folder}")


def _decision(copies: tuple[Copy, ...], folder: Path) -> Decision:
    """Where all texts come from one document, the release is that document's; else it is named after the folder."""
    decisions = first_releases(copies, INSTALLATION)
    if len(decisions) == 1:
        return decisions[0]
    return Decision(title=f"装入 {folder.resolve().name} 的差异", actor_id=INSTALLATION)


def _told(loaded: Loaded) -> str:
    decision = loaded.decision
    number = f"（{decision.document_no}）" if decision.document_no else ""
    day = decision.issued if decision.dated == "printed" else "原文未载日期"
    return f"《{decision.title}》{number}\t{day}\t{len(decision.copies)} 项"


def _report(differences: Differences) -> None:
    rows = (
        ("新增", differences.added),
        ("变更", differences.changed),
        ("已在待审发布中", differences.prepared),
        ("已废止，未列入", differences.ended),
    )
    for word, names in rows:
        for name in names:
            click.echo(f"{word}\t{'/'.join(part for part in name if part)}")
    click.echo(f"未变\t{len(differences.unchanged)} 项")
    if differences.release is None:
        say("没有差异，未建立发布。")
    else:
        say(f"已建立第 {differences.release} 号发布（准备中），待人审核。")

"""``mingbai index``: bring the search index up to date, make it anew, or say what is stale."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from mingbai import clock, db
from mingbai.cli.config import config_option, settings_of
from mingbai.cli.content import say
from mingbai.cli.progress import Bar
from mingbai.errors import Conflict
from mingbai.migrations.installation import ensure
from mingbai.publishing.library import Library
from mingbai.search import refresh
from mingbai.search.engines import index_of
from mingbai.search.finding import Search, search_of
from mingbai.search.index import IndexBusy


@click.group()
def index() -> None:
    """全文索引：核对、重建、检查。"""


@index.command()
@config_option
@click.pass_context
def reconcile(context: click.Context, config: Path | None) -> None:
    """与数据库核对，只改有变化的。"""
    _bring_up(context, config, Search.reconcile)


@index.command()
@config_option
@click.pass_context
def rebuild(context: click.Context, config: Path | None) -> None:
    """从头重建；建好以前旧的照常回答。"""
    _bring_up(context, config, Search.rebuild)


@index.command()
@config_option
@click.pass_context
def check(context: click.Context, config: Path | None) -> None:
    """只核对，不改动；有差异时退出码为 1。"""
    settings = settings_of(context, config)
    with db.reading(ensure(settings, say)) as session:
        found = refresh.compare(Library(session, clock.now()), index_of(settings))
    click.echo(f"一致 {found.kept}，待更新 {found.put}，待删除 {found.dropped}")
    context.exit(1 if found.put or found.dropped else 0)


def _bring_up(context: click.Context, config: Path | None, work: Callable[[Search, Library, refresh.Progress], refresh.Changes]) -> None:
    settings = settings_of(context, config)
    try:
        with db.reading(ensure(settings, say)) as session, Bar("索引") as bar:
            done = work(search_of(settings), Library(session, clock.now()), bar.show)
    except IndexBusy as error:
        raise Conflict("另一个进程正在写索引。", remedy="请稍候再试。") from error
    click.echo(f"更新 {done.put}，删除 {done.dropped}，未变 {done.kept}")

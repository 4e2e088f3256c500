"""``mingbai serve``: makes the site ready and serves it in the foreground. For development and small sites; see docs/deploy.md for more."""

from __future__ import annotations

import logging
from pathlib import Path

import click
import plaster
import waitress
from pyramid.paster import setup_logging

from mingbai import clock, db
from mingbai.app import application
from mingbai.cli.config import config_option, settings_of
from mingbai.cli.content import say
from mingbai.errors import Refusal
from mingbai.migrations.installation import ensure
from mingbai.publishing.library import Library
from mingbai.search.engines import index_of
from mingbai.search.finding import Search
from mingbai.settings import Settings

_ADDRESS = {"host": "127.0.0.1", "port": "6543", "threads": "4"}


@click.command()
@config_option
@click.pass_context
def serve(context: click.Context, config: Path | None) -> None:
    """在前台运行网站（地址和端口见配置文件 [server:main]）。"""
    settings = settings_of(context, config)
    path = (config or context.find_root().obj or Path("development.ini")).resolve()
    setup_logging(str(path))
    _ready(settings)
    site = application(settings)
    told = {**_ADDRESS, **plaster.get_settings(str(path), "server:main")}
    click.echo(f"网站已就绪：http://{told['host']}:{told['port']}/  （按 Ctrl+C 停止）", err=True)
    logging.getLogger("waitress").setLevel(logging.ERROR)
    try:
        waitress.serve(site, host=told["host"], port=int(told["port"]), threads=int(told["threads"]), ident=None)
    except OSError as error:
        raise Refusal(
            f"端口 {told['port']} 不能使用：{error.strerror}。", remedy="请停掉占用它的程序，或在配置文件 [server:main] 中换一个端口。"
        ) from error


def _ready(settings: Settings) -> None:
    """Migrate, load an empty database, and bring the search index up to date; quick where nothing has changed."""
    database, index = ensure(settings, say), index_of(settings)
    with db.reading(database) as session:
        library = Library(session, clock.now())
        if index.state() != library.state().number:
            say("正在更新全文索引……")
            Search(index).heal(library)
    database.close()

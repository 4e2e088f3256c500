"""``mingbai serve``: makes the site ready and serves it in the foreground, in one process (waitress) or several (granian)."""

from __future__ import annotations

import gc
import logging
import logging.config
import os
from pathlib import Path

import click

from mingbai import clock, db
from mingbai.app import application, production
from mingbai.cli.config import config_option, settings_of
from mingbai.cli.content import say
from mingbai.errors import Refusal
from mingbai.migrations.installation import ensure
from mingbai.publishing.library import Library
from mingbai.search import chinese
from mingbai.search.engines import index_of
from mingbai.search.finding import Search
from mingbai.settings import Settings, section

_ADDRESS = {"host": "127.0.0.1", "port": "6543", "threads": "4", "workers": "1"}


@click.command()
@config_option
@click.pass_context
def serve(context: click.Context, config: Path | None) -> None:
    """在前台运行网站（地址、端口和进程数见配置文件 [server:main]）。"""
    settings = settings_of(context, config)
    path = (config or context.find_root().obj or Path("development.ini")).resolve()
    logging.config.fileConfig(path, disable_existing_loggers=False)
    _ready(settings)
    told = {**_ADDRESS, **section(path, "server:main")}
    say(f"网站已就绪：http://{told['host']}:{told['port']}/  （按 Ctrl+C 停止）")
    if int(told["workers"]) > 1:
        _with_workers(path, told)
    else:
        _in_this_process(settings, told)


def _in_this_process(settings: Settings, told: dict[str, str]) -> None:
    import waitress  # each server is loaded only where it serves: the first page comes sooner

    logging.getLogger("waitress").setLevel(logging.ERROR)
    try:
        waitress.serve(application(settings), host=told["host"], port=int(told["port"]), threads=int(told["threads"]), ident=None)
    except OSError as error:
        raise Refusal(
            f"端口 {told['port']} 不能使用：{error.strerror}。", remedy="请停掉占用它的程序，或在配置文件 [server:main] 中换一个端口。"
        ) from error


def _with_workers(path: Path, told: dict[str, str]) -> None:
    """Workers forked from this process after it has made the site and read the dictionaries, so that they share those pages.

    No connection to the database is open here: a connection must never be shared by a fork.
    """
    import granian.constants
    import granian.log

    os.environ["MINGBAI_CONFIG"] = str(path)
    production()
    chinese.warm()
    gc.collect()
    gc.freeze()  # else the first collection in each worker writes to every shared page
    granian.Granian(
        "mingbai.app:production",
        address=told["host"],
        port=int(told["port"]),
        interface=granian.constants.Interfaces.WSGI,
        http=granian.constants.HTTPModes.http1,
        workers=int(told["workers"]),
        blocking_threads=int(told["threads"]),
        factory=True,
        websockets=False,
        respawn_failed_workers=True,
        log_level=granian.log.LogLevels.warning,
    ).serve()


def _ready(settings: Settings) -> None:
    """Migrate, load an empty database, and bring the search index up to date; quick where nothing has changed."""
    database, index = ensure(settings, say), index_of(settings)
    with db.reading(database) as session:
        library = Library(session, clock.now())
        if index.state() != library.state().number:
            say("正在更新全文索引……")
            Search(index).heal(library)
    database.close()

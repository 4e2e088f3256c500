"""``mingbai serve``: makes the site ready and serves it in the foreground, in one process (waitress) or several (granian)."""

from __future__ import annotations

import gc
import logging
import os
import socket
from pathlib import Path

import click
from pyramid.request import Request

from mingbai.app import application, prepared, start_logging
from mingbai.cli.config import config_option, settings_of
from mingbai.cli.content import say
from mingbai.errors import Refusal
from mingbai.migrations.installation import ensure
from mingbai.search import chinese
from mingbai.search.engines import index_of
from mingbai.settings import Settings, section

_ADDRESS = {"host": "127.0.0.1", "port": "6543", "threads": "4", "workers": "1"}
_MOST = {"port": 65535, "threads": 256, "workers": 64}


@click.command()
@config_option
@click.pass_context
def serve(context: click.Context, config: Path | None) -> None:
    """在前台运行网站（地址、端口和进程数见配置文件 [server:main]）。"""
    settings = settings_of(context, config)
    path = (config or context.find_root().obj or Path("development.ini")).resolve()
    start_logging(path)
    told = _told(path)
    _free(told)
    _ready(settings)
    if int(told["workers"]) > 1:
        _with_workers(path, told)
    else:
        _in_this_process(settings, told)


def _told(path: Path) -> dict[str, str]:
    """What ``[server:main]`` says, with its numbers checked. Raises Refusal."""
    told = {**_ADDRESS, **section(path, "server:main")}
    for key, most in _MOST.items():
        if not (told[key].isascii() and told[key].isdigit() and 1 <= int(told[key]) <= most):
            raise Refusal(f"{key} = {told[key]} 不对。", place="配置文件 [server:main]", remedy=f"应当是 1 到 {most} 的整数。")
    return told


def _free(told: dict[str, str]) -> None:
    """Ask for the address before any work is done, so that nobody waits for a site that cannot be opened. Raises Refusal."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(told["host"], int(told["port"]), type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as asked:
            asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            asked.bind(address)
    except OSError as error:
        raise _taken(told, error) from error


def _taken(told: dict[str, str], error: OSError) -> Refusal:
    return Refusal(
        f"{told['host']} 的端口 {told['port']} 不能使用：{error.strerror}。",
        place="配置文件 [server:main]",
        remedy="请停掉占用它的程序，或换一个地址或端口。",
    )


def _announce(told: dict[str, str]) -> None:
    say(f"网站已就绪：http://{told['host']}:{told['port']}/  （按 Ctrl+C 停止）")


def _in_this_process(settings: Settings, told: dict[str, str]) -> None:
    import waitress  # each server is loaded only where it serves: the first page comes sooner

    logging.getLogger("waitress").setLevel(logging.ERROR)
    try:
        made = application(settings)
        server = waitress.create_server(  # whom a front server speaks for is decided by desk.front_servers, so its header must arrive
            made, host=told["host"], port=int(told["port"]), threads=int(told["threads"]), ident=None, clear_untrusted_proxy_headers=False
        )
    except OSError as error:
        raise _taken(told, error) from error
    _announce(told)
    made.registry.search_keeper.start()
    made.registry.tally_keeper.start()
    server.run()


def _with_workers(path: Path, told: dict[str, str]) -> None:
    """Workers forked from this process after it has made the site, its first page and the dictionaries, so that they share those.

    A connection to the database must never be shared by a fork, so those of the first page are closed before it.
    """
    import granian.constants
    import granian.log

    os.environ["MINGBAI_CONFIG"] = str(path)
    site = prepared()
    Request.blank("/").get_response(site)
    site.registry.database.close()
    index_of(site.registry.mingbai)  # the engine's code, too; its files are opened by each worker
    chinese.warm()
    gc.collect()
    _announce(told)
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
    """Migrate, and load an empty database. The search index follows in the background of each worker."""
    ensure(settings, say).close()

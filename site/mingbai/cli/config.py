"""The settings of a command: the file named by ``--config``, before or after the command's own name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from pyramid.paster import get_appsettings

from mingbai import settings
from mingbai.errors import Refusal


def config_option(command: Any) -> Any:
    """Decorate a command so that it takes ``--config`` after its name too; it receives ``config`` as a Path or None."""
    return click.option("--config", type=click.Path(path_type=Path), default=None, help="配置文件，默认 ./development.ini")(command)


def settings_of(context: click.Context, config: Path | None = None) -> settings.Settings:
    """Settings from ``config``, else from the group's ``--config``. Raises Refusal if there is no such file."""
    path = (config or context.find_root().obj or Path("development.ini")).resolve()
    if not path.is_file():
        raise Refusal(f"找不到配置文件 {path.name}。", place=str(path.parent), remedy="请在项目目录中运行，或用 --config 指明配置文件。")
    return settings.read(get_appsettings(str(path), name="main"), here=path.parent)

"""The settings of a command: the file named by ``--config``, before or after the command's own name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from mingbai import settings


def config_option(command: Any) -> Any:
    """Decorate a command so that it takes ``--config`` after its name too; it receives ``config`` as a Path or None."""
    return click.option("--config", type=click.Path(path_type=Path), default=None, help="配置文件，默认 ./development.ini")(command)


def settings_of(context: click.Context, config: Path | None = None) -> settings.Settings:
    """Settings from ``config``, else from the group's ``--config``. Raises Refusal."""
    path = (config or context.find_root().obj or Path("development.ini")).resolve()
    return settings.read_file(path)

"""The ``mingbai`` command: one module for each noun, each command one function.

Results go to stdout, progress and errors to stderr. Exit 0 when it is done, 2 with one sentence when it is refused.
Commands are imported only when they are called, so that ``mingbai --help`` and small commands start at once.
"""

from __future__ import annotations

import importlib
import sys
import warnings
from pathlib import Path
from typing import Any, NoReturn

import click

from mingbai.cli import usage
from mingbai.errors import Refusal

# Pyramid 2.1 still asks pkg_resources; whoever types a command can do nothing about that.
warnings.filterwarnings("ignore", message="pkg_resources is deprecated", category=UserWarning)

COMMANDS = {
    "import": "mingbai.cli.importing:import_",
    "init": "mingbai.cli.content:init",
    "load": "mingbai.cli.content:load",
    "export": "mingbai.cli.content:export",
    "ledger": "mingbai.cli.ledger:ledger",
    "vanish": "mingbai.cli.vanish:vanish",
    "index": "mingbai.cli.index:index",
    "search": "mingbai.cli.search:search",
    "print": "mingbai.cli.printing:print_",
    "serve": "mingbai.cli.serve:serve",
    "hall": "mingbai.cli.hall:hall",
    "sign": "mingbai.cli.signs:sign",
    "people": "mingbai.cli.people:people",
    "demo": "mingbai.cli.people:demo",
}
"""Each command and where its function is."""


class Commands(click.Group):
    """Finds a command's function when it is called."""

    def list_commands(self, context: click.Context) -> list[str]:
        """The names in COMMANDS, in their order."""
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of that name, or None, which click turns into a sentence."""
        if name not in COMMANDS:
            return None
        module, function = COMMANDS[name].split(":")
        command: click.Command = getattr(importlib.import_module(module), function)
        return command

    def invoke(self, context: click.Context) -> Any:
        """Run the command; a Refusal, or a file that cannot be read or written, becomes its sentence on stderr and exit status 2."""
        try:
            return super().invoke(context)
        except click.UsageError as error:
            _leave(usage.sentence(error))
        except Refusal as refusal:
            _leave(str(refusal))
        except BrokenPipeError:
            raise  # whoever read the results has seen enough; click ends quietly
        except OSError as error:
            _leave(str(Refusal(f"不能读写：{error.strerror or error}。", place=str(error.filename or ""), remedy=DISK)))

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the words before the command's name; what cannot be understood is said in Chinese."""
        try:
            return super().make_context(*args, **kwargs)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            _leave(usage.sentence(error))


DISK = "请检查路径、权限和磁盘空间。"


def _leave(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(2)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--config", type=click.Path(path_type=Path), default=Path("development.ini"), show_default=True, help="配置文件")
@click.version_option(package_name="mingbai", message="%(prog)s %(version)s")
@click.pass_context
def main(context: click.Context, config: Path) -> None:
    """明白：办事指南从一份来文到处处可读。"""
    context.obj = config

"""What was typed wrongly, in Chinese: click itself speaks only English. Knows click's errors and no command."""

from __future__ import annotations

import click
from click import exceptions


def sentence(error: click.UsageError) -> str:
    """What ``error`` means and what to do about it, in one line."""
    path = error.ctx.command_path if error.ctx else "mingbai"
    return f"{_said(error)} 用法见 {path} --help。"


def _said(error: click.UsageError) -> str:
    if isinstance(error, exceptions.NoSuchCommand):
        return f"没有这个命令：{error.command_name}。"
    if isinstance(error, exceptions.NoSuchOption):
        return f"没有这个选项：{error.option_name}。"
    if isinstance(error, exceptions.MissingParameter):
        return f"缺少{_named(error)}。"
    if isinstance(error, exceptions.BadOptionUsage):
        return f"选项 {error.option_name} 后面缺少内容，或者写法不对。"
    if isinstance(error, click.BadParameter):
        return f"{_named(error)}不对{_range(error)}。"
    return f"看不懂这样的写法：{error.format_message()}"


def _named(error: click.BadParameter) -> str:
    one = error.param
    if one is None:
        return "参数"
    return f"选项 {one.opts[0]} " if isinstance(one, click.Option) else f"参数 {one.make_metavar(error.ctx) if error.ctx else one.name} "


def _range(error: click.BadParameter) -> str:
    """The numbers that would do, where the parameter is one of a range."""
    kind = error.param.type if error.param else None
    return f"，应当是 {kind.min} 到 {kind.max} 的整数" if isinstance(kind, click.IntRange) else ""

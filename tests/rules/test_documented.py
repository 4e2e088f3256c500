"""Every setting, command and kind of address is documented; what the docs name exists."""

from __future__ import annotations

import re
from dataclasses import fields

import click
import pytest

from mingbai.cli import COMMANDS, main
from mingbai.settings import Settings
from tests.rules.source import ROOT

SETTINGS = {one.metadata["key"]: one for one in fields(Settings)}


def test_the_settings_page_is_what_the_code_declares() -> None:
    rows = re.findall(r"^\| `([\w.]+)` \| (.*?) \| (.*?) \|$", (ROOT / "docs/settings.md").read_text(encoding="utf-8"), re.MULTILINE)
    declared = {key: (f"`{one.default}`" if one.default else "（空）", one.metadata["meaning"]) for key, one in SETTINGS.items()}
    assert {key: (default, meaning) for key, default, meaning in rows} == declared


@pytest.mark.parametrize("name", ["development.ini", "production.ini"])
def test_an_ini_file_shows_every_setting_with_a_comment(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    missing = [key for key in SETTINGS if not re.search(rf"^#? ?{re.escape(key)} *=", text, re.MULTILINE)]
    assert not missing, f"{name} does not show {missing}"


def commands() -> list[str]:
    context = click.Context(main)
    found = []
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        below = command.commands if isinstance(command, click.Group) else {}
        found += [f"{name} {one}" for one in below] or [name]
    return found


def test_every_command_is_on_the_commands_page() -> None:
    text = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    headed = re.findall(r"^## `mingbai ([\w -]+)`$", text, re.MULTILINE)
    assert sorted(headed) == sorted(commands())

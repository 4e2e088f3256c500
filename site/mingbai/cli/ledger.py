"""The ledger on the command line: is everything still as it was published?"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mingbai import db
from mingbai.cli.config import config_option, settings_of
from mingbai.cli.content import say
from mingbai.migrations import migrate
from mingbai.migrations.installation import ensure
from mingbai.publishing import triggers
from mingbai.publishing.ledger import head
from mingbai.publishing.ledger import verify as verified


@click.group()
def ledger() -> None:
    """发布记录（每次公开变动一条，前后相链）。"""

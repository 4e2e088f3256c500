"""The ledger on the command line: is everything still as it was published?"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mingbai import db
from mingbai.cli.config import config_option, settings_of
from mingbai.cli.content import say
from mingbai.migrations import is_current
from mingbai.migrations.installation import ensure
from mingbai.publishing import triggers
from mingbai.publishing.ledger import head
from mingbai.publishing.ledger import verify as verified


@click.group()
def ledger() -> None:
    """发布记录（每次公开变动一条，前后相链）。"""


@ledger.command()
@config_option
@click.pass_context
def verify(context: click.Context, config: Path | None) -> None:
    """核对全部发布记录、版本和文字。完好退出 0；否则退出 1，并指出最早被破坏的一条。"""
    settings = settings_of(context, config)
    database = db.connect(settings.database)
    with db.told():
        current = is_current(database)
    if not current:
        database = ensure(settings, say)
    with db.reading(database) as session:
        # Looked at before anything repairs them: a trigger that is gone is itself a finding.
        missing = triggers.missing(session.connection())
        broken = verified(session)
        last = head(session)
    for name in missing:
        say(f"保护触发器 {name} 缺失或被改动。运行 mingbai init 可恢复。")
    if broken is not None:
        click.echo(broken.sentence)
    elif not missing:
        click.echo(f"{last.number if last else 0} 条记录完好，末条 {last.hash if last else '—'}")
    sys.exit(1 if broken is not None or missing else 0)

"""``mingbai hall``: what a hall takes away from the machine."""

from __future__ import annotations

from pathlib import Path

import click

from mingbai import clock, db
from mingbai.cli.config import config_option, settings_of
from mingbai.cli.content import say
from mingbai.errors import Refusal
from mingbai.guides import regions
from mingbai.migrations.installation import ensure
from mingbai.printing.bundle import LONGEST, bundle_of
from mingbai.printing.gathering import imprint_of
from mingbai.publishing.library import Library
from mingbai.rendering.offline import offline_page
from mingbai.rendering.paper.sheet import day_words
from mingbai.search.sounds import spell


@click.group()
def hall() -> None:
    """办事大厅。"""


@hall.command()
@click.option("--region", metavar="CODE", required=True, help="大厅所在地区（六位代码）")
@click.option("--hall", "slug", metavar="大厅", default="", help="登记过的大厅的标识；不写为整个地区")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="写到这个文件，例如 离线窗口.html")
@click.option("--days", metavar="天数", type=int, default=30, show_default=True, help=f"有效期，最多 {LONGEST} 天")
@config_option
@click.pass_context
def bundle(context: click.Context, region: str, slug: str, out: Path, days: int, config: Path | None) -> None:
    """把一个大厅的指南、情形和告知单做成一个不用网络的 HTML 文件。"""
    if out.is_dir() or not out.parent.is_dir():
        raise Refusal("不能写到这里。", place=str(out), remedy="请检查 --out 的路径。")
    regions.region(region)
    settings, now = settings_of(context, config), clock.now()
    with db.reading(ensure(settings, say)) as session:
        made = bundle_of(Library(session, now), region, slug, imprint_of(settings, now), now, days)
    data = offline_page(made, Path(settings.templates) / "offline", spell)
    scratch = out.with_name(f".{out.name}.part")
    scratch.write_bytes(data)
    scratch.replace(out)
    click.echo(f"{len(made.items)} 项指南写入 {out}（{max(1, len(data) // 1024)} kB），有效期至{day_words(made.until)}")

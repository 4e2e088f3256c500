"""``mingbai print``: one product of one item, or of a whole place, into a file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from mingbai import clock, db
from mingbai.cli.config import config_option, settings_of
from mingbai.cli.content import say
from mingbai.errors import NotFound, Refusal
from mingbai.guides import regions
from mingbai.migrations.installation import ensure
from mingbai.printing.files import file_of
from mingbai.printing.gathering import collection_of, form_of, imprint_of, subject_of
from mingbai.printing.keeping import printer_within
from mingbai.printing.products import FORM, PLACE_PRODUCTS, PRODUCTS
from mingbai.publishing.library import Library
from mingbai.rendering.paper.sheet import Imprint, Paper


@click.command("print")
@click.argument("kind", metavar="种类")
@click.argument("slug", metavar="事项", required=False)
@click.option("--region", required=True, help="地区（六位代码）")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="写到这个文件；扩展名决定格式")
@click.option("--date", "on", metavar="DATE", default=None, help="按这一天终了时施行的内容打印，如 2026-11-21；默认今天")
@config_option
@click.pass_context
def print_(context: click.Context, kind: str, slug: str | None, region: str, out: Path, on: str | None, config: Path | None) -> None:
    """把一项（或一个地区）印成 PDF 等文件。"""
    _demand(kind, slug, out)
    regions.region(region)
    settings, moment = settings_of(context, config), _moment(on)
    with db.reading(ensure(settings, say)) as session:
        title, paper = _paper(Library(session, moment), kind, region, slug or "", imprint_of(settings, moment), moment)
        file = file_of(printer_within(settings), paper, kind, out.suffix.lower().removeprefix("."))
    scratch = out.with_name(f".{out.name}.part")
    scratch.write_bytes(file.data)
    scratch.replace(out)
    click.echo(f"{title}《{paper.title}》写入 {out}（{max(1, len(file.data) // 1024)} kB）")


def _demand(kind: str, slug: str | None, out: Path) -> None:
    """Refuse what cannot be meant, before the database is opened."""
    known = (*PRODUCTS, FORM.name, *PLACE_PRODUCTS)
    if kind not in known:
        raise NotFound(f"没有“{kind}”这种打印件。", remedy=f"现有：{'、'.join(known)}。")
    if kind not in PLACE_PRODUCTS and slug is None:
        raise Refusal(f"{kind} 要指明事项。", remedy=f"例如 mingbai print {kind} 事项 --region 320600 --out 文件.pdf。")
    if kind in PLACE_PRODUCTS and slug is not None:
        raise Refusal(f"{kind} 印整个地区，不要指明事项。", remedy=f"请去掉“{slug}”。")
    if not out.suffix:
        raise Refusal("看不出要写成哪种文件。", place=str(out), remedy="请加上扩展名，例如 .pdf。")
    if out.is_dir() or not out.parent.is_dir():
        raise Refusal(
            "不能写到这里：" + ("这是一个目录。" if out.is_dir() else "没有这个目录。"), place=str(out), remedy="请检查 --out 的路径。"
        )


def _moment(on: str | None) -> datetime:
    """Now, or the end of the day that was asked for."""
    now = clock.now()
    day = clock.asked_day(on) if on is not None else clock.day_of(now)
    return now if day == clock.day_of(now) else clock.end_of(day)


def _paper(library: Library, kind: str, region: str, slug: str, imprint: Imprint, moment: datetime) -> tuple[str, Paper]:
    """What people call the product, and its paper."""
    if kind in PRODUCTS:
        product = PRODUCTS[kind]
        return product.title, product.make(subject_of(library, region, slug, moment), imprint)
    if kind == FORM.name:
        return FORM.title, FORM.make(form_of(library, region, slug), imprint)
    of_place = PLACE_PRODUCTS[kind]
    return of_place.title, of_place.make(collection_of(library, region, moment), imprint)

"""``mingbai search``: ask the index from the command line, one query or a file of them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from mingbai import clock, db
from mingbai.cli.config import config_option, settings_of
from mingbai.cli.content import say
from mingbai.errors import Refusal
from mingbai.guides.regions import region as region_of
from mingbai.migrations.installation import ensure
from mingbai.publishing.library import Library
from mingbai.search.answers import answer, line
from mingbai.search.engines import index_of
from mingbai.search.finding import Search


@click.command()
@click.argument("query", required=False)
@click.option("--json", "form", flag_value="json", help="每条结果输出为 JSON")
@click.option("--text", "form", flag_value="text", default=True, hidden=True)
@click.option("--batch", type=click.Path(path_type=Path), help="一行一个查询的文件；一行一个 JSON 结果")
@click.option("--region", default="", help="只查一个地区（六位代码）")
@click.option("--limit", type=click.IntRange(1, 200), default=10, show_default=True, help="最多几条")
@config_option
@click.pass_context
def search(context: click.Context, query: str | None, form: str, batch: Path | None, region: str, limit: int, config: Path | None) -> None:
    """检索办事指南。"""
    if region:
        region_of(region)
    if query is not None and batch is not None:
        raise Refusal("查询词和 --batch 只能给出一个。", remedy="请去掉其中一个。")
    queries = _queries(query, batch)
    settings = settings_of(context, config)
    index = index_of(settings)
    with db.reading(ensure(settings, say)) as session:
        library, engine = Library(session, clock.now()), Search(index, Path(settings.search_index))
        if not index.mark():
            say("还没有全文索引，正在建立……")
        for typed in queries:
            results = engine.find(library, typed, region)
            if results.degraded:
                say("全文索引不能使用，只按事项名称查找。运行 mingbai index rebuild 可以重建。")
            found = answer(results, limit)
            click.echo(line(found) if batch or form == "json" else _told(found))


def _queries(query: str | None, batch: Path | None) -> Iterable[str]:
    """What is asked, each exactly as typed; a line of ``batch`` less its line feed. All of it is read before anything is answered."""
    if batch is None and query is None:
        raise Refusal("请给出要查的词，或用 --batch 指明文件。")
    if batch is not None and not batch.is_file():
        raise Refusal("找不到这个查询文件。", place=str(batch), remedy="请检查路径。")
    data = batch.read_bytes() if batch is not None else os.fsencode(query or "")
    lines = data.removesuffix(b"\n").split(b"\n") if batch is not None and data else [data] * (batch is None)
    return [_decoded(line, f"{batch} 第 {number} 行" if batch else "查询词") for number, line in enumerate(lines, 1)]


def _decoded(line: bytes, place: str) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal("不是 UTF-8 文字。", place=place, remedy="请另存为 UTF-8 再试。") from error


def _told(found: dict[str, Any]) -> str:
    """An answer for a person: what was understood, then a guide a line, best first, with its address on the site."""
    lines = [found["understood"]] if found["understood"] else []
    for place, one in enumerate(found["results"], 1):
        lines.append(f"{place:3}  {one['region_name']}  {one['name']}  {one['region_code']}/{one['slug']}")
    return "\n".join(lines if found["results"] else [*lines, "没有找到。"])

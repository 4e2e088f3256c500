"""``mingbai import``: agencies' documents to guides in files, with a report. It never publishes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click
from click.core import ParameterSource

from mingbai.cli.config import config_option, settings_of
from mingbai.errors import Refusal
from mingbai.guides import regions
from mingbai.guides.kinds import Service
from mingbai.guides.text import parse
from mingbai.importing.child import USUAL, within_limits
from mingbai.importing.pipeline import Imported, import_document
from mingbai.importing.read.kind import kind_of
from mingbai.importing.report import as_json
from mingbai.importing.write import content_files, guide_files, write_files


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--region", metavar="CODE", help="六位行政区划代码；文件里看不出是哪个地区时必须给出")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="只写指南，写到 DIR/<区划>/")
@click.option("--content", type=click.Path(path_type=Path), metavar="ROOT", help="全部写出，按 content/ 的布局写到 ROOT")
@click.option("--report", type=click.Path(path_type=Path), metavar="FILE", help="把导入报告写成 JSON")
@config_option
@click.pass_context
def import_(
    context: click.Context,
    files: tuple[Path, ...],
    region: str | None,
    out: Path | None,
    content: Path | None,
    report: Path | None,
    config: Path | None,
) -> None:
    """把一份或几份来文（txt、docx、xlsx、pdf、doc、wps）导入成办事指南。

    有疑问和损坏时照样完成，写在报告里；读不了的文件用一句话说明，什么也不写。
    """
    if (out is None) == (content is None):
        raise Refusal("--out 和 --content 要给出其中一个。", remedy="--out 只写指南；--content 写出指南、表单和来文。")
    if region is not None:
        regions.region(region)
    services = services_in(_content(context, config) / "services")
    imports = [_imported(file, region, services) for file in files]
    root, texts = (out, guide_files(imports)) if out is not None else (content, content_files(imports))
    told = {str(report.resolve()): _reports(imports)} if report is not None else {}
    write_files(texts | told, root or Path())


def _content(context: click.Context, config: Path | None) -> Path:
    """The content folder of the settings; content/ where no settings are, since importing needs no installation."""
    root = context.find_root()
    named = config is not None or root.get_parameter_source("config") is not ParameterSource.DEFAULT
    if named or Path(root.obj).is_file():
        return Path(settings_of(context, config).content)
    return Path("content")


def services_in(folder: Path) -> tuple[Service, ...]:
    """The services in ``folder``, by file name; none where there is no such folder."""
    return tuple(parse(path.read_text(encoding="utf-8"), kind=Service, file=str(path)) for path in sorted(folder.glob("*.yaml")))


def _imported(file: Path, region: str | None, services: Sequence[Service]) -> Imported:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise Refusal("打不开这个文件。", place=str(file), remedy="请检查路径和权限。") from error
    click.echo(f"正在导入 {file.name} ……", err=True)
    one = _safely(file.name, data, region, services)
    counts, found = one.report.counts, one.report
    said = f"指南 {counts['guides']}，表单 {counts['forms']}，来文 {counts['documents']}；放好 {found.share:.1%}，"
    click.echo(f"  {said}未放 {len(found.unplaced)} 处，提示 {len(found.findings)} 条", err=True)
    return one


def _safely(name: str, data: bytes, region: str | None, services: Sequence[Service]) -> Imported:
    """Import in this process what is plain text; anything else, which a hostile file may use to hang a reader, in a child with limits."""
    if kind_of(name, data) == "txt":
        return import_document(name, data, region=region, services=services)
    return within_limits(name, USUAL, import_document, name, data, region=region, services=services)


def _reports(imports: Sequence[Imported]) -> str:
    """One report, or a list of them where there were several files."""
    data = [as_json(one.report) for one in imports]
    return json.dumps(data[0] if len(data) == 1 else data, ensure_ascii=False, indent=1) + "\n"

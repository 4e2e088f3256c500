"""``mingbai vanish``: two people remove the words of a version that the law orders away, from everywhere this site keeps them.

The transaction first, then whatever can hold a copy: database file, index, PDFs, documents handed in. Run again after an
interruption, it finds the words gone and does the rest.
"""

from __future__ import annotations

from pathlib import Path

import click

from mingbai import clock, db
from mingbai.cli.config import config_option, settings_of
from mingbai.cli.content import say
from mingbai.cli.progress import Bar
from mingbai.cli.proving import asking, prove
from mingbai.errors import Conflict, Refusal
from mingbai.guides.layout import KINDS, kind_of
from mingbai.guides.version import Name
from mingbai.intake.files import MEGABYTE, Files
from mingbai.intake.purging import TABLES as OF_INTAKE
from mingbai.intake.purging import Source, purge_found, purge_read, purged, sources_of
from mingbai.migrations.installation import ensure
from mingbai.people.rules import rules_of
from mingbai.publishing.library import Library
from mingbai.publishing.vanishing import TABLES as OF_PUBLISHING
from mingbai.publishing.vanishing import Copies, Vanishing, Words, copies_of, words_of
from mingbai.search.finding import search_of
from mingbai.search.index import IndexBusy
from mingbai.settings import Settings
from mingbai.signage.purging import TABLES as OF_SIGNS
from mingbai.signage.purging import purge_prints


@click.command()
@click.argument("item", metavar="事项")
@click.argument("number", metavar="版本", type=int)
@click.option("--ground", metavar="依据", required=True, help="法律依据或文书；不要写出要移除的内容")
@click.option("--first", metavar="账号", required=True, help="签发人或安全管理员")
@click.option("--second", metavar="账号", required=True, help="另一人：安全管理员或签发人")
@click.option("--source", "sources", flag_value="remove", default="keep", help="连同登记过的来文原件一起移除；默认保留原件")
@click.option("--passwords-from", metavar="描述符", type=int, default=None, help="从打开的文件描述符逐行读口令，默认在终端询问")
@click.option("--yes", "confirmed", is_flag=True, help="不再询问是否确定")
@config_option
@click.pass_context
def vanish(
    context: click.Context,
    item: str,
    number: int,
    ground: str,
    first: str,
    second: str,
    sources: str,
    passwords_from: int | None,
    confirmed: bool,
    config: Path | None,
) -> None:
    """依法移除一个版本的文字：两人办理，写明依据。摘要和发布记录保留，文字不能恢复。"""
    settings = settings_of(context, config)
    database, name = ensure(settings, say), _name(item)
    with db.reading(database) as session:
        words = words_of(session, name, number)
        documents = sources_of(session, words.names)
        _tell(words, copies_of(session, words), documents, sources)
    ask, rules = asking(passwords_from), rules_of(settings)
    people = [prove(database, rules, login, ask) for login in (first, second)]
    if not confirmed:
        click.confirm("移除之后不能恢复。确定移除吗？", abort=True, err=True)
    with db.writing(database) as (session, _):
        Vanishing(session, clock.now, *people).remove(words, ground)
        purge_found(session, words.names)
        purge_prints(session, [(holder.name, holder.number) for holder in words.holders])
        if sources == "remove":
            purge_read(session, documents)
    _sweep(settings, database)
    _report(settings, words, documents if sources == "keep" else ())


def _name(written: str) -> Name:
    """guide/320600/slug, or service/slug for a kind that belongs to no place."""
    kind, _, rest = written.partition("/")
    region, _, slug = rest.rpartition("/")
    if kind not in KINDS or not slug or bool(region) != KINDS[kind].regional:
        raise Refusal(f"看不懂这个事项：{written}。", remedy="请写成 guide/320600/编码 或 service/名称，与“历次变更”页的地址相同。")
    return Name(kind, region, slug)


def _shown(name: Name) -> str:
    return "/".join(part for part in name if part)


def _tell(words: Words, copies: Copies, documents: tuple[Source, ...], sources: str) -> None:
    """What is about to happen, before anybody proves who they are."""
    say("这段文字早已移除，只再清理可能留下的副本：" if words.gone else "将移除以下版本的文字（同一段文字一并移除）：")
    for holder in words.holders:
        say(f"  {_shown(holder.name)} 第 {holder.number} 版")
    say(f"工作台中的副本：草稿 {copies.drafts} 份，历次保存 {copies.editions} 份，批注 {copies.comments} 条。")
    if copies.kept:
        say(f"另有 {copies.kept} 份草稿不是从这一版写起的，予以保留，请自行检查。")
    for document in documents:
        say(f"来文“{document.name}”（第 {document.upload} 号）{'一并移除' if sources == 'remove' else '保留；要移除请加 --source'}")


def _sweep(settings: Settings, database: db.Database) -> None:
    """Everywhere that a copy may lie outside the tables. Each step may be done again."""
    files = Files(Path(settings.files), int(settings.desk_source_megabytes) * MEGABYTE)
    with db.reading(database) as session:
        for digest in purged(session):
            files.remove(digest)
    for path in sorted(Path(settings.pdf).rglob("*")):
        if path.is_file():
            path.unlink()
    search = search_of(settings)
    try:
        search.clear()
        with db.reading(database) as session, Bar("索引") as bar:
            search.reconcile(Library(session, clock.now()), bar.show)
    except IndexBusy as error:
        raise Conflict("文字已移除，但另一个进程正在写索引，索引还没有清理。", remedy="请再运行一次同一条命令。") from error
    db.scrub(database, (*OF_PUBLISHING, *OF_INTAKE, *OF_SIGNS))


def _report(settings: Settings, words: Words, kept: tuple[Source, ...]) -> None:
    """What was done, and what remains that this command does not touch."""
    for holder in words.holders:
        click.echo(f"已移除\t{_shown(holder.name)}\t第 {holder.number} 版\t{words.digest}")
    for document in kept:
        click.echo(f"仍保留\t来文“{document.name}”的原件和读出的内容（第 {document.upload} 号）")
    for name in words.names:
        path = Path(settings.content) / kind_of(name.kind).path(name.region, name.slug)
        if path.is_file():
            click.echo(f"仍保留\t{path}（装入时的文件，请自行检查）")
    say("备份、已下载的文件、搜索引擎的快照和前端服务器的缓存不在本站之内，请另行处理。")

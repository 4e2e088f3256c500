"""Every setting, declared once: its key in the .ini file, its default and what it means. Read at start-up, frozen after.

Knows no framework: a mapping of strings comes in (the ``[app:main]`` section), a frozen value comes out. A key that is not
declared here is refused, so a misspelt setting never falls silently back to its default.
"""

from __future__ import annotations

import configparser
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mingbai.errors import Refusal

_OTHERS = ("pyramid.", "jinja2.", "tm.")
"""Prefixes of keys that belong to the framework."""
_GIVEN = ("use", "here", "__file__")
"""Keys of paste's own."""


def setting(key: str, default: str, meaning: str) -> Any:
    """A declared setting: ``key`` as written in the .ini file, its ``default``, and its ``meaning`` for docs/settings.md."""
    return field(default=default, metadata={"key": key, "meaning": meaning})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings of a site, as text; paths are absolute once read."""

    database: str = setting(
        "sqlalchemy.url", "sqlite:///var/mingbai.sqlite", "数据库地址；默认内嵌 SQLite，多台机器用 postgresql+psycopg://"
    )
    content: str = setting("mingbai.content", "content", "首次装入空数据库的内容目录")
    templates: str = setting("mingbai.templates", "templates", "模板目录")
    static: str = setting("mingbai.static", "static", "样式、脚本和字体目录")
    search_index: str = setting("mingbai.search_index", "search_index", "全文索引目录，随时可以重建")
    files: str = setting("mingbai.files", "var/files", "运行中收到的文件")
    pdf: str = setting("mingbai.pdf", "var/pdf", "生成的 PDF，随时可以重建")
    search_engine: str = setting("search.engine", "whoosh", "全文检索引擎：whoosh（内嵌，到约 2,000 份指南）或 tantivy（更大的网站）")
    search_seconds: str = setting("search.seconds", "10", "每个工作进程隔多少秒在后台核对一次全文索引；0 为不定时核对")
    site_url: str = setting("site.url", "", "网站对外的完整地址，如 https://ybj.example.gov.cn；未设置时打印件标“样张”")
    site_name: str = setting("site.name", "医疗保障办事指南", "网站名称（SiteName）")
    site_domain: str = setting("site.domain", "", "网站域名（SiteDomain）")
    site_id_code: str = setting("site.id_code", "", "政府网站标识码（SiteIDCode），10 位")
    site_organ: str = setting("site.organ", "", "主办单位")
    site_contact: str = setting("site.contact", "", "联系方式")
    site_icp: str = setting("site.icp", "", "ICP 备案号")
    site_police: str = setting("site.police", "", "公安机关备案号")
    site_police_url: str = setting("site.police_url", "", "公安备案链接")
    site_find_error_url: str = setting("site.find_error_url", "", "“我为政府网站找错”入口链接")
    site_hotlines: str = setting("site.hotlines", "12393 医保服务热线, 12345 政务服务热线", "页脚与空结果页显示的热线，逗号分隔")
    desk_idle: str = setting("desk.idle_minutes", "15", "工作台无操作多少分钟后要重新登录")
    desk_longest: str = setting("desk.longest_hours", "12", "工作台一次登录最长多少小时")
    desk_tries: str = setting("desk.tries", "5", "连续登录失败几次后锁定（按账号，也按来源地址）")
    desk_locked: str = setting("desk.locked_minutes", "15", "锁定多少分钟")
    desk_password_days: str = setting("desk.password_days", "0", "口令用多少天后必须更换；0 为不限")
    desk_front_servers: str = setting(
        "desk.front_servers", "127.0.0.1, ::1", "前置服务器的地址，逗号分隔；只信它们报来的来源地址（X-Forwarded-For）"
    )
    desk_demo: str = setting("desk.demo", "no", "yes 时 mingbai demo 可以建试用账号；正式网站保持 no")
    desk_source_megabytes: str = setting("desk.source_megabytes", "50", "来文文件最大多少 MB")
    kiosk_idle: str = setting("kiosk.idle_seconds", "60", "自助机多少秒没有人碰就提示要回首页")
    kiosk_notice: str = setting("kiosk.notice_seconds", "20", "自助机的提示倒数多少秒后回首页；无障碍要求不少于 20 秒")
    kiosk_print: str = setting("kiosk.print", "no", "yes 时自助机的指南和清单页有打印按钮（机器要接打印机）；no 时只给二维码")
    kept_megabytes: str = setting("pages.kept_megabytes", "32", "每个工作进程保存已生成页面的内存上限（MB）")

    @property
    def address(self) -> str:
        """The site's address without a slash at its end, as codes and printed addresses begin; this machine's own while none is set."""
        return self.site_url.rstrip("/") or "http://localhost:6543"

    @property
    def sample(self) -> bool:
        """Whether the site has no address yet at which the public could read it: prints are then 样张, and no sign may be hung."""
        return not reachable(self.site_url)


_PATHS = ("content", "templates", "static", "search_index", "files", "pdf")


_OWN = ("local", "localhost", "internal", "lan", "home.arpa", "intranet", "corp", "test", "example", "invalid")
_OWN_TOO = ("example.com", "example.net", "example.org")
"""Ends of names that only a network's own machines know, or nobody (RFC 2606, 6761, 6762, 8375; names in use that never will be given)."""


def reachable(url: str) -> bool:
    """Whether ``url`` is an address that others than this machine's own network could open."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in ("http", "https") or not set(".:") & set(host):
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:  # a name: its end is never a number, so 127.1 is none (WHATWG URL, host parsing)
        return not f".{host}".endswith(tuple(f".{end}" for end in _OWN + _OWN_TOO)) and not host.rpartition(".")[2].isdigit()


def _checked(url: str) -> str:
    """The site's address as it will stand on paper: ``https://host[:port][/path]``, no slash at its end. Raises Refusal for another."""
    try:
        parts = urlsplit(url)
        plain = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0 and not set(url) & set("?#@\\")
    except ValueError:  # a port that is none, half an IPv6 address
        plain = False
    if url and not (plain and url.isprintable() and " " not in url):
        raise Refusal(
            f"site.url = {url[:60]} 不是一个网址。",
            place="配置文件 [app:main]",
            remedy="请写完整，例如 https://ybj.example.gov.cn，不带问号和井号。",
        )
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}" if url else ""


def read(section: Mapping[str, str], *, here: Path) -> Settings:
    """Settings from the ``[app:main]`` section of an .ini file that lies in ``here``. Raises Refusal on an unknown key."""
    keys = {one.metadata["key"]: one.name for one in fields(Settings)}
    own = {key: value.strip() for key, value in section.items() if not (key.startswith(_OTHERS) or key in _GIVEN)}
    unknown = sorted(set(own) - set(keys))
    if unknown:
        raise Refusal(f"没有这个设置：{unknown[0]}。", place="配置文件 [app:main]", remedy="请对照 docs/settings.md 检查拼写。")
    values = {one.name: own.get(one.metadata["key"], str(one.default)) for one in fields(Settings)}
    for name in _PATHS:
        values[name] = str((here / values[name]).resolve())
    values["database"] = _anchored(values["database"], here)
    values["site_url"] = _checked(values["site_url"])
    return Settings(**values)


def read_file(path: Path) -> Settings:
    """Settings from the ``[app:main]`` section of the .ini file at ``path``. Raises Refusal where there is none or it cannot be read."""
    return read(section(path, "app:main"), here=path.parent)


def section(path: Path, name: str) -> dict[str, str]:
    """The keys of one section of an .ini file, ``%(here)s`` filled in; empty where the file has no such section. Raises Refusal.

    Read with the standard library: the framework's way reads the metadata of every installed package first, a fifth of a second.
    """
    if not path.is_file():
        raise Refusal(f"找不到配置文件 {path.name}。", place=str(path.parent), remedy="请在项目目录中运行，或用 --config 指明配置文件。")
    given = {"here": str(path.parent), "__file__": str(path)}
    parser = configparser.ConfigParser(defaults=given, strict=True)
    try:
        parser.read_string(path.read_text(encoding="utf-8"), source=path.name)
        found = dict(parser[name]) if parser.has_section(name) else {}
    except (configparser.Error, UnicodeDecodeError) as error:
        told = str(error).splitlines()[0]
        raise Refusal(f"配置文件读不懂：{told}", place=str(path), remedy="请检查这一行：每行应为“键 = 值”。") from error
    return {key: value for key, value in found.items() if key not in given}


def _anchored(url: str, here: Path) -> str:
    """A relative SQLite file is taken from where the .ini file lies, not from where the command was typed."""
    prefix = "sqlite:///"
    path = url.removeprefix(prefix)
    if not url.startswith(prefix) or path.startswith("/") or path in ("", ":memory:"):
        return url
    return f"{prefix}{(here / path).resolve()}"

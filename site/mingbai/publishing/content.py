"""A content folder: the texts of all kinds as files, in and out. ``guides/<region>/<slug>.yaml``, ``services/<slug>.yaml`` …

Read whole or refused whole, with file, line and key. What is stored and what is written are the file's own bytes.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mingbai.errors import BadText, Refusal
from mingbai.guides.checks import Beside, wrong_relations
from mingbai.guides.layout import KINDS, Kind, kind_of
from mingbai.guides.version import Name
from mingbai.publishing.library import Library
from mingbai.publishing.releases import Copy, copy_of

Say = Callable[[str], None]
"""Where progress goes, a line at a time."""
_EVERY = 100


@dataclass(frozen=True, slots=True)
class Written:
    """What an export wrote, and the items whose words the law had removed, of which there is nothing to write."""

    files: int
    removed: tuple[Name, ...]


def read_folder(root: Path, say: Say) -> tuple[Copy, ...]:
    """Every text under ``root``, read as its kind. Raises BadText and Refusal; an absent or empty folder gives nothing."""
    if root.exists() and not root.is_dir():
        raise Refusal("这不是一个目录。", place=str(root))
    copies = []
    for path, kind in _files(root):
        copies.append(_copy(root, path, kind))
        if len(copies) % _EVERY == 0:
            say(f"已读 {len(copies)} 份 …")
    return tuple(copies)


def demand_related(copies: Iterable[Copy], library: Library | None = None) -> None:
    """Raise BadText where services, life events or lexicons name services that are neither among ``copies`` nor in force, name one
    twice, or have a word twice (``guides/checks/relations.py``)."""
    given = tuple(copies)
    services = {copy.name.slug for copy in given if copy.name.kind == "service"}
    events = {one.slug: one.title for one in library.listing("event")} if library else {}
    events |= {copy.name.slug: copy.value.name for copy in given if copy.name.kind == "event"}
    if library:
        services |= {one.slug for one in library.listing("service")}
    beside = Beside(services=frozenset(services), events=frozenset(events.items()))
    for copy in given:
        for wrong in wrong_relations(copy.value, beside):
            place = str(kind_of(copy.name.kind).path(copy.name.region, copy.name.slug))
            raise BadText(f"键 {wrong.field}：{wrong.sentence}", place=place, remedy=wrong.remedy)


def write_folder(library: Library, folder: Path, on: date | None, say: Say) -> Written:
    """Write what is in force (at the end of the day ``on``, else now) to ``folder``, which must be new or empty: all or nothing."""
    folder = folder.resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refusal("导出的目录必须是新的，或者是空的。", place=str(folder), remedy="请换一个目录。")
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        written = _write(library, part, on, say)
        if folder.exists():
            folder.rmdir()
        part.rename(folder)
    except OSError as error:
        raise Refusal(f"不能写入：{error.strerror}。", place=str(folder), remedy="请检查目录的权限和磁盘空间。") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return written


def _files(root: Path) -> Iterator[tuple[Path, Kind]]:
    """Every file of a known kind, in order. Hidden files are nobody's content; anything else that is not a text is refused."""
    for kind in KINDS.values():
        folder = root / kind.folder
        for path in sorted(folder.rglob("*")):
            if path.is_dir() or path.name.startswith("."):
                continue
            depth = len(path.relative_to(folder).parts)
            if path.suffix != ".yaml" or depth != (2 if kind.regional else 1):
                where = "<地区代码>/<名称>.yaml" if kind.regional else "<名称>.yaml"
                raise Refusal("这里不该有这个文件。", place=str(path.relative_to(root)), remedy=f"{kind.folder}/ 下只放 {where}。")
            yield path, kind


def _copy(root: Path, path: Path, kind: Kind) -> Copy:
    file = str(path.relative_to(root))
    if not path.is_file():
        raise Refusal("这不是一个可以读的文件。", place=file, remedy="链接可能断了，或者它是一个设备；请移走它。")
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadText("文件不是 UTF-8 编码。", place=file, remedy="请另存为 UTF-8。") from error
    copy = copy_of(Name(kind.name, path.parent.name if kind.regional else "", path.stem), text, file=file)
    for key, said in (("region", copy.name.region), ("slug", copy.name.slug)):
        if getattr(copy.value, key, said) != said:
            raise BadText(f"键 {key} 是“{getattr(copy.value, key)}”，与文件的位置“{said}”不符。", place=file, remedy="请改正其一。")
    return copy


def _write(library: Library, root: Path, on: date | None, say: Say) -> Written:
    root.mkdir(parents=True)
    files, removed = 0, []
    for kind in KINDS.values():
        for heading in library.listing(kind.name, on=on):
            version = library.version(*heading.name, heading.number)
            if version.text is None:
                removed.append(version.name)
                continue
            path = root / kind.path(version.region, version.slug)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(version.text.encode())
            files += 1
            if files % _EVERY == 0:
                say(f"已写 {files} 份 …")
    return Written(files, tuple(removed))

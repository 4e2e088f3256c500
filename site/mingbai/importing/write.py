"""Put what an import yielded into files, all of it or none: written beside the target first, then moved into place.

It writes only the items of this import and deletes nothing, so importing one document never touches another's files.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from mingbai.errors import Conflict, Refusal
from mingbai.guides.guide import Guide
from mingbai.guides.kinds import Document, Form
from mingbai.guides.text import dump
from mingbai.importing.pipeline import Imported


def guide_files(imports: Sequence[Imported]) -> dict[str, str]:
    """The guides as texts by path: ``<region>/<slug>.yaml``. Raises Conflict where two of the documents differ on one."""
    return _together((_path(guide), dump(guide)) for one in imports for guide in one.guides)


def content_files(imports: Sequence[Imported]) -> dict[str, str]:
    """Everything as texts by path, in the layout of content/: guides/, forms/ and documents/, each by region."""
    found = [(f"guides/{path}", text) for path, text in guide_files(imports).items()]
    for one in imports:
        found += [(f"forms/{_path(form)}", dump(form)) for form in one.forms]
        found += [(f"documents/{_path(document)}", dump(document)) for document in one.documents]
    return _together(found)


def write_files(files: Mapping[str, str], root: Path) -> None:
    """Write the texts at their paths under ``root``; an absolute path stands for itself.

    Nothing is changed unless every one of them could be written beside its place first. Raises Refusal.
    """
    targets = {Path(root, path): text for path, text in files.items()}
    try:
        _check(targets)
        with contextlib.ExitStack() as stack:
            staged = {target: _staged(stack, target, text) for target, text in targets.items()}
            for target, path in staged.items():
                path.replace(target)
    except OSError as error:
        place = str(error.filename2 or error.filename or "")
        raise Refusal(f"不能写入：{error.strerror}。", place=place, remedy="请检查路径、权限和磁盘空间。") from error


def _check(targets: Iterable[Path]) -> None:
    """What would fail only at the very end: a folder that stands where a file has to be."""
    for target in targets:
        if target.is_dir():
            raise Refusal("这里已有一个同名的目录，不能写成文件。", place=str(target), remedy="请换一个位置，或移走这个目录。")


def _staged(stack: contextlib.ExitStack, target: Path, text: str) -> Path:
    """``text`` in a file beside ``target``, on the same disk, gone at the end if it was not moved."""
    target.parent.mkdir(parents=True, exist_ok=True)
    path = target.with_name(f".importing-{os.getpid()}-{hashlib.sha256(target.name.encode()).hexdigest()[:16]}")
    stack.callback(path.unlink, missing_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _together(texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """``texts`` by path. Two different texts under one path would lose one of them, so they are refused."""
    found: dict[str, str] = {}
    for path, text in texts:
        if found.setdefault(path, text) != text:
            raise Conflict("几份来文里都有这一项，而且不一样。", place=path, remedy="请分开导入，写到不同的目录，再由人取舍。")
    return found


def _path(item: Guide | Form | Document) -> str:
    return f"{item.region}/{item.slug}.yaml"

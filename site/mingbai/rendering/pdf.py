"""Sets a ``Paper`` in type with Typst: PDF/UA-1 and PDF/A-2a, the same bytes for the same paper.

The fonts are those beside the templates and no others, so a page looks alike on every machine; a character that they lack stops the
build (a-2a) instead of vanishing. Data goes in as JSON and is never read as markup. Knows no guide and no database.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator, Mapping
from datetime import datetime, time
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mingbai.clock import SHANGHAI
from mingbai.errors import Unprinted
from mingbai.guides.characters import around, called, missing
from mingbai.rendering.glyphs import printable
from mingbai.rendering.paper.sheet import Paper

STANDARDS = ["ua-1", "a-2a"]


class Setter:
    """Sets papers with the templates and fonts of one folder (templates/print). Safe between threads; one paper at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()

    @cached_property
    def _compiler(self) -> Any:
        """Typst with our fonts, loaded when first needed: some 100 MB that a process which prints nothing does without."""
        import typst

        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(self.folder / "fonts")])
        return typst.Compiler(root=str(self.folder), font_paths=fonts)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all that decides how a paper looks beside its data: templates, fonts, Typst itself."""
        found = hashlib.sha256(version("typst").encode())
        for path in sorted(one for one in self.folder.rglob("*") if one.suffix in (".typ", ".ttf")):
            found.update(path.relative_to(self.folder).as_posix().encode())
            found.update(hashlib.sha256(path.read_bytes()).digest())
        return found.hexdigest()

    def key(self, paper: Paper) -> str:
        """Under what the PDF of ``paper`` may be kept: equal keys, equal bytes."""
        written = json.dumps([self.digest, paper.template, paper.title, str(paper.day), paper.data], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(written.encode()).hexdigest()

    @cached_property
    def characters(self) -> frozenset[str]:
        """The characters that all our fonts can print."""
        return printable(sorted((self.folder / "fonts").glob("*.ttf")))

    def pdf(self, paper: Paper) -> bytes:
        """The PDF of ``paper``. Raises Unprinted where it cannot be set, naming the character that the fonts lack where that is why."""
        self._demand_characters(paper)
        import typst

        moment = datetime.combine(paper.day, time(0), tzinfo=SHANGHAI)
        given = {"data": json.dumps({**paper.data, "document": paper.title}, ensure_ascii=False)}
        with self._lock:
            try:
                made = self._compiler.compile(
                    str(self.folder / f"{paper.template}.typ"),
                    format="pdf", sys_inputs=given, pdf_standards=STANDARDS, timestamp=moment,
                )  # fmt: skip
            except typst.TypstError as error:
                raise _refusal(paper, error) from error
        return bytes(made)

    def _demand_characters(self, paper: Paper) -> None:
        """Refuse what the fonts cannot print, before anything is set: one sentence for all of it, with the words around the first."""
        told = list(_strings([paper.title, paper.data]))
        lacking = missing("".join(told), self.characters)
        if lacking:
            place = next(text for text in told if lacking[0] in text)
            raise Unprinted(
                f"“{paper.title}”里有字库没有的字：{'、'.join(map(called, lacking[:10]))}，没有打印。",
                place=f"“{around(lacking[0], place)}”",
                remedy="请在指南中换成规范字，或者请管理员补充字库（docs/printing.md）。",
            )


def _strings(value: Any) -> Iterator[str]:
    """Every text in JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part)


def _refusal(paper: Paper, error: Any) -> Unprinted:
    told = str(getattr(error, "message", error))
    return Unprinted(f"“{paper.title}”排版失败：{told}", remedy="请把这句话告诉管理员；内容没有改动。")

"""A paper as a file to be handed out: its bytes, what it is called, what it is. The public pages, the desk and commands ask alike."""

from __future__ import annotations

from dataclasses import dataclass

from mingbai.printing.formats import PDF, file_name, format_of
from mingbai.printing.keeping import Printer
from mingbai.rendering.paper.sheet import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A finished file: its bytes, its Chinese name, its media type."""

    data: bytes
    name: str
    media: str


def file_of(printer: Printer, paper: Paper, product: str, ending: str) -> File:
    """``paper`` of ``product`` as a file with that ending. Raises NotFound where it is not made so; Unprinted."""
    if ending == "pdf":
        return File(data=printer.pdf(paper), name=file_name(paper, ending), media=PDF)
    kind = format_of(product, ending)
    data = printer.kept(paper, lambda: kind.make(paper), ending)
    return File(data=data, name=file_name(paper, ending), media=kind.type)

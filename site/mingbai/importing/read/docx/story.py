"""What the modules of this reader share while they walk through one document: its parts, its counters, and what it found."""

from __future__ import annotations

from mingbai.importing.blocks import Finding, Place
from mingbai.importing.read.docx.fields import Fields
from mingbai.importing.read.docx.names import W
from mingbai.importing.read.docx.numbering import Numbering
from mingbai.importing.read.docx.styles import Styles
from mingbai.importing.read.package import Node, Package, Relation
from mingbai.importing.read.refusal import TRUNCATED


class Story:
    """One document being read. Paragraphs are counted as they are met, cells' and text boxes' too: the count is the place."""

    def __init__(self, package: Package) -> None:
        self.package = package
        root = package.part(package.main)
        self.body: Node = None if root is None else root.find(W + "body")
        if self.body is None:
            raise TRUNCATED.of(package.name)
        self.styles = Styles(package.related("styles"))
        self.numbering = Numbering(package.related("numbering"))
        self.fields = Fields(self.body)
        self.relations: dict[str, Relation] = package.relations(package.main)
        self.notes = {sort: _by_id(package.related(sort), sort[:-1]) for sort in ("footnotes", "endnotes", "comments")}
        self.line = 0
        self._found: dict[tuple[str, int | None], Finding] = {}

    @property
    def here(self) -> Place:
        """The paragraph that is being read."""
        return Place(line=self.line, last=self.line)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found so far, in the order of the document; several of a kind in one paragraph are one."""
        return tuple(self._found.values())

    def find(self, kind: str, severity: str, sentence: str, excerpt: str = "") -> None:
        """Note something at the paragraph that is being read."""
        key = (kind, self.line)
        before = self._found[key].excerpt if key in self._found else ""
        told = f"{before} {excerpt}".strip()[:200]
        self._found[key] = Finding(kind=kind, severity=severity, sentence=sentence, place=self.here, excerpt=told)


def _by_id(root: Node | None, tag: str) -> dict[str, Node]:
    nodes = [] if root is None else root.findall(W + tag)
    return {node.get(W + "id", ""): node for node in nodes}

"""The text of one paragraph as printed: runs, fields, symbols, tracked changes; and the drawings and notes that hang on it."""

from __future__ import annotations

from dataclasses import dataclass, field

from mingbai.importing.read.docx.names import MC, A, M, W
from mingbai.importing.read.docx.shapes import alternative, drawing
from mingbai.importing.read.docx.story import Story
from mingbai.importing.read.package import Node
from mingbai.importing.read.symbols import printed

_THROUGH = {W + tag for tag in ("ins", "moveTo", "hyperlink", "smartTag", "sdtContent", "fldSimple", "customXml", "dir", "bdo", "rubyBase")}
_SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_DRAWINGS = {W + "drawing", W + "pict", W + "object"}


@dataclass(slots=True)
class Line:
    """A paragraph as read. ``boxes`` (line down the page, distance from the left, w:txbxContent) and ``notes`` (w:footnote,
    w:endnote) are read after it; ``extra`` is text of diagrams, one a paragraph."""

    text: str = ""
    boxes: list[tuple[int, float, Node]] = field(default_factory=list)
    notes: list[Node] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)


def line_of(story: Story, paragraph: Node) -> Line:
    """Read the content of a w:p, without its list number."""
    line = Line()
    _inside(story, paragraph, line)
    return line


def _inside(story: Story, node: Node, line: Line) -> None:
    for child in node:
        if isinstance(child.tag, str):
            _one(story, child, line)


def _one(story: Story, node: Node, line: Line) -> None:
    tag = node.tag
    if tag == W + "r":
        _run(story, node, line)
    elif tag in _THROUGH:
        _inside(story, node, line)
    elif tag in {W + "del", W + "moveFrom"}:
        dropped(story, node)
    elif tag == W + "sdt":
        _control(story, node, line)
    elif tag == MC + "AlternateContent":
        chosen = alternative(node)
        if chosen is not None:
            _inside(story, chosen, line)
    elif tag in {M + "oMath", M + "oMathPara"}:
        line.text += _formula(node)
    elif tag in _DRAWINGS:
        _drawn(story, node, line)


def _run(story: Story, run: Node, line: Line) -> None:
    if story.styles.hides(run):
        hidden = "".join(each.text or "" for each in run.iter(W + "t"))
        if hidden.strip() and not story.fields.in_code:
            story.find("hidden-text", "doubt", "这里有隐藏文字，不会打印出来，没有读入正文。", hidden)
            return
    fonts = run.find(f"{W}rPr/{W}rFonts")
    font = "" if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or ""
    for child in run:
        if isinstance(child.tag, str):
            _piece(story, child, font, line)


def _piece(story: Story, node: Node, font: str, line: Line) -> None:
    tag = node.tag
    if tag == W + "fldChar":
        line.text += story.fields.mark(node)
    elif tag == W + "instrText":
        story.fields.code(node.text or "")
    elif tag in _DRAWINGS:
        _drawn(story, node, line)
    elif story.fields.in_code:
        return
    elif tag == W + "t":
        line.text += printed(node.text or "", font)
    elif tag in _SIGNS:
        line.text += _SIGNS[tag]
    elif tag == W + "sym":
        line.text += _symbol(node)
    elif tag == W + "ruby":
        _inside(story, node, line)
    elif tag == MC + "AlternateContent":
        chosen = alternative(node)
        for child in () if chosen is None else chosen:
            _piece(story, child, font, line)
    else:
        _reference(story, node, line)


def _symbol(node: Node) -> str:
    try:
        at = int(node.get(W + "char", ""), 16)
    except ValueError:
        return ""
    return printed(chr(at), node.get(W + "font", "")) if 32 <= at < 0xD800 or 0xE000 <= at <= 0xFFFD else ""


def _reference(story: Story, node: Node, line: Line) -> None:
    sort = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes", W + "commentReference": "comments"}.get(node.tag)
    note = story.notes[sort].get(node.get(W + "id", "")) if sort else None
    if note is None:
        return
    if sort == "comments":
        told = "".join(each.text or "" for each in note.iter(W + "t"))
        story.find("comment", "info", "这里有一条批注，没有读入正文。", told)
    else:
        line.notes.append(note)


def _control(story: Story, node: Node, line: Line) -> None:
    """A content control; the grey prompt of one that nobody filled in is no text of the document."""
    content = node.find(W + "sdtContent")
    if content is None:
        return
    if node.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
        prompt = "".join(each.text or "" for each in content.iter(W + "t"))
        story.find("placeholder", "info", "这里是没有填写的内容控件，提示文字没有读入正文。", prompt)
        return
    _inside(story, content, line)


def dropped(story: Story, node: Node) -> None:
    """Report what a tracked deletion or move took out of the text."""
    words = "".join(each.text or "" for each in node.iter(W + "delText", W + "t"))
    if words.strip():
        story.find("tracked-change", "doubt", "这里有未接受的修订：按“接受全部修订”读入，删去的文字没有读入。", words)


def _formula(node: Node) -> str:
    """A formula as one line: a fraction as a/b, everything else in the order of writing."""
    if node.tag == M + "t":
        return node.text or ""
    parts = [_formula(child) for child in node if isinstance(child.tag, str) and not child.tag.endswith("Pr")]
    return "/".join(parts) if node.tag == M + "f" else "".join(parts)


def _drawn(story: Story, node: Node, line: Line) -> None:
    found = drawing(node)
    line.boxes += found.boxes
    for relation in found.diagrams:
        line.extra += _diagram(story, relation)
    if found.pictures:
        story.find("lost-picture", "damage", "这里有图片或嵌入的对象，里面的文字和图形没有读出，请对照原件。", found.title)
    if found.lines or len(found.boxes) > 1 or found.diagrams:
        story.find("lost-drawing", "damage", "这里有图形：框里的文字已按从上到下、从左到右读出，框之间的连线没有读出。")


def _diagram(story: Story, relation: str) -> list[str]:
    """The words of a SmartArt, one node a line."""
    target = story.relations.get(relation)
    root = story.package.part(target.target) if target else None
    points = [] if root is None else [node for node in root.iter() if isinstance(node.tag, str) and node.tag.endswith("}pt")]
    told = ("".join(each.text or "" for each in point.iter(A + "t")) for point in points)
    return [words for words in told if words.strip()]

"""A Word document from its first byte to its last: opened with our styles, headed and footed with the stamp, written with fixed times.

Header and footer carry what every sheet carries (standards 3.26, 3.27): item code, version, effective date, print date, address,
check code, page n of m. Knows no product.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from mingbai.rendering.paper.lines import foot
from mingbai.rendering.word import styles

SAMPLE = "样张：本站还没有设置正式网址，请勿对外张贴。"
_FIRST = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold: what every file of a package bears, so that equal papers give equal bytes."""


def opened(title: str, stamp: Mapping[str, Any], day: date, margins: styles.Margins = styles.USUAL) -> Document:
    """An empty document called ``title``, in our styles."""
    document = docx.Document()
    _emptied(document)
    styles.dress(document, margins)
    known = document.core_properties
    moment = datetime.combine(day, time(0))
    known.title, known.author, known.language = title, stamp["organ"] or stamp["site"], "zh-CN"
    known.last_modified_by, known.comments, known.revision = known.author, "", 1
    known.created = known.modified = moment
    return document


def stamped(section: Any, stamp: Mapping[str, Any], head: str) -> None:
    """Head and foot of a section that carries one version: below the stamp, address and page n of m."""
    footed(section, stamp, head, foot(stamp), stamp["address"])


def footed(section: Any, imprint: Mapping[str, Any], head: str, first: str, last: str) -> None:
    """Head and foot of a section: ``head`` with 样张 while there is no public address; below two lines, the second with page n of m."""
    above, below = section.header, section.footer
    above.is_linked_to_previous = below.is_linked_to_previous = False
    above.paragraphs[0].add_run(head)
    if imprint["sample"]:
        above.add_paragraph(style="Header").add_run(SAMPLE).bold = True
    below.paragraphs[0].add_run(first)
    _ruled(below.paragraphs[0])
    counted = below.add_paragraph(f"{last}\t第 ", style="Footer")
    field(counted, "PAGE", "1")
    counted.add_run(" 页，共 ")
    field(counted, "NUMPAGES", "1")
    counted.add_run(" 页")


def field(paragraph: Any, code: str, shown: str) -> None:
    """A field that Word works out, such as PAGE; ``shown`` stands there until it does (ECMA-376 part 1, 17.16)."""
    begin(paragraph, code)
    paragraph.add_run(shown)
    end(paragraph)


def stale_field(paragraph: Any, code: str) -> None:
    """A field of which nothing is known here, marked to be worked out when the document is opened (17.16.18, dirty)."""
    begin(paragraph, code).set(qn("w:dirty"), "true")
    end(paragraph)


def begin(paragraph: Any, code: str) -> Any:
    """Open a field; what stands there until it is worked out follows. Gives its first mark."""
    first = _mark(paragraph, "begin")
    told = OxmlElement("w:instrText")
    told.set(qn("xml:space"), "preserve")
    told.text = f" {code} "
    paragraph.add_run()._r.append(told)
    _mark(paragraph, "separate")
    return first


def end(paragraph: Any) -> None:
    """Close the field that was opened last."""
    _mark(paragraph, "end")


def written(document: Document) -> bytes:
    """The bytes of ``document``, the same for the same document."""
    loose, fixed = io.BytesIO(), io.BytesIO()
    document.save(loose)
    with zipfile.ZipFile(loose) as package, zipfile.ZipFile(fixed, "w") as kept:
        for name in package.namelist():
            entry = zipfile.ZipInfo(name, _FIRST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(entry, package.read(name))
    return fixed.getvalue()


def _emptied(document: Document) -> None:
    """python-docx begins with a file that carries a picture of itself, which file managers would show for ours, and a second copy of
    all styles for Word 2010."""
    for part in (document.part.package, document.part):
        for name in [name for name, one in part.rels.items() if one.reltype.endswith(("/thumbnail", "/stylesWithEffects"))]:
            del part.rels[name]


def _mark(paragraph: Any, kind: str) -> Any:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)
    return mark


def _ruled(paragraph: Any) -> None:
    """A fine line above."""
    shape, line, rule = paragraph._p.get_or_add_pPr(), OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "4"), ("color", "auto")):
        rule.set(qn(f"w:{name}"), value)
    line.append(rule)
    # The schema wants borders before tab stops and spacing (17.3.1.26).
    shape.insert_element_before(line, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr")

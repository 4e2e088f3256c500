"""The 清单 of a place as a wide table (A3 landscape): one row a guide, sections by main item, the columns of the national form.

The columns are those of 医保发〔2020〕18号's 清单 as the documents print it; one that no guide of the place states is left out. Each row
ends in the version that it shows and its check code, so that a single row can be checked.
"""

from __future__ import annotations

from typing import Any

from mingbai.guides.guide import Material
from mingbai.rendering.coded import CHANNELS
from mingbai.rendering.page import BasisLine, GuidePage, MaterialLine
from mingbai.rendering.paper.collection import Collection, cover
from mingbai.rendering.paper.sheet import Imprint, Paper
from mingbai.rendering.paper.subject import Subject

COLUMNS = (
    ("ordinal", "序号"),
    ("name", "子项"),
    ("code", "子项编码"),
    ("materials", "办理材料"),
    ("kind", "事项类型"),
    ("levels", "办理层级"),
    ("ways", "办理渠道"),
    ("limit", "办理时限"),
    ("stages", "办理环节"),
    ("remarks", "备注"),
    ("basis", "设定依据"),
    ("version", "版次和校验码"),
)
ASKED = ("materials", "levels", "ways", "limit", "stages")
"""What a citizen asks first: where the record does not state it, the cell says 原文未载明 instead of staying empty."""


def checklist_paper(collection: Collection, imprint: Imprint) -> Paper:
    """The 清单 of a place or a release."""
    rows = checklist_rows(collection)
    held = {key for group in rows for row in group["rows"] for key, said in row.items() if said}
    columns = [{"key": key, "title": title, "asked": key in ASKED} for key, title in COLUMNS if key in held]
    data = {"cover": cover(collection, imprint), "columns": columns, "groups": rows}
    return Paper(template="checklist", title=checklist_title(collection), data=data, day=imprint.day)


def checklist_title(collection: Collection) -> str:
    """What the 清单 is called."""
    return f"{collection.place.replace(' ', '')}医疗保障经办政务服务事项清单"


def checklist_rows(collection: Collection) -> list[dict[str, Any]]:
    """Main items with their rows: each cell a list of paragraphs, empty where the record does not state it."""
    return [{"heading": group.heading, "rows": [_row(subject) for subject in group.subjects]} for group in collection.groups]


def _row(subject: Subject) -> dict[str, Any]:
    page, version = subject.page, subject.version
    guide = page.guide
    return {
        "ordinal": [str(guide.ordinal)] if guide.ordinal else [],
        "name": [guide.name],
        "code": [guide.code] if guide.code else [],
        "materials": _materials(page),
        "kind": [guide.item_kind] if guide.item_kind else [],
        "levels": list(guide.levels),
        "ways": [CHANNELS[kind] for kind in page.answers.ways],
        "limit": [guide.time_limit.raw] if guide.time_limit else [],
        "stages": list(guide.process_stages),
        "remarks": [*guide.material_notes, *page.remarks],
        "basis": [line.printed or _law(line) for line in page.basis],
        "version": [f"第{version.number}版", version.check_code],
    }


def _law(line: BasisLine) -> str:
    return "".join((line.cited or "", line.basis.document_no or "", line.basis.articles or ""))


def _materials(page: GuidePage) -> list[str]:
    """The materials of a guide as lines, each under the case that it belongs to."""
    found: list[str] = []
    for group in page.materials:
        if group.heading and page.headed:
            found.append(f"{group.heading}：")
        for line in group.lines:
            case = f"{group.heading}：" if group.heading and not page.headed else ""
            found.append(f"{line.number}. {case}{_material(line)}")
    return found


def _material(line: MaterialLine) -> str:
    return line.printed or _words(line.material, split=line.split)


def _words(one: Material, *, split: bool = False) -> str:
    """A material with all that stands under it, as a list in a cell says it."""
    choice = " 或 ".join(one.any_of)
    more = [one.copies, one.note, None if split or not choice else choice, f"可用代替：{one.substitute}" if one.substitute else None]
    below = "；".join(_words(child) for child in one.children)
    said = "；".join(part for part in more if part)
    return (choice if split else one.name) + (f"（{said}）" if said else "") + (f"：{below}" if below else "")

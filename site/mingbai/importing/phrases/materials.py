"""办理材料: what to bring, for whom, in which form; and the 备注 under it. Rule of the tree: standards.md 3.10.

Every word stays: ``raw`` is the entry as printed without its number, ``name`` the thing without the note in brackets behind it.
Knows no form and no item by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mingbai.guides.guide import FormRef, Material
from mingbai.importing.phrases.brackets import matches, split_outside
from mingbai.importing.phrases.forms import forms_in
from mingbai.importing.phrases.material import is_thing, read_material
from mingbai.importing.phrases.notes import read_notes, without_notes
from mingbai.importing.phrases.numbering import Part, split_list

_EDGE = " \t\n　；;，,、"
_NOTHING = re.compile(
    r"^(?:无|没有|暂无|/|—|-|不需要?|免|无需(?:提供|提交)?(?:任何)?(?:材料|资料)?|不需(?:提供|提交)(?:任何)?(?:材料|资料))[。.]?$"
)
_SENTENCE = re.compile(r"执行[。.]?$|^(?:办理|申请|所需)材料(?:按|根据|依据|详见|见|由|以)|^(?:按照?|根据|依据|详见)")
_COMPOSED = re.compile(r"[，,。.]?\s*(?:包括|包含|含|内容包括|具体包括|附|附有)[：:]?$")
_DEMAND = re.compile(
    r"[，,]?\s*(?:还|另|均|也|应当?|须|需要?|可|分别|同时)*(?:提供|提交|出具|携带|填写|准备)(?:的?(?:以下|下列|如下))?(?:的?(?:材料|资料))*(?:如下)?[：:]?$"
)
_NOBODY = re.compile(r"^(?:申请人?|申办人|办理人|参保人员?|办事群众|本人|请|需|应|办理时)?$|^(?:申请|申领|申报|办理)[^，。；的]{2,16}$")
"""Who brings what everybody brings, so that naming them is no case."""
_GROUP = re.compile(
    r"^(?:非?(?:基本|必备|必要|必须|必需)|共性|通用|其他|其它|补充|附加|特殊|可选|选择性|容缺)(?:提供|提交)?的?(?:材料|资料)$"
    r"|^(?:申请|申报|办理|所需|提交|受理|报送)?(?:材料|资料)(?:清单|目录)?$"
)
_ONE_OF = re.compile(r"任选其?[一1]|任一|[二三四五]选一|之一|其中[一1][项种个]|选择?其[一1]")
_FOR_ALL = re.compile(r"[（(]\s*((?:以上|上述|以下)[^（()）]*)[）)]\s*[。；;]?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Materials:
    """The materials in order, the notes under them (without 备注： and numbers), and the forms that either names."""

    materials: tuple[Material, ...] = ()
    notes: tuple[str, ...] = ()
    forms: tuple[FormRef, ...] = ()


def read_materials(lines: Sequence[str]) -> Materials:
    """Read the lines of one section, or of one cell. Materials that only a note names stay in that note."""
    body, noted = without_notes(lines)
    text, for_all = _without_closing_note(body)
    notes = (*read_notes(noted), *for_all)
    if _NOTHING.fullmatch(text.strip()) or _SENTENCE.search(text.strip()):
        return Materials(notes=(text.strip(), *notes), forms=forms_in("\n".join(notes)))
    materials = tuple(_walk(split_list(text), None, None))
    return Materials(materials=materials, notes=notes, forms=forms_in("\n".join([text, *notes])))


def _without_closing_note(text: str) -> tuple[str, tuple[str, ...]]:
    """``text`` without a last （以上材料均需加盖公章）, which is no note of the last material but of all."""
    found = _FOR_ALL.search(text.rstrip())
    return (text[: found.start()], (found[1].strip(),)) if found else (text, ())


def _walk(parts: Sequence[Part], situation: str | None, group: str | None) -> Iterator[Material]:
    """The materials of a list; a part that is only a heading gives its situation or group to what follows under it."""
    parts = _headed(parts)
    for part in parts:
        if part.children:
            yield from _branch(part, situation, group)
        else:
            yield from _leaf(part.text, situation, group)


def _headed(parts: Sequence[Part]) -> Sequence[Part]:
    """``parts``, with an unnumbered line that ends in a colon over the numbered parts below it as their heading."""
    if len(parts) < 2 or parts[0].label or parts[0].children or not re.search(r"[：:]\s*$", parts[0].text):
        return parts
    before, _, heading = parts[0].text.rpartition("\n")
    lead = (replace(parts[0], text=before, raw=before),) if before.strip() else ()
    return (*lead, Part(label="", text=heading, raw="\n".join([heading, *(part.raw for part in parts[1:])]), children=tuple(parts[1:])))


def _branch(part: Part, situation: str | None, group: str | None) -> Iterator[Material]:
    """A part with children: a heading over them, or a material that is made up of them."""
    text = part.text.strip(_EDGE)
    bare = re.sub(r"\s*\n\s*", "，", text.rstrip("：:。").strip())
    case = _DEMAND.sub("", bare)
    if not bare:
        yield from _walk(part.children, situation, group)
    elif _GROUP.search(bare) or (case != bare and _NOBODY.search(case)):
        yield from _walk(part.children, situation, bare)
    elif _COMPOSED.search(text) or (is_thing(bare) and case == bare):
        yield _composed(part, read_material(_COMPOSED.sub("", bare), situation, group))
    else:
        yield from _walk(part.children, _joined(situation, case), group)


def _composed(part: Part, owner: Material) -> Material:
    """``owner`` with the materials that it is made up of, or of which one will do."""
    children = tuple(_walk(part.children, None, None))
    one_of = tuple(child.name for child in children) if _ONE_OF.search(part.text) else owner.any_of
    return replace(owner, children=children, any_of=one_of, raw=part.raw.removeprefix(part.label).strip(_EDGE))


def _joined(outer: str | None, inner: str | None) -> str | None:
    """A case within a case: both are said."""
    return "，".join(one for one in (outer, inner) if one) or None


def _leaf(text: str, situation: str | None, group: str | None) -> Iterator[Material]:
    """One entry without children: several lines are several materials, the first of them perhaps a heading."""
    lines = _logical_lines(text)
    if len(lines) > 1 and not is_thing(lines[0]) and not re.search(r"[，。；]|;$", lines[0].rstrip("，,、 \t\n　")):
        situation, lines = _joined(situation, lines[0].rstrip("：: 　")), lines[1:]
    for line in lines:
        head, colon, rest = re.sub(r"[：:]", "：", line, count=1).partition("：")
        if colon and rest.strip() and _GROUP.search(head.strip()):
            group, line = head.strip(), rest
        yield from (read_material(one, situation, group) for one in _sentences(line))


def _logical_lines(text: str) -> list[str]:
    """The lines of ``text``; a line that only goes on with the one before (a narrow cell) is joined to it."""
    lines: list[str] = []
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        if lines and (line[0] in "）)》，,。；;、" or _reads_on(lines[-1], line)):
            lines[-1] += line
        else:
            lines.append(line)
    return lines


def _reads_on(line: str, following: str) -> bool:
    """Whether a bracket that opens in ``line`` closes in ``following``."""
    return any(opened < len(line) <= closed for opened, closed in matches(line + following).items())


def _sentences(line: str) -> list[str]:
    """An unnumbered row of materials, parted by ；, is one material each."""
    pieces = split_outside(line, "；;")
    return pieces if len(pieces) > 1 and all(is_thing(piece) for piece in pieces) else [line]

"""A sheet that hangs in a hall, as a value: exactly the words that are printed on it, so that they can be kept and compared later.

Standards 3.25 and 3.26, journeys 12: a sign is stale when what is *printed* on it differs from what is in force, not when there is a new
version. So a ``SignFace`` holds no version number and no date; those are printed beside it, from the stamps of the guides. Which fields
a sheet prints depends on its kind: a desk card carries no basis, so a new basis makes no card stale. Knows no register and no database.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import TypeAdapter

SignKind = Literal["placard", "poster", "card", "qr"]
SignSize = Literal["a3", "a4", "a5"]
KINDS: Mapping[str, str] = {"placard": "窗口公示", "poster": "海报", "card": "桌面卡片", "qr": "二维码牌"}
"""Kind of sign → what people call it."""
SIZES: Mapping[str, tuple[SignSize, ...]] = {"placard": ("a3", "a4"), "poster": ("a3", "a4"), "card": ("a5",), "qr": ("a4", "a5")}
"""Kind of sign → the sizes in which it can be printed; the first is the usual one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bring:
    """One material as a sheet prints it: its ``number`` in the guide, the ``case`` that it belongs to, its ``name``, and what stands
    under it (``more``)."""

    number: int
    case: str | None = None
    name: str
    more: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignItem:
    """One guide as a sheet prints it. ``limit`` and ``fee`` are the printed words; a field that the kind of sheet does not print, or
    the source does not state, is empty."""

    name: str
    code: str | None = None
    place: str
    who: tuple[str, ...] = ()
    where: str = ""
    limit: str = ""
    fee: str = ""
    materials: tuple[Bring, ...] = ()
    stages: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignFace:
    """The words of one sheet: its ``kind`` and ``size``, the full ``address`` that its QR code carries, the hall with its ``hours``,
    ``phones`` and ``complaints`` as lines, the window as printed above it, the site's hotlines, the items. Where in the hall it hangs
    is not printed and not here."""

    kind: SignKind
    size: SignSize
    address: str
    hall: str | None = None
    window: str | None = None
    hours: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    complaints: tuple[str, ...] = ()
    hotlines: tuple[str, ...] = ()
    items: tuple[SignItem, ...]


def projection(face: SignFace) -> dict[str, Any]:
    """``face`` as plain JSON, to be kept beside the sign and compared: equal projections, equal words on the sheet."""
    plain: dict[str, Any] = _ADAPTER.dump_python(face, mode="json", exclude_defaults=True)
    return plain


def face_from(kept: Mapping[str, Any]) -> SignFace:
    """The face of a kept projection. Raises ValueError (pydantic's) where it is none."""
    return _ADAPTER.validate_python(dict(kept))


_ADAPTER = TypeAdapter(SignFace)
_FACE_WORDS = {
    "kind": "种类", "size": "纸张", "address": "二维码的网址", "hall": "大厅", "window": "窗口",
    "hours": "办公时间", "phones": "电话", "complaints": "投诉电话", "hotlines": "热线",
}  # fmt: skip
_ITEM_WORDS = {
    "code": "编码", "place": "地区", "who": "能办吗", "where": "在哪办", "limit": "办理时限", "fee": "收费", "materials": "材料",
    "stages": "办理环节", "steps": "办理步骤", "basis": "依据", "contacts": "咨询投诉",
}  # fmt: skip


def words_of_difference(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    """What differs between two projections, in words, one line a field; empty where the sheet's words are the same.

    Items of a sheet have no other name than the printed one: a renamed item is told as one less and one more, save on a sheet of one.
    """
    before, after = face_from(old), face_from(new)
    told = list(_differing(_FACE_WORDS, before, after))
    if len(before.items) == len(after.items) == 1:
        return (*told, *_differing({"name": "事项名称", **_ITEM_WORDS}, before.items[0], after.items[0]))
    was, now = ({item.name: item for item in face.items} for face in (before, after))
    told += [f"增加事项：{name}" for name in now if name not in was]
    told += [f"减少事项：{name}" for name in was if name not in now]
    for name in (name for name in was if name in now):
        told += [f"{name}：{line}" for line in _differing(_ITEM_WORDS, was[name], now[name])]
    return tuple(told) or (("事项的次序变了",) if before != after else ())


def _differing(fields: Mapping[str, str], old: object, new: object) -> Iterable[str]:
    for name, words in fields.items():
        was, now = getattr(old, name), getattr(new, name)
        if was == now:
            continue
        if name == "materials":
            yield f"{words}：{_of_materials(was, now)}"
        elif isinstance(was, tuple):
            yield f"{words}：{_of_lines(was, now)}"
        else:
            yield f"{words}：{was or '（未写）'} → {now or '（未写）'}"


def _of_materials(was: tuple[Bring, ...], now: tuple[Bring, ...]) -> str:
    """Materials that came, went or say something else; numbers alone are no difference worth a line of its own."""
    before, after = ({(one.case, one.name): one.more for one in side} for side in (was, now))
    parts = [f"增加“{name}”" for case, name in after if (case, name) not in before]
    parts += [f"减少“{name}”" for case, name in before if (case, name) not in after]
    parts += [f"“{key[1]}”的要求变了" for key in before if key in after and before[key] != after[key]]
    return "，".join(parts) or "次序或编号变了"


def _of_lines(was: tuple[str, ...], now: tuple[str, ...]) -> str:
    parts = [f"增加“{line}”" for line in now if line not in was] + [f"减少“{line}”" for line in was if line not in now]
    return "，".join(parts) or "次序变了"

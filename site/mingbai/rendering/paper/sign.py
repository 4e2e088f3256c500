"""The sheet of a registered sign: what is printed of some guides at a hall's window (``face_of``), and the paper itself.

The words are a ``SignFace`` (face.py), which the register keeps; versions and print day are printed beside them from the stamps of the
guides. A placard, poster or card that nobody registered is the same sheet with /q/… in place of /s/…. Knows no register.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from mingbai.errors import Refusal
from mingbai.guides.guide import Material
from mingbai.guides.hall import Hall, Hours, Phone, Window
from mingbai.rendering.coded import AUDIENCES, CHANNELS
from mingbai.rendering.page import ContactLine, GuidePage, MaterialLine
from mingbai.rendering.paper.face import (
    KINDS,
    SIZES,
    Bring,
    SignFace,
    SignItem,
    SignKind,
    SignSize,
    face_from,
    projection,
    words_of_difference,
)
from mingbai.rendering.paper.hung import paper_of
from mingbai.rendering.paper.sheet import Imprint, Paper
from mingbai.rendering.paper.subject import Subject, lasting

__all__ = [
    "KINDS", "SIZES", "Bring", "SignFace", "SignItem", "SignKind", "SignSize", "face_from", "face_of", "hung_paper", "projection",
    "sign_paper", "words_of_difference",
]  # fmt: skip

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "placard": ("who", "where", "limit", "fee", "materials", "stages", "steps", "basis", "contacts"),
    "poster": ("who", "where", "limit", "fee", "materials", "stages", "steps", "contacts"),
    "card": ("who", "where", "limit", "fee", "materials"),
    "qr": (),
}
"""What a sheet of one item prints beside its name, code and place."""
_SHARED = ("limit", "fee", "materials")
"""What a sheet of several items prints of each."""


def face_of(
    subjects: Sequence[Subject],
    imprint: Imprint,
    *,
    path: str,
    kind: SignKind,
    size: SignSize,
    hall: Hall | None = None,
    window: Window | None = None,
) -> SignFace:
    """What a sheet of this kind prints of ``subjects`` at ``hall`` and ``window``. ``path`` is /s/{sign} or /q/{item}.

    Raises Refusal where there is nothing to print, or this kind has no such size.
    """
    if not subjects:
        raise Refusal("没有选择事项，做不出标识。", remedy="请至少选择一个事项。")
    if size not in SIZES[kind]:
        raise Refusal(f"{KINDS[kind]}没有 {size.upper()} 的。", remedy=f"请选择 {'、'.join(one.upper() for one in SIZES[kind])}。")
    fields = _FIELDS[kind] if len(subjects) == 1 or kind == "qr" else _SHARED
    return SignFace(
        kind=kind,
        size=size,
        address=f"{imprint.address}{path}",
        hall=hall.name if hall else None,
        window=window_words(window) if window else None,
        hours=_hours(hall) if hall else (),
        phones=tuple(map(phone_words, _phones(hall, window))),
        complaints=tuple(map(phone_words, hall.complaints)) if hall else (),
        hotlines=tuple(f"{number} {name}".strip() for number, name in imprint.hotlines),
        items=tuple(_item(subject, fields) for subject in subjects),
    )


def sign_paper(face: SignFace, subjects: Sequence[Subject], imprint: Imprint) -> Paper:
    """The sheet of a registered sign. ``subjects`` are the guides of the face's items, in the same order; the code is the face's address.

    Raises Refusal where they are not as many: a face that was kept is printed anew from what is in force, not from the past.
    """
    if len(subjects) != len(face.items):
        raise Refusal("标识上的事项与要打印的指南不一致。", remedy="请按现行内容重新生成这块标识。")
    return paper_of(face, subjects, imprint)


def hung_paper(subject: Subject, imprint: Imprint, *, kind: SignKind, size: SignSize) -> Paper:
    """One guide as a sheet of ``kind`` that nobody registered: its code leads to the item (/q/…)."""
    path = lasting(subject).path
    face = face_of([subject], imprint, path=path, kind=kind, size=size, hall=subject.hall, window=subject.window)
    return paper_of(face, [subject], imprint)


def _item(subject: Subject, fields: Iterable[str]) -> SignItem:
    """The printed words of one guide, without the fields that this sheet does not print."""
    page = subject.page
    every = {
        "who": tuple(page.guide.objects) or tuple(AUDIENCES[key] for key in page.guide.audiences),
        "where": where_words(page),
        "limit": page.guide.time_limit.raw if page.guide.time_limit else "",
        "fee": ("不收费" if page.answers.free else page.answers.fee) or "",
        "materials": tuple(bring(line, group.heading) for group in page.materials for line in group.lines),
        "stages": page.guide.process_stages,
        "steps": tuple(_steps(page)),
        "basis": tuple(_basis(page)),
        "contacts": tuple(_contact(line) for line in page.contacts),
    }
    printed = {name: every[name] for name in fields}
    return SignItem(name=page.guide.name, code=page.guide.code, place=subject.place, **printed)  # type: ignore[arg-type]


def where_words(page: GuidePage) -> str:
    """窗口、网上（县（市、区）、设区市): the ways in and the levels of office, as the answers say them."""
    by, levels = "、".join(CHANNELS[kind] for kind in page.answers.ways), "、".join(page.answers.levels)
    return f"{by}（{levels}）" if by and levels else by or levels


def bring(line: MaterialLine, heading: str | None) -> Bring:
    """One numbered material with what stands under it in one line."""
    found = line.material
    name = "或".join(found.any_of) if line.split else found.name
    return Bring(number=line.number, case=heading, name=name, more="；".join(_more(found, line)))


def _more(found: Material, line: MaterialLine) -> Iterable[str]:
    parts = (
        "或".join(found.any_of) if not line.split else None,
        found.copies,
        found.note,
        f"可用代替：{found.substitute}" if found.substitute else None,
        f"原文：{line.printed}" if line.printed else None,
        *(_child(child) for child in found.children),
    )
    return (part.strip().rstrip("；;。") for part in parts if part)


def _child(found: Material) -> str:
    """What stands under a material, with its own demands in brackets."""
    more = [part for part in ("或".join(found.any_of), found.copies, found.note, found.substitute, *map(_child, found.children)) if part]
    return f"{found.name}（{'；'.join(more)}）" if more else found.name


def _steps(page: GuidePage) -> Iterable[str]:
    """The steps in words: of its paths, or of the source's own chart where it tells no steps beside it."""
    for path in page.paths:
        ahead = f"{path.name}：" if path.name else ""
        yield from (ahead + step.text for step in path.steps)
    for drawing in () if any(path.steps for path in page.paths) else page.charts:
        yield from (step.text for step in drawing.steps)


def _basis(page: GuidePage) -> Iterable[str]:
    for line in page.basis:
        parts = (line.cited, line.basis.document_no, line.basis.articles)
        yield line.printed or " ".join(part for part in parts if part)


def _contact(line: ContactLine) -> str:
    one = line.contact
    return line.printed or " ".join(part for part in (one.kind, one.name, one.phone, one.address, one.hours) if part)


def _phones(hall: Hall | None, window: Window | None) -> Iterable[Phone]:
    if window and window.phone:
        yield Phone(number=window.phone, name="本窗口")
    yield from hall.phones if hall else ()


def phone_words(phone: Phone) -> str:
    """0513-5900… 咨询: the number and what it is for."""
    return f"{phone.number} {phone.name}" if phone.name else phone.number


def hours_words(hours: Hours) -> str:
    """周一至周五 09:00—12:00、13:30—17:00（夏季 …）."""
    said = f"{hours.days} {'、'.join(hours.times)}".strip()
    return f"{said}（{hours.note}）" if hours.note else said


def _hours(hall: Hall) -> tuple[str, ...]:
    return (*map(hours_words, hall.hours), *((hall.hours_note,) if hall.hours_note else ()))


def window_words(window: Window) -> str:
    """7 号窗口 医保待遇; a window whose number is a name (综合) is not given 号."""
    number = f"{window.number} 号窗口" if window.number.isdigit() else window.number
    return f"{number} {window.name}" if window.name else number

"""What a guide refers to and readers cannot find: an appendix that no form answers, a form without a blank to take away.

Source: a form without a downloadable blank is scored (standards 2.09); a reference that is absent or titled otherwise (journeys,
capabilities 4 and 5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingbai.guides.checks.findings import Beside, Blank, Check, excerpt, label, labels, public
from mingbai.guides.guide import FormRef, Guide

_REFERENCE = re.compile(
    r"附[录件表]\s*(?:表\s*)?[A-Z0-9]{1,2}(?![A-Za-z0-9])|(?<![一-龥])表\s*\d{1,2}(?!\d)|(?<=[见详照填按附])表\s*\d{1,2}(?!\d)"
)
_FORM = re.compile(r"《([^《》]{2,40}表(?:（[^（）]*）)?)》")


def found(guide: Guide, beside: Beside) -> Iterator[Check]:
    """References that lead nowhere or to a form of another name, and forms without a blank; nothing where the forms are not known."""
    yield from _absent(guide, beside.forms or ())
    if beside.forms is not None:
        yield from _titled_otherwise(guide, beside.forms)
        yield from _without_blank(guide, beside.forms)


def _named(guide: Guide) -> tuple[FormRef, ...]:
    return (*guide.forms, *guide.output_samples)


def _absent(guide: Guide, forms: tuple[Blank, ...]) -> Iterator[Check]:
    known = {_sign(ref) for ref in (*(one.ref for one in _named(guide)), *(one.ref for one in forms)) if ref}
    told: set[str] = set()
    for one in public(guide):
        for match in () if one.field.startswith(("forms", "output_samples", "basis")) else _REFERENCE.finditer(one.text):
            sign = _sign(match[0])
            if sign not in known and sign not in told:
                told.add(sign)
                yield Check(
                    kind="reference",
                    severity="advise",
                    field=one.field,
                    sentence=f"{label(one.field)}提到“{match[0]}”，样表里没有它。",
                    remedy="请补上这张表，或者改正所引的编号。",
                    excerpt=excerpt(one.text, match.start(), match.end()),
                )


def _sign(ref: str) -> str:
    """A reference as it is compared: 附件 J and 附录J are one, and so are 附件表1 and 表1."""
    return re.sub(r"附[录件表]|[表\s]", "", ref).upper()


def _titled_otherwise(guide: Guide, forms: tuple[Blank, ...]) -> Iterator[Check]:
    titles = {_sign(one.ref): one for one in forms if one.ref}
    for place, form in enumerate(guide.forms):
        blank = titles.get(_sign(form.ref)) if form.ref else None
        if blank is not None and not _alike(blank.name, form.name):
            yield Check(
                kind="reference:title",
                severity="advise",
                field=f"forms[{place}].ref",
                sentence=f"样表写《{form.name.strip('《》')}》（{form.ref}），{form.ref}其实是《{blank.name.strip('《》')}》。",
                remedy="请改正编号或名称。",
                excerpt=form.raw or f"{form.name} {form.ref}",
            )


def _without_blank(guide: Guide, forms: tuple[Blank, ...]) -> Iterator[Check]:
    wanted: dict[str, str] = {}
    for place, form in enumerate(guide.forms):
        wanted.setdefault(_key(form.name), f"forms[{place}].name")
    for place, material in enumerate(guide.materials):
        if material.form is None:
            for match in _FORM.finditer(material.name):
                wanted.setdefault(_key(match[1]), f"materials[{place}].name")
    lacking = {name: field for name, field in wanted.items() if not any(_alike(name, blank.name) for blank in forms)}
    if lacking:
        names = "、".join(f"《{name}》" for name in lacking)
        yield Check(
            kind="form",
            severity="advise",
            field=next(iter(lacking.values())),
            sentence=f"有 {len(lacking)} 张表没有空白表可以下载（{labels(list(lacking.values()))}）。",
            remedy="请把空白表作为表格加进来，再从指南里引用。",
            excerpt=names[:120],
        )


def _key(name: str) -> str:
    return re.sub(r"[《》〈〉“”\s]", "", name)


def _alike(one: str, other: str) -> bool:
    """Whether two names mean one form: texts print longer and shorter ones of the same."""
    first, second = _key(one), _key(other)
    return first in second or second in first

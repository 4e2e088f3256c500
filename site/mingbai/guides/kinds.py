"""The values of the other kinds of items that stand beside the guide: service, life event, lexicon, form, document.

Halls, instruments and organs come with the rooms that use them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mingbai.guides.guide import Audience, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One service of the national list: what makes the same item in several places one.

    ``name`` is the national name; ``aliases`` other official names, by which imported items are recognised; ``words`` and
    ``phrasings`` how people ask for it (for search only, never for recognising); ``order`` its place in the list;
    ``related`` the slugs of services that help with the same matter, the nearest first; ``need`` from 1 (few people) to 5 (most
    people) says how many need it: of two services that fit a query equally well, the one that more people need comes first.
    """

    schema: int = 1
    slug: str
    order: int
    name: str
    plain: str
    aliases: tuple[str, ...] = ()
    group: str
    audiences: tuple[Audience, ...] = ()
    life_events: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    phrasings: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    need: Literal[1, 2, 3, 4, 5] = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeEvent:
    """Something that happens in a life (出生, 退休) and brings several services with it, the most needed first.

    ``plain`` says in one sentence what is to be done; ``words`` and ``phrasings`` how people tell of it (for search only).
    """

    schema: int = 1
    slug: str
    order: int
    name: str
    plain: str
    services: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    phrasings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of the domain with the words that people use for it.

    ``same`` are its equals, which stand for it and for which it stands (医保电子凭证, 医保码); ``asked`` are everyday words, dialect, old
    names and wider words, which lead to the term but to which the term does not lead (骑手 → 灵活就业人员). ``services`` are the slugs
    of the services that such a word points at by itself, the surest first; none where the term only helps to find text.
    ``outside`` names the authority whose business it is where it is not ours (驾驶证 → 公安交通管理部门).
    """

    term: str
    same: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    outside: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """One list of terms by theme (jobs, illnesses, papers …): how people's words lead to the domain's. For search only."""

    schema: int = 1
    slug: str
    title: str
    note: str | None = None
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormCell:
    """One cell of a form's printed grid. ``text`` is the printed label, empty where somebody writes."""

    text: str = ""
    colspan: int | None = None
    rowspan: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTable:
    """A ruled grid of a form."""

    rows: tuple[tuple[FormCell, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPart:
    """One part of a form's layout in reading order: either printed ``text`` or a ``table``."""

    text: str | None = None
    table: FormTable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """Something to fill in: its printed ``label``; ``choices`` where boxes are printed; ``signature`` or ``date`` by ``kind``.

    ``group`` is the label printed before or above several fields (法定代表人 before 姓名), which tells fields of one label apart."""

    label: str
    kind: Literal["text", "choice", "date", "signature", "seal"] = "text"
    choices: tuple[str, ...] = ()
    group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A blank form as data: its fields and its layout."""

    schema: int = 1
    region: str
    slug: str
    name: str
    ref: str | None = None
    fields: tuple[FormField, ...] = ()
    layout: tuple[FormPart, ...] = ()
    notes: tuple[str, ...] = ()
    lost: str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One numbered clause, or one unnumbered paragraph, of a document. ``number`` as printed (4.1.2, 一)."""

    number: str | None = None
    title: str | None = None
    text: tuple[str, ...] = ()
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A notice (来文) or the reference clauses of a standard, verbatim."""

    schema: int = 1
    region: str
    slug: str
    title: str
    document_no: str | None = None
    issuer: str | None = None
    issued: str | None = None
    edition: str | None = None
    addressees: str | None = None
    clauses: tuple[Clause, ...] = ()
    attachments: tuple[str, ...] = ()
    source: Source | None = None

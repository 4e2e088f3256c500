"""The services of a standard: clauses whose sub-clauses are named like the sections of a guide, and the sub-services in them.

What a sub-clause says for the whole clause holds for every sub-service; what stands under a sub-service's name holds for that
one. Names vary from sub-clause to sub-clause and are matched by likeness. Knows no clause number and no service by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mingbai.guides.guide import Attribute, Guide
from mingbai.importing.blocks import Block, Finding, Paragraph
from mingbai.importing.families.clause_fields import Names, Passage, fields_of, is_frame
from mingbai.importing.families.clause_names import (
    are_names,
    best,
    field_named,
    is_channel,
    is_service,
    listed_names,
    subject,
)
from mingbai.importing.families.outline import Section, line
from mingbai.importing.family import Item

_DASHES = re.compile(r"^[—–]{1,2}\s*(?=\S)")
"""What GB/T 1.1 prints before the entries of a list that is not lettered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What was read from one service clause; ``structure`` is the headings and the sentences that only introduce a list."""

    items: tuple[Item, ...]
    structure: tuple[Block, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Named:
    """A sub-service: its name, and what else it is called in the clause."""

    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A passage, the blocks that it was read from, and the sub-service that it is for (None: for all)."""

    passage: Passage
    blocks: tuple[Block, ...]
    owner: int | None


def service_clauses(sections: Sequence[Section], above: Section | None = None) -> Iterator[tuple[Section, Section | None]]:
    """Every clause that says how a service is done, with the clause that it stands in."""
    for section in sections:
        if section.title and is_service(part.title for part in section.parts):
            yield section, above
        else:
            yield from service_clauses(section.parts, section)


def read_service(clause: Section, above: Section | None, forms: Mapping[str, str]) -> Read:
    """The guides of one service clause. ``forms`` gives the slug of each form of the document by its name."""
    title = clause.title or ""
    named, whole = _named(clause)
    pieces = list(_pieces(clause, [one.name for one in named]))
    items = []
    for owner, one in enumerate(named):
        own = [piece for piece in pieces if piece.owner in (None, owner)]
        main = title if len(named) > 1 or not _is_group(above) else above.title if above else None
        blocks = (clause.heading, *(block for piece in own for block in piece.blocks))
        items.append(Item(guide=_guide(one, main, own, (title, whole), forms), blocks=blocks))
    structure = tuple(block for block in clause.blocks if block is clause.heading or _frames(block, clause))
    return Read(items=tuple(items), structure=structure, findings=tuple(_unnamed(clause, named)))


def _guide(one: _Named, main: str | None, pieces: Sequence[_Piece], also: tuple[str, str], forms: Mapping[str, str]) -> Guide:
    names = Names(own=tuple(name for name in (one.name, *one.aliases, *also) if name), forms=forms)
    fields = fields_of([piece.passage for piece in pieces], names)
    summary = fields.get("summary")
    if summary and one.name != also[0]:
        title = next(piece.passage.title for piece in pieces if piece.passage.field == "summary")
        fields |= {"summary": None, "attributes": (Attribute(name=title, value=summary), *fields.get("attributes", ()))}
    return Guide(region="", slug="", name=one.name, aliases=one.aliases, main_item=main, **fields)


def _is_group(above: Section | None) -> bool:
    """Whether the clause above is a group of services (6.2 参保登记) and not a chapter (6 业务受理)."""
    return above is not None and above.title is not None and "." in above.number


def _named(clause: Section) -> tuple[list[_Named], str]:
    """The sub-services of a clause, or the clause itself where it has none; and the sentence of 服务内容."""
    title = clause.title or ""
    whole = next((_words(part) for part in clause.parts if field_named(part.title) == "summary"), "")
    listed = list(listed_names(whole, title))
    headed = _headed(clause, listed)
    if not headed:
        found = listed if are_names(listed, title) else [title]
        return [_Named(name, ()) for name in found], whole.rstrip("。")
    variants: list[list[str]] = [[name] for name in listed] if _all_listed(headed, listed) else []
    for name in headed:
        at = best(name, [names[0] for names in variants])
        if at is None:
            variants.append([name])
        elif name not in variants[at]:
            variants[at].append(name)
    return [_called(names, {whole, *headed}) for names in variants], whole.rstrip("。")


def _called(names: Sequence[str], printed: set[str]) -> _Named:
    """The name as 服务内容 prints it; where that only implies it (门诊、住院费用报销), as its own sub-clause does."""
    implied = len(names) > 1 and not any(names[0] in text for text in printed)
    first = names[1] if implied else names[0]
    return _Named(first, tuple(name for name in names[implied:] if name != first))


def _all_listed(headed: Sequence[str], listed: Sequence[str]) -> bool:
    return bool(listed) and all(best(name, listed) is not None for name in headed)


def _headed(clause: Section, listed: Sequence[str]) -> list[str]:
    """The names of sub-services that sub-clauses carry: listed ones, and titles that come back under a second field."""
    groups = [[_name_of(part) for part in field.parts] for field in clause.parts if field_named(field.title) and not _entries(field)]
    found: dict[str, None] = {}
    for at, group in enumerate(groups):
        others = [name for other in groups[:at] + groups[at + 1 :] for name in other if name]
        for name in filter(None, group):
            if best(name, listed) is not None or best(name, others) is not None:
                found[name] = None
    return list(found)


def _name_of(part: Section) -> str:
    """What a sub-clause of a field is about: its title, or the subject of its sentence."""
    if part.title is None:
        return subject(line(part.body[0])) if part.body else ""
    return "" if is_channel(part.title) or field_named(part.title) else part.title


def _pieces(clause: Section, names: Sequence[str]) -> Iterator[_Piece]:
    if body := _lines(clause.body):
        yield _Piece(Passage(field="summary", title="", under=None, lines=body), clause.body, None)
    for part in clause.parts:
        field = field_named(part.title)
        title = part.title or ""
        if body := _lines(part.body):
            yield _Piece(Passage(field=field, title=title, under=None, lines=body), part.body, None)
        if entries := _entries(part):
            blocks = tuple(inner.heading for inner in part.parts)
            yield _Piece(Passage(field=field, title=title, under=None, lines=entries), blocks, None)
        for inner in part.parts if not entries else ():
            yield _inner(inner, field, title, names)


def _entries(part: Section) -> tuple[str, ...]:
    """The titles of the sub-clauses of a field, where they are nothing but the entries of its list (5.1.2.1 登记表, 5.1.2.2 身份证)."""
    if not part.parts or not all(inner.title and not inner.body and not inner.parts for inner in part.parts):
        return ()
    return tuple(f"（{number}）{inner.title}" for number, inner in enumerate(part.parts, 1))


def _inner(inner: Section, field: str | None, title: str, names: Sequence[str]) -> _Piece:
    """A sub-clause of a field: one sub-service's, or a case, a path, a channel or a line that holds for all."""
    owner = best(_name_of(inner), names) if _name_of(inner) and len(names) > 1 else None
    within = field_named(inner.title)
    under = inner.title if inner.title and owner is None and not within and not _is_one(inner.title, names) else None
    lines = tuple(text for block_lines in (_lines(inner.body), *(_spread(part) for part in inner.parts)) for text in block_lines)
    blocks = tuple(block for block in inner.blocks if block is not inner.heading or inner.title is None or under)
    return _Piece(
        Passage(field=within or field, title=inner.title if within and inner.title else title, under=under, lines=lines), blocks, owner
    )


def _is_one(title: str, names: Sequence[str]) -> bool:
    return best(title, names) is not None


def _spread(section: Section) -> Iterator[str]:
    """The lines of a clause far down, its title first."""
    if section.title:
        yield section.title
    yield from _lines(section.body)
    for part in section.parts:
        yield from _spread(part)


def _lines(blocks: Sequence[Block]) -> tuple[str, ...]:
    return tuple(_DASHES.sub("", line(block).strip()) for block in blocks if line(block).strip())


def _words(section: Section) -> str:
    return "".join(_lines(section.body))


def _frames(block: Block, clause: Section) -> bool:
    """Whether a block is a heading inside the clause, or a sentence that only introduces a list."""
    if not isinstance(block, Paragraph):
        return False
    return is_frame(block.text) or any(block is section.heading and section.title is not None for section in _all(clause.parts))


def _all(sections: Sequence[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _all(section.parts)


def _unnamed(clause: Section, named: Sequence[_Named]) -> Iterator[Finding]:
    """A doubt for each sub-clause whose name is like none of the clause's sub-services."""
    for field in clause.parts if len(named) > 1 else ():
        for part in field.parts:
            if part.title and _name_of(part) and best(part.title, [one.name for one in named]) is None:
                sentence = f"“{part.title}”与本条所列的服务事项都对不上，按全部事项通用处理。"
                yield Finding(kind="unmatched-clause", severity="doubt", sentence=sentence, place=part.heading.place, excerpt=part.number)

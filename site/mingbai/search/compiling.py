"""Making the table from what is in force: services, lexicons, life events, and what guides are called and cite. Pure.

It knows no database; ``tables`` reads the library, keeps what was made and decides when it is made again.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from mingbai.guides.guide import Basis, Guide
from mingbai.guides.kinds import Lexicon, LifeEvent, Service
from mingbai.search import gazetteer
from mingbai.search.bank import ALONE, ELSEWHERE, counted
from mingbai.search.citings import Cites, Citings, citings_of
from mingbai.search.entry import cited
from mingbai.search.sounds import sounds_of
from mingbai.search.table import EMPTY, Facts, Meaning, Table, frozen, surface

SHAPE = "7"
"""Changes with the fields of the table, or with how it is counted, so that it is made again."""
EQUAL, ASKED = 1.0, 0.7
"""How surely an equal of a term, and a word that is only asked, lead to it."""
_NUMBER = re.compile(r"[一-鿿]{1,12}[〔\[［(（【]\s*\d{4}\s*[〕\]］)）】]\s*\d+\s*号")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """What a guide is called and what it cites: all that the table needs of it. Texts as printed.

    ``cites`` are title, articles and whole of each basis; ``refs`` what a form is numbered, and its name."""

    region: str
    service: str = ""
    name: str
    aliases: tuple[str, ...] = ()
    main_item: str = ""
    code: str = ""
    audiences: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    cites: tuple[tuple[str, str, str], ...] = ()
    refs: tuple[tuple[str, str], ...] = ()


def mentions_of(guide: Guide) -> Mentions:
    """The mentions of ``guide``."""
    return Mentions(
        region=guide.region,
        service=guide.service or "",
        name=guide.name,
        aliases=guide.aliases,
        main_item=guide.main_item or "",
        code=(guide.code or "").lower(),
        audiences=tuple(guide.audiences),
        laws=tuple(dict.fromkeys(basis.title for basis in cited(guide) if basis.title)),
        numbers=tuple(dict.fromkeys(number for basis in cited(guide) for number in _numbers(basis))),
        forms=tuple(dict.fromkeys(form.name for form in guide.forms)),
        cites=tuple((basis.title or "", basis.articles or "", basis.raw) for basis in cited(guide)),
        refs=tuple((form.ref, form.name) for form in guide.forms if form.ref),
    )


def compiled(
    services: Iterable[Service],
    lexicons: Iterable[Lexicon] = (),
    events: Iterable[LifeEvent] = (),
    guides: Iterable[Mentions] = (),
    before: Table = EMPTY,
) -> Table:
    """The table of what is in force. What was spelt and learned for the table ``before`` need not be spelt and learned again."""
    lexicons = tuple(lexicons)
    listed, stands = sorted(services, key=lambda one: (one.order, one.slug)), list(guides)
    terms, meanings = _terms(lexicons)
    facts = {one.slug: _facts(one, [guide for guide in stands if guide.service == one.slug]) for one in listed}
    laws = {surface(law): law for guide in stands for law in guide.laws}
    numbers = {surface(number): number for guide in stands for number in guide.numbers}
    forms = {surface(form): form for guide in stands for form in guide.forms}
    regions = tuple(sorted({guide.region for guide in stands}))
    return Table(
        services=facts,
        umbrellas=_umbrellas(listed, stands),
        terms=terms,
        meanings=meanings,
        spoken=_spoken(listed, meanings, forms),
        regions=regions,
        codes=tuple(sorted({guide.code for guide in stands if guide.code})),
        laws=laws,
        numbers=numbers,
        forms=forms,
        citings=_citings(stands),
        sounds=sounds_of(
            _sounding(listed, lexicons, forms, regions),
            (text for lexicon in lexicons for term in lexicon.terms for text in term.asked),
            (text for one in listed for text in one.phrasings),
            before.sounds,
        ),
        bank=counted(
            {**{one.slug: _asked(one) for one in listed}, ELSEWHERE: _elsewhere(lexicons), ALONE: _alone(facts, stands)}, terms, before.bank
        ),
    )


def written(mentions: Mentions) -> dict[str, Any]:
    """``mentions`` as data that JSON can hold."""
    return asdict(mentions)


def loaded(kept: dict[str, Any]) -> Mentions:
    """The mentions of what ``written`` gave. Raises TypeError for anything of another shape."""
    return Mentions(**frozen(kept))


def _citings(guides: list[Mentions]) -> Citings:
    return citings_of(
        dict.fromkeys(Cites(*one) for guide in guides for one in guide.cites),
        dict.fromkeys(number for guide in guides for number in guide.numbers),
        dict.fromkeys(form for guide in guides for form in guide.forms),
        dict.fromkeys(ref for guide in guides for ref in guide.refs),
    )


def _sounding(services: list[Service], lexicons: tuple[Lexicon, ...], forms: dict[str, str], regions: tuple[str, ...]) -> Iterator[str]:
    """What may be meant by a sound, the likeliest first: names of services, terms, words of services, forms, places."""
    terms = [term for lexicon in lexicons for term in lexicon.terms]
    for texts in (
        (text for one in services for text in (one.name, *one.aliases)),
        (text for term in terms for text in (term.term, *term.same)),
        (text for one in services for text in (one.group, *one.words)),
        forms.values(),
        gazetteer.spoken(regions),
    ):
        yield from texts


def _elsewhere(lexicons: Iterable[Lexicon]) -> list[str]:
    """The words of what is other authorities' business."""
    return [word for lexicon in lexicons for one in lexicon.terms if one.outside for word in (one.term, *one.same, *one.asked)]


def _alone(services: Container[str], guides: Iterable[Mentions]) -> list[str]:
    """What guides are called that are no service of the list: ours all the same."""
    alone = (guide for guide in guides if guide.service not in services)
    return [name for guide in alone for name in (guide.name, *guide.aliases, guide.main_item) if name]


def _asked(service: Service) -> tuple[str, ...]:
    return (service.name, *service.aliases, service.plain, *service.words, *service.phrasings)


def _numbers(basis: Basis) -> list[str]:
    return [basis.document_no] if basis.document_no else [found.group() for found in _NUMBER.finditer(basis.raw)]


def _facts(service: Service, guides: list[Mentions]) -> Facts:
    names = (service.name, *service.aliases, *(name for guide in guides for name in (guide.name, *guide.aliases)))
    return Facts(
        slug=service.slug,
        name=service.name,
        group=service.group,
        plain=service.plain,
        names=tuple(dict.fromkeys(surface(name) for name in names)),
        audiences=tuple(service.audiences),
        related=service.related,
        need=service.need,
        order=service.order,
    )


def _umbrellas(services: list[Service], guides: list[Mentions]) -> dict[str, tuple[str, ...]]:
    under: dict[str, dict[str, None]] = {}
    known = {one.slug for one in services}
    for one in services:
        under.setdefault(surface(one.group), {})[one.slug] = None
    for guide in guides:
        if guide.main_item and guide.service in known:
            under.setdefault(surface(guide.main_item), {})[guide.service] = None
    order = {one.slug: place for place, one in enumerate(services)}
    return {name: tuple(sorted(slugs, key=order.__getitem__)) for name, slugs in under.items() if len(slugs) > 1}


def _terms(lexicons: Iterable[Lexicon]) -> tuple[dict[str, tuple[tuple[str, float], ...]], dict[str, Meaning]]:
    leads: dict[str, dict[str, float]] = {}
    meanings: dict[str, Meaning] = {}
    for lexicon in lexicons:
        for term in lexicon.terms:
            before = meanings.get(term.term, Meaning(term=term.term))
            meanings[term.term] = Meaning(
                term=term.term,
                same=tuple(dict.fromkeys((*before.same, *term.same))),
                services=tuple(dict.fromkeys((*before.services, *term.services))),
                outside=before.outside or term.outside or "",
            )
            for words, weight in (((term.term, *term.same), EQUAL), (term.asked, ASKED)):
                for word in words:
                    known = leads.setdefault(surface(word), {})
                    known[term.term] = max(weight, known.get(term.term, 0.0))
    leads.pop("", None)
    ordered = {word: tuple(sorted(meant.items(), key=lambda one: (-one[1], one[0]))) for word, meant in leads.items()}
    return ordered, meanings


def _spoken(services: list[Service], meanings: dict[str, Meaning], forms: dict[str, str]) -> dict[str, str]:
    named = [text for one in services for text in (one.name, *one.aliases, one.group, *one.words)]
    termed = [text for meaning in meanings.values() for text in (meaning.term, *meaning.same)]
    spoken = {surface(text): text for text in (*forms.values(), *termed, *named)}
    spoken.pop("", None)
    return spoken

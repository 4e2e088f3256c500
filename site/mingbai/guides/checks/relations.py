"""What services, life events, lexicons and halls say of each other: services that there are not, a service beside itself, a word twice.

Search and the lists of life events are made from these values, and what is wrong in them would mislead without anybody seeing why.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mingbai.guides.checks.findings import Beside, Check
from mingbai.guides.hall import Hall
from mingbai.guides.kinds import Lexicon, LifeEvent, Service


def found(value: Any, beside: Beside) -> Iterator[Check]:
    """Everything that is wrong in what ``value`` says of others. ``beside`` knows the services and life events that there are."""
    if isinstance(value, Service):
        yield from _services("related", value.related, beside)
        if value.slug in value.related:
            yield _wrong("related", f"“{value.name}”把自己列作相关事项。", "请从相关事项中删去它自己。", value.slug)
    elif isinstance(value, LifeEvent):
        yield from _services("services", value.services, beside)
        if any(name == value.name and slug != value.slug for slug, name in beside.events):
            yield _wrong("name", f"已经有一件人生大事叫“{value.name}”。", "请换一个名称，或者合成一件。", value.name)
    elif isinstance(value, Hall):
        for at, window in enumerate(value.windows):
            yield from _services(f"windows[{at}].services", window.services, beside, f"“{window.number}”窗口办理的")
    elif isinstance(value, Lexicon):
        for at, term in enumerate(value.terms):
            yield from _services(f"terms[{at}].services", term.services, beside, f"“{term.term}”指向的")
        yield from _twice(value)


def _services(field: str, slugs: tuple[str, ...], beside: Beside, said: str = "所列的") -> Iterator[Check]:
    for slug in slugs:
        if beside.services is not None and slug not in beside.services:
            yield _wrong(field, f"{said}事项“{slug}”不存在。", "请改成现有的全国事项，或者先建好它。", slug)
    for slug in dict.fromkeys(one for at, one in enumerate(slugs) if one in slugs[:at]):
        yield _wrong(field, f"{said}事项“{slug}”写了两次。", "请只留一个。", slug)


def _twice(lexicon: Lexicon) -> Iterator[Check]:
    """Words that stand in more than one place of a list of terms: search would not know to which of them such a word leads."""
    first: dict[str, str] = {}
    for at, term in enumerate(lexicon.terms):
        for field, words in (("term", (term.term,)), ("same", term.same), ("asked", term.asked)):
            for word in words:
                if word in first:
                    sentence = f"“{word}”在这份词表里写了两次：“{first[word]}”和“{term.term}”。"
                    yield _wrong(f"terms[{at}].{field}", sentence, "请只留一处；同一个说法指向几个用语时，请分到不同的词表。", word)
                first.setdefault(word, term.term)


def _wrong(field: str, sentence: str, remedy: str, excerpt: str) -> Check:
    return Check(kind="relation", severity="block", field=field, sentence=sentence, remedy=remedy, excerpt=excerpt)

"""What an editor makes of a question that failed: a phrasing of a service, or a term of somebody else's business; and the draft of it.

A phrasing goes into the service's own item, so it is reviewed and published like any other change and takes effect with its release.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from mingbai.errors import NotFound, Refusal
from mingbai.feedback.weeks import spoken, week_of
from mingbai.guides.kinds import Lexicon, Service, Term
from mingbai.guides.layout import kind_of
from mingbai.guides.text import dump, parse
from mingbai.guides.version import Name
from mingbai.publishing.draft import Draft
from mingbai.publishing.drafting import Drafts
from mingbai.publishing.library import Library
from mingbai.publishing.proceedings import Proceedings
from mingbai.publishing.workflow import PREPARING
from mingbai.search.trying import Change

LONGEST = 60
"""Characters of a phrasing: a question, not a story."""
ELSEWHERE = "elsewhere"
"""The lexicon of what is other authorities' business."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a question goes: to a ``service``, or to the ``outside`` authority whose business it is; one of the two is empty."""

    service: str = ""
    outside: str = ""

    @property
    def name(self) -> Name:
        """The item that says so."""
        return Name("service", "", self.service) if self.service else Name("lexicon", "", ELSEWHERE)

    @property
    def settled(self) -> str:
        """As ``feedback.questions`` keeps it."""
        return f"service:{self.service}" if self.service else f"outside:{self.outside}"


def phrase_of(text: str) -> str:
    """What was typed as a phrasing. Raises Refusal where it is empty or too long."""
    phrase = " ".join(text.split())
    if not phrase or len(phrase) > LONGEST:
        raise Refusal(f"问法要有 1 到 {LONGEST} 个字。", place="问法", remedy="请写成读者会说的一句短话。")
    return phrase


def standing_value(library: Library, drafts: Drafts, target: Target) -> Any:
    """The item as its draft has it, else as it is in force; an empty lexicon where there is none.

    Raises Refusal where nothing can be added to it."""
    draft = drafts.of(target.name)
    if draft is not None:
        if draft.text is None:
            raise Refusal("这一项正准备废止，不能再加问法。", place=draft.title, remedy="请换一个事项，或者先放弃那份废止草稿。")
        return parse(draft.text, kind=kind_of(target.name.kind).value, file=str(target.name))
    try:
        return library.current(*target.name).value
    except NotFound:
        if target.service:
            raise
        return Lexicon(slug=ELSEWHERE, title="不归医保管的事")


def added(value: Any, target: Target, phrase: str) -> Any:
    """``value`` with the phrase in it; the same value where it is there already."""
    if target.service:
        service: Service = value
        known = phrase in service.phrasings or phrase in service.words
        return service if known else replace(service, phrasings=(*service.phrasings, phrase))
    lexicon: Lexicon = value
    if any(phrase in (one.term, *one.same, *one.asked) and one.outside == target.outside for one in lexicon.terms):
        return lexicon
    return replace(lexicon, terms=(*lexicon.terms, Term(term=phrase, outside=target.outside)))


def change_of(value: Any) -> Change:
    """What is tried before it is saved."""
    return Change(services=(value,)) if isinstance(value, Service) else Change(lexicons=(value,))


def authorities(lexicons: Sequence[Lexicon]) -> tuple[str, ...]:
    """Whose business things are said to be, to choose from."""
    found = {one.outside for lexicon in lexicons for one in lexicon.terms if one.outside and one.outside != "-"}
    return tuple(sorted(found))


def save(library: Library, drafts: Drafts, proceedings: Proceedings, target: Target, phrase: str, now: Any) -> Draft:
    """A draft of the item with the phrase: its open draft, or a new one in this week's release of phrasings."""
    value = added(standing_value(library, drafts, target), target, phrase)
    draft = drafts.of(target.name)
    if draft is None:
        release = _release(proceedings, f"补充问法（{spoken(week_of(now))}）")
        if _is_new(library, target):
            return drafts.new(*target.name, dump(value), release)
        draft = drafts.open(target.name, release)
    return drafts.save(draft.id, dump(value), draft.note or "补充读者的问法", draft.edition)


def _is_new(library: Library, target: Target) -> bool:
    try:
        library.versions(*target.name)
    except NotFound:
        return True
    return False


def _release(proceedings: Proceedings, title: str) -> int:
    """The release of that title which is still being prepared, or a new one: the phrasings of a week are one decision."""
    open_ones = (one.id for one in proceedings.listing(states=(PREPARING,)) if one.title == title and not one.region)
    return next(open_ones, 0) or proceedings.prepare(title, "")

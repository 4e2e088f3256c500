"""What the pages about releases show, made from the services' values: no text is read for a list, sentences come as they are known."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mingbai.desk import facts
from mingbai.desk.forms.entries import cards_of
from mingbai.desk.items import region_name
from mingbai.desk.services import names_of
from mingbai.guides.checks import Check
from mingbai.guides.layout import kind_of
from mingbai.people import policy
from mingbai.publishing.draft import CHANGES, Draft
from mingbai.publishing.proceeding import PUBLIC, SECRECY, Move, Proceeding
from mingbai.publishing.workflow import HELD, OPEN, PREPARING, STATES, TOLD, VERDICTS, Step, steps_from
from mingbai.rendering.glyphs import printable

GROUND = "《中华人民共和国政府信息公开条例》第二十条第（五）项"
"""办理行政许可和其他对外管理服务事项的依据、条件、程序以及办理结果: what a guide is (standards 1.04)."""
SECRECY_GROUND = "不含国家秘密、工作秘密和敏感信息（条例第十四条、第十七条）"
CHECK_KINDS = {
    "personal": "个人信息", "missing": "缺少必备要素", "unsaid": "建议写明", "limit": "办理时限前后不一", "channel": "办理方式前后不一",
    "numbering": "编号断续", "reference": "附件、附录引用", "material": "材料写法", "form": "样表",
    "vague": "说法不具体", "typo": "疑似错字", "term": "用语规范", "traditional": "繁体字",
    "full-width": "全角半角", "debris": "不能显示的字符", "brackets": "括号引号", "relation": "事项和用词的关联",
    "situation": "按情况的问答", "character": "字库没有的字",
}  # fmt: skip
"""Kind of a check, up to its colon → what heads its findings."""
FIRST_OF_KIND = 20
"""Findings of one kind that the page of all kinds shows."""
WITH_DIGEST = ("review", "approve", "publish")


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """An item of a release: its draft, and its change in words; None where that is still to be told."""

    draft: Draft
    told: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found in one draft."""

    draft: int
    title: str
    check: Check
    kind: str = "guide"

    @property
    def card(self) -> str:
        """The fragment of the editor's page that leads to the field: the card on which it stands."""
        top = self.check.field.partition(".")[0].partition("[")[0]
        return next((f"card-{card.mark}" for card in cards_of(kind_of(self.kind).value) if top in card.keys), "main")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasesPage:
    """The list of releases in a state, and how many there are in each."""

    state: str
    states: tuple[tuple[str, str, int], ...]
    releases: tuple[Proceeding, ...]
    names: dict[str, str]
    preparing: bool
    region: str
    labels: Any = field(default_factory=lambda: STATES)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasePage:
    """One release. ``steps`` are the moves that whoever looks may make; ``refused`` says why the others' buttons are not there."""

    release: Proceeding
    place: str
    lines: tuple[ReleaseLine, ...]
    steps: tuple[Step, ...]
    refused: str
    people: dict[int, str]
    writable: bool
    verdicts: tuple[str, ...]
    cancellable: bool = False
    labels: Any = field(default_factory=lambda: STATES)
    told: Any = field(default_factory=lambda: TOLD)
    changes: Any = field(default_factory=lambda: CHANGES)


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryPage(ReleasePage):
    """A release on one page, to decide on. ``public`` and ``secrecy`` are the conclusions that a reviewer chooses from.

    ``blocks``, ``waived`` and ``advised`` count what the checks found: what stops it, what would but for the reason that the release
    gives (2.07), and the rest; ``blocks`` is None where nobody has looked at the checks of these words yet.
    """

    blocks: int | None = None
    waived: int = 0
    advised: int = 0
    public: tuple[str, ...] = PUBLIC
    secrecy: tuple[str, ...] = SECRECY
    ground: str = GROUND
    secrecy_ground: str = SECRECY_GROUND

    @property
    def review(self) -> Move | None:
        """The newest review that is recorded."""
        return next((move for move in reversed(self.release.moves) if move.move == "review"), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckGroup:
    """The findings of one kind: those shown, how many there are, and in how many items."""

    kind: str
    name: str
    shown: tuple[Finding, ...]
    count: int
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecksPage:
    """What was found in a release, those that block first, by kind; each finding with its item."""

    release: Proceeding
    blocks: tuple[CheckGroup, ...]
    advice: tuple[CheckGroup, ...]
    writable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsPage:
    """The form of the facts. ``voids`` says that a change takes back what was said of the release so far."""

    release: Proceeding
    effective: str
    voids: bool


def releases_page(request: Any, state: str) -> ReleasesPage:
    """The list; ``state`` is one of STATES, or empty for all that are on their way."""
    chosen = (state,) if state in STATES else OPEN
    counts = request.proceedings.counts()
    found = request.proceedings.listing(states=chosen)
    home = next((grant.region for grant in request.actor.grants if grant.role == "editor"), "")
    return ReleasesPage(
        state=state if state in STATES else "",
        states=tuple((key, label, counts.get(key, 0)) for key, label in STATES.items()),
        releases=found,
        names={one.region: region_name(one.region) for one in found},
        preparing=policy.may(request.actor, "release.prepare"),
        region=home,
    )


def release_page(request: Any, number: int) -> ReleasePage:
    """One release with its items."""
    return ReleasePage(**_shown(request, request.proceedings.get(number)))


def summary_page(request: Any, number: int) -> SummaryPage:
    """One release to decide on; what its checks found where that is known, for reading all texts takes a second or two."""
    release = request.proceedings.get(number)
    found: tuple[Finding, ...] | None = request.registry.told.known(_checked_key(release), request.published.state().number)
    if found is None:
        return SummaryPage(**_shown(request, release))
    stopping = [one.check for one in found if one.check.severity == "block"]
    waived = sum(one.waivable for one in stopping) if release.override else 0
    advised = len(found) - len(stopping)
    return SummaryPage(**_shown(request, release), blocks=len(stopping) - waived, waived=waived, advised=advised)


def checks_page(request: Any, number: int, kind: str = "") -> ChecksPage:
    """What was found in the items of a release that are not held out, by kind, the kind with most items first; all of one ``kind``, else
    the first of each."""
    release = request.proceedings.get(number)
    found = [one for one in _found(request, release) if not kind or _sort(one.check) == kind]
    most = len(found) if kind else FIRST_OF_KIND
    return ChecksPage(
        release=release,
        blocks=_by_kind([one for one in found if one.check.severity == "block"], most),
        advice=_by_kind([one for one in found if one.check.severity != "block"], most),
        writable=policy.may_here(request.actor, "draft.write", release.region, release.organ),
    )


def facts_page(request: Any, number: int) -> FactsPage:
    """The form of a release's facts."""
    release = request.proceedings.get(number)
    return FactsPage(release=release, effective=facts.written(release.effective_from), voids=release.state != PREPARING)


def offered(request: Any, release: Proceeding) -> tuple[tuple[Step, ...], str]:
    """The moves that whoever asks may make, and why they may not make those that their role would allow."""
    actor, refused, steps = request.actor, "", []
    for step in steps_from(release.state):
        if not policy.may_here(actor, step.act, release.region, release.organ):
            continue
        if step.move in WITH_DIGEST and actor.id in release.writers:
            refused = f"您写过这次发布里的内容，不能由您{step.label}。"
        elif step.move in ("approve", "publish") and actor.id in release.reviewers:
            refused = f"您审核过这次发布，不能由您{step.label}。"
        else:
            steps.append(step)
    return tuple(steps), refused


def _shown(request: Any, release: Proceeding) -> dict[str, Any]:
    drafts = request.drafts.listing(release=release.id) if release.state in OPEN else ()
    told = request.changes.lines(drafts)
    steps, refused = offered(request, release)
    people = {*(move.actor_id for move in release.moves), *(draft.actor_id for draft in drafts), release.actor_id}
    if release.cancelled:
        people.add(release.cancelled.actor_id)
    return {
        "release": release,
        "place": region_name(release.region),
        "lines": tuple(ReleaseLine(draft, told[draft.id]) for draft in drafts),
        "steps": steps,
        "refused": refused,
        "people": names_of(request, people),
        "writable": release.state in OPEN and policy.may_here(request.actor, "release.prepare", release.region, release.organ),
        "verdicts": tuple(VERDICTS),
        "cancellable": _cancellable(request, release),
    }


def _cancellable(request: Any, release: Proceeding) -> bool:
    """Whether it is published, not yet in force, and may be called off by whoever asks."""
    ahead = release.state == "published" and release.effective_from is not None and release.effective_from > request.registry.now()
    return ahead and not release.cancelled and policy.may_here(request.actor, "release.cancel", release.region, release.organ)


def _found(request: Any, release: Proceeding) -> tuple[Finding, ...]:
    """What the checks find, kept by what they looked at."""
    if release.state not in OPEN:
        return ()
    told, state = request.registry.told, request.published.state().number
    known: tuple[Finding, ...] | None = told.known(_checked_key(release), state)
    if known is None:
        checked = [
            one
            for one in request.proceedings.checks(release.id, _printable(request.registry.mingbai.templates))
            if one.draft.verdict != HELD
        ]
        known = tuple(Finding(one.draft.id, one.draft.title, check, one.draft.name.kind) for one in checked for check in one.found)
        told.keep(_checked_key(release), state, known)
    return known


@functools.cache
def _printable(templates: str) -> frozenset[str]:
    """The characters that the printed products have: read from their fonts once."""
    return printable(sorted((Path(templates) / "print" / "fonts").glob("*.ttf")))


def _checked_key(release: Proceeding) -> tuple[Any, ...]:
    return "checks", release.id, release.digest


def _sort(check: Check) -> str:
    return check.kind.partition(":")[0]


def _by_kind(found: Iterable[Finding], most: int) -> tuple[CheckGroup, ...]:
    kinds: dict[str, list[Finding]] = {}
    for one in found:
        kinds.setdefault(_sort(one.check), []).append(one)
    groups = [
        CheckGroup(
            kind=kind, name=CHECK_KINDS.get(kind, kind), shown=tuple(held[:most]), count=len(held), items=len({one.draft for one in held})
        )
        for kind, held in kinds.items()
    ]
    return tuple(sorted(groups, key=lambda group: -group.items))

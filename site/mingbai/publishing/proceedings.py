"""Releases on their way to the public: prepared, submitted, reviewed, approved, published, each step by other eyes.

What may follow on what stands in ``workflow.py``; what is published, and how, in ``press.py``. Every step is one transaction of the
caller's, asks who does it, writes the move and the act down, and refuses in a sentence. Two people at once: one after the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mingbai.clock import Clock
from mingbai.errors import Conflict, NotFound, Refusal
from mingbai.people import audit, policy
from mingbai.people.actor import By
from mingbai.publishing import workflow
from mingbai.publishing.course import Course, Held, demand_within, reviewers_of, writers_of
from mingbai.publishing.docket import proceedings_of
from mingbai.publishing.drafted import name_of
from mingbai.publishing.events import Listener, nobody
from mingbai.publishing.inbox import inbox_of
from mingbai.publishing.keeping import remove
from mingbai.publishing.press import Press, Published
from mingbai.publishing.printing import carried, decision_of
from mingbai.publishing.proceeding import PUBLIC, SECRECY, Conclusion, Inbox, Proceeding
from mingbai.publishing.rows import MoveRow, ProceedingRow, ReleaseRow
from mingbai.publishing.submitting import Checked, checked, demand_ready
from mingbai.publishing.workflow import HELD, OPEN, OPEN_ITEM, PASSED, PREPARING, RETURNED

_COLUMNS = {"edition_printed": "edition"}
_FACTS = ("title", "document_no", "source_document", "organ", "issued", "edition_printed", "effective_from", "note")


class Proceedings:
    """The releases of ``session``, in the name of ``by``; ``tell`` hears of what was published after the commit."""

    def __init__(self, session: Session, clock: Clock, by: By, tell: Listener = nobody) -> None:
        self._session = session
        self._clock = clock
        self._now = clock()
        self._by = by
        self._tell = tell
        self._course = Course(session, self._now, by)

    def get(self, release: int) -> Proceeding:
        """One release. Raises NotFound and Forbidden."""
        found = proceedings_of(self._session, [release])
        if not found:
            raise NotFound(f"没有第 {release} 号发布。", remedy="请从发布列表中选择。")
        policy.demand(self._by.actor, "release.read", found[0].region, found[0].organ)
        return found[0]

    def listing(self, states: Sequence[str] = OPEN, region: str | None = None, limit: int = 100) -> tuple[Proceeding, ...]:
        """The newest releases in ``states`` that may be read, in one region or in all, newest first, ``limit`` at most."""
        query = (
            select(ReleaseRow.id, ProceedingRow.region, ReleaseRow.organ)
            .join(ProceedingRow, ProceedingRow.release_id == ReleaseRow.id)
            .where(ReleaseRow.state.in_(states))
            .order_by(ReleaseRow.id.desc())
        )
        if region is not None:
            query = query.where(ProceedingRow.region == region)
        rows = self._session.execute(query)
        may = [one for one, where, organ in rows if policy.may_here(self._by.actor, "release.read", where, organ)]
        return proceedings_of(self._session, may[:limit])

    def counts(self) -> dict[str, int]:
        """How many releases that may be read are in each state."""
        query = (
            select(ReleaseRow.state, ProceedingRow.region, ReleaseRow.organ, func.count())
            .join(ProceedingRow, ProceedingRow.release_id == ReleaseRow.id)
            .group_by(ReleaseRow.state, ProceedingRow.region, ReleaseRow.organ)
        )
        found: Counter[str] = Counter()
        for name, region, organ, number in self._session.execute(query):
            found[name] += number if policy.may_here(self._by.actor, "release.read", region, organ) else 0
        return dict(found)

    def inbox(self) -> Inbox:
        """What waits for whoever asks, and what of theirs is on its way."""
        return inbox_of(self._session, self._now, self._by.actor)

    def checks(self, release: int, printable: frozenset[str] | None = None) -> tuple[Checked, ...]:
        """What can be said of each item before it is published, item by item; those without a finding are left out. ``printable``: the
        characters that can be printed, None where they are not known."""
        state = self.get(release).state
        return checked(self._session, self._now, self._course.items(release), state, printable)

    def prepare(self, title: str, region: str, organ: str | None = None, **facts: Any) -> int:
        """Begin a release. ``facts`` are those of ``describe``. Returns its number."""
        policy.demand(self._by.actor, "release.prepare", region, organ)
        row = ReleaseRow(state=PREPARING, title="", organ=organ, dated="decided", actor_id=self._by.actor.id, created_at=self._now)
        for key, value in self._told({"title": title, **facts}).items():
            setattr(row, _COLUMNS.get(key, key), value)
        held = self._course.begin(row, region)
        return held.id

    def describe(self, release: int, edition: int, **facts: Any) -> Proceeding:
        """Change the facts of the decision, seen as of ``edition``: _FACTS, ``override`` and ``region``. Voids what was said of them."""
        held = self._held(release, "release.prepare")
        if edition != held.proceeding.edition:
            raise Conflict("别人在您之后改过这次发布的说明，您的改动没有保存。", place=held.row.title, remedy="请刷新，看过新的说明再改。")
        override, region = facts.pop("override", held.proceeding.override), facts.pop("region", held.proceeding.region)
        override = (override or "").strip() or None
        changed = [key for key, value in self._told(facts).items() if getattr(held.row, _COLUMNS.get(key, key)) != value]
        beyond = [key for key, value in (("override", override), ("region", region)) if getattr(held.proceeding, key) != value]
        if changed or beyond:
            self._describe(held, {key: self._told(facts)[key] for key in changed}, override, region, [*changed, *beyond])
        return self.get(release)

    def submit(self, release: int) -> Proceeding:
        """Hand the release over for review. Raises Refusal where a check blocks it and no reason was given."""
        held = self._held(release, "release.prepare")
        workflow.step("submit", held.row.state)
        items = self._course.items(release)
        writers = writers_of(self._session, [release])[release]
        for item in items:
            if item.verdict == RETURNED or (item.verdict == PASSED and item.verdict_by in writers):
                item.verdict, item.verdict_by = OPEN_ITEM, None
        demand_ready(self._session, self._now, held, items)
        self._course.take(held, "submit", self._course.seal(held), override=held.proceeding.override)
        return self.get(release)

    def pass_all(self, release: int) -> Proceeding:
        """Pass every item that is still open, as its reviewer."""
        held = self._held(release, "release.review")
        if held.row.state != workflow.SUBMITTED:
            raise Conflict(f"这次发布现在是“{workflow.STATES[held.row.state]}”，不能审看。", remedy="请刷新后再看。")
        self._demand_other_eyes("verdict", held)
        for item in self._course.items(release):
            if item.verdict == OPEN_ITEM:
                item.verdict, item.verdict_by = PASSED, self._by.actor.id
        self._session.flush()
        audit.record(self._session, self._by, self._now, "release.pass", f"release/{release}")
        return self.get(release)

    def review(self, release: int, digest: str, public: Conclusion, secrecy: Conclusion, opinion: str = "") -> Proceeding:
        """Conclude 公开审查 and 保密审查 of what ``digest`` stands for (条例 第17条). Raises Conflict while an item is open or returned."""
        held = self._held(release, "release.review")
        workflow.step("review", held.row.state)
        self._demand_other_eyes("review", held)
        _demand_conclusive(public, secrecy)
        self._demand_same(held, digest)
        waiting = [item for item in self._course.items(release) if item.verdict in (OPEN_ITEM, RETURNED)]
        if waiting:
            raise Conflict(
                f"还有 {len(waiting)} 项没有通过，也没有留待下次。", place=waiting[0].slug, remedy="请逐项通过或留待下次，或者整体退回。"
            )
        self._course.take(held, "review", digest, public=asdict(public), secrecy=asdict(secrecy), opinion=opinion.strip())
        return self.get(release)

    def refer(self, release: int, reason: str) -> Proceeding:
        """Refer what cannot be decided here to the competent department or the secrecy department, and wait (条例 第17条第3款)."""
        return self._say(release, "refer", "release.review", reason, "请写明不能确定的是什么，报请谁确定。")

    def resume(self, release: int, answer: str) -> Proceeding:
        """Go on with a review after the answer of whoever it was referred to."""
        return self._say(release, "resume", "release.review", answer, "请写明答复的单位和内容。")

    def recall(self, release: int, reason: str) -> Proceeding:
        """Take a release back to change it."""
        return self._say(release, "recall", "release.prepare", reason, "请写明为什么撤回。")

    def send_back(self, release: int, reason: str) -> Proceeding:
        """Send a release back to those who prepared it."""
        held = self._course.hold(release)
        step = workflow.step("send_back", held.row.state)
        return self._say(release, "send_back", step.act, reason, "请写明要改什么。")

    def approve(self, release: int, digest: str, opinion: str = "") -> Proceeding:
        """Sign what ``digest`` stands for. Neither a writer nor a reviewer may. Any change afterwards voids it."""
        held = self._held(release, "release.approve")
        workflow.step("approve", held.row.state)
        self._demand_other_eyes("approve", held)
        self._demand_same(held, digest)
        self._course.take(held, "approve", digest, opinion=opinion.strip())
        return self.get(release)

    def publish(self, release: int, digest: str) -> Published:
        """Publish what was approved, all of it or nothing; what was held out goes on in a new release."""
        held = self._held(release, "release.publish")
        step = workflow.step("publish", held.row.state)
        self._demand_other_eyes("publish", held)
        self._demand_same(held, digest)
        if digest != self._approved(release):
            raise Conflict("要公开的内容与签发时的不同，不能公开。", place=held.row.title, remedy="请重新审核、签发。")
        items = self._course.items(release)
        going, waiting = [item for item in items if item.verdict != HELD], [item for item in items if item.verdict == HELD]
        decision = decision_of(held.row, going, self._by.actor.id)
        carried(self._session, self._course, self._now, held, waiting)
        for item in going:
            remove(self._session, item)
        published = Press(self._session, self._clock, self._tell).publish(decision)
        self._course.record(held, "publish", step.before, step.after, digest, entry=published.entry)
        return published

    def cancel(self, release: int, reason: str) -> Published:
        """Call a scheduled release off before its time (a record; nothing is changed or removed)."""
        held = self._held(release, "release.cancel")
        cancelled = Press(self._session, self._clock, self._tell).cancel(release, self._by.actor.id, reason)
        self._course.record(held, "cancel", held.row.state, held.row.state, entry=cancelled.entry, reason=reason.strip())
        return cancelled

    def drop(self, release: int, reason: str) -> Proceeding:
        """Give a release up. Its drafts go; every saved edition of them is kept."""
        items = self._course.items(release)
        dropped = self._say(release, "drop", "release.prepare", reason, "请写明为什么撤销。")
        for item in items:
            remove(self._session, item)
        return dropped

    def _held(self, release: int, act: str) -> Held:
        held = self._course.hold(release)
        policy.demand(self._by.actor, act, held.proceeding.region, held.row.organ)
        return held

    def _say(self, release: int, move: str, act: str, words: str, remedy: str) -> Proceeding:
        """A move that needs words: a reason or an answer."""
        held = self._held(release, act)
        workflow.step(move, held.row.state)
        if not words.strip():
            raise Refusal(f"{workflow.TOLD[move]}要写明理由。", place=held.row.title, remedy=remedy)
        self._course.take(held, move, reason=words.strip())
        return self.get(release)

    def _told(self, facts: dict[str, Any]) -> dict[str, Any]:
        """The given facts, blank ones as None. Raises Refusal for what is no fact of a decision."""
        unknown = sorted(set(facts) - set(_FACTS))
        if unknown:
            raise Refusal(f"发布没有“{unknown[0]}”这一项。")
        told = {key: (value.strip() or None) if isinstance(value, str) else value for key, value in facts.items()}
        if "title" in told and not told["title"]:
            raise Refusal("发布没有名称。", remedy="请填写名称，例如来文的标题。")
        when = told.get("effective_from")
        if isinstance(when, datetime) and when.tzinfo is None:
            raise ValueError("an effective time must be aware")
        return told

    def _describe(self, held: Held, facts: dict[str, Any], override: str | None, region: str, changed: list[str]) -> None:
        """Write changed facts down. A time that people set is no longer the document's."""
        if region != held.proceeding.region:
            policy.demand(self._by.actor, "release.prepare", region, held.row.organ)
        organ = facts.get("organ", held.row.organ)
        policy.demand(self._by.actor, "release.prepare", region, organ)
        demand_within(region, [name_of(item) for item in self._course.items(held.id)])
        self._course.touched(held, facts=changed)
        for key, value in facts.items():
            setattr(held.row, _COLUMNS.get(key, key), value)
        if "effective_from" in facts:
            held.row.dated = "decided"
        held.proceeding.override, held.proceeding.region = override, region
        held.proceeding.edition += 1
        self._course.record(held, "describe", held.row.state, held.row.state, facts=changed)

    def _demand_other_eyes(self, move: str, held: Held) -> None:
        writers = writers_of(self._session, [held.id])[held.id]
        reviewers = reviewers_of(self._session, [held.id])[held.id]
        workflow.demand_other_eyes(move, self._by.actor.id, writers, reviewers)

    def _demand_same(self, held: Held, digest: str) -> None:
        """What was looked at is what stands, and is something."""
        if all(item.verdict == HELD for item in self._course.items(held.id)):
            raise Conflict("这次发布里没有要公开的事项。", place=held.row.title, remedy="请列入事项，或者撤销这次发布。")
        if digest != self._course.seal(held):
            raise Conflict("这次发布在您查看之后有改动。", place=held.row.title, remedy="请刷新，看过新的内容再决定。")

    def _approved(self, release: int) -> str | None:
        """What the last approval was bound to."""
        query = select(MoveRow.digest).where(MoveRow.release_id == release, MoveRow.move == "approve").order_by(MoveRow.id.desc()).limit(1)
        return self._session.execute(query).scalar_one_or_none()


def _demand_conclusive(public: Conclusion, secrecy: Conclusion) -> None:
    """Both examinations must end in words that let it out, each with its ground (条例 第13、17条; 保守国家秘密法 第35条)."""
    for name, conclusion, possible in (("公开审查", public, PUBLIC), ("保密审查", secrecy, SECRECY)):
        if conclusion.result not in possible:
            raise Refusal(f"{name}没有结论。", remedy=f"结论为：{'、'.join(possible)}；不能确定的，请“报请确定”。")
        if not conclusion.ground.strip():
            raise Refusal(f"{name}没有写明依据。", remedy="请写明依据的条款，例如《政府信息公开条例》第二十条第（五）项。")
        if conclusion.result != possible[0]:
            raise Refusal(
                f"{name}的结论是“{conclusion.result}”，不能通过。", remedy="请把不能公开的事项留待下次，或者把这次发布退回，写明理由。"
            )

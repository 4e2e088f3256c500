"""Any order of acts by anybody: what must hold of drafts, releases and versions after each (a state machine by hypothesis).

Several people with several roles open, save, hold, put, submit, review, approve, publish, schedule and call off, as hypothesis pleases;
whatever is refused must be refused in a sentence and change nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import event, select

from mingbai import db
from mingbai.errors import Refusal
from mingbai.guides.version import Name
from mingbai.people.actor import By
from mingbai.publishing import ledger
from mingbai.publishing.draft import Stale
from mingbai.publishing.drafting import Drafts
from mingbai.publishing.events import nobody
from mingbai.publishing.proceedings import Proceedings
from mingbai.publishing.rows import (
    CancellationRow,
    DraftRow,
    EditionRow,
    ItemRow,
    LedgerRow,
    MoveRow,
    ReleaseRow,
    TextRow,
    VersionRow,
)
from tests.actors import PUBLIC, SECRECY, make_by, text_of
from tests.makers import NOW

ALL = ("editor", "reviewer", "approver")
PEOPLE = (make_by(1, "editor"), make_by(2, *ALL), make_by(3, *ALL), make_by(4, *ALL), make_by(5, "reviewer"), make_by(6, "approver"))
"""Most hold every role, so that only who did what keeps them apart."""
SLUGS = ("a", "b", "c")
WHO, SLUG = some.sampled_from(PEOPLE), some.sampled_from(SLUGS)
WORD = some.sampled_from("甲乙丙丁")
WHICH = some.integers(0, 4)


class Workflow(RuleBasedStateMachine):
    """The desk of several people over three items. ``template`` is a migrated database, copied for each run."""

    template: Path
    folder: Path
    runs = 0
    published = 0

    def __init__(self) -> None:
        super().__init__()
        type(self).runs += 1
        self.path = Path(shutil.copy(self.template, self.folder / f"{type(self).runs}.sqlite"))
        self.database = db.connect(f"sqlite:///{self.path}")
        event.listen(self.database.writing, "connect", lambda connection, record: connection.execute("PRAGMA synchronous=OFF"))
        self.now = NOW
        self.saved: set[tuple[str, str]] = set()
        self.versions: dict[int, tuple[Any, ...]] = {}
        self.approved: dict[int, tuple[str, int]] = {}
        self.reviewers: dict[int, int] = {}
        self.sealed: dict[int, str] = {}

    def teardown(self) -> None:
        self.database.close()
        self.path.unlink()

    @initialize()
    def begin(self) -> None:
        self._release(PEOPLE[0], lambda releases: releases.prepare("第一次", "320600"))

    @rule(who=WHO, scheduled=some.booleans())
    def prepare(self, who: By, scheduled: bool) -> None:
        later = self.now + timedelta(hours=3) if scheduled else None
        self._release(who, lambda releases: releases.prepare("又一次", "320600", effective_from=later))

    @rule(who=WHO, slug=SLUG, word=WORD, which=WHICH)
    def write_new(self, who: By, slug: str, word: str, which: int) -> None:
        release = self._pick(which)
        text = text_of(slug, name=word)
        if self._draft(who, lambda drafts: drafts.new("guide", "320600", slug, text, release)) is not None:
            self.saved.add((slug, text))

    @rule(who=WHO, slug=SLUG)
    def open_it(self, who: By, slug: str) -> None:
        found = self._draft(who, lambda drafts: drafts.open(Name("guide", "320600", slug)))
        if found is not None and found.text:
            self.saved.add((slug, found.text))

    @rule(who=WHO, slug=SLUG, word=WORD, behind=some.sampled_from((0, 0, 0, 1)))
    def save(self, who: By, slug: str, word: str, behind: int) -> None:
        row = self._row(slug)
        if row is None:
            return
        text = text_of(slug, name=word)
        before = self._counts()
        found = self._draft(who, lambda drafts: drafts.save(row.id, text, row.note, row.edition - behind))
        if found is None or (row.text == text):
            assert self._counts() == before, "what was refused or changes nothing leaves nothing"
        else:
            self.saved.add((slug, text))

    @rule(who=WHO, slug=SLUG)
    def withdraw(self, who: By, slug: str) -> None:
        self._draft(who, lambda drafts: drafts.withdraw(Name("guide", "320600", slug), "废止", "不再办理。"))

    @rule(who=WHO, slug=SLUG)
    def discard(self, who: By, slug: str) -> None:
        row = self._row(slug)
        if row is not None:
            self._draft(who, lambda drafts: drafts.discard(row.id, row.edition))

    @rule(who=WHO, slug=SLUG, verdict=some.sampled_from(("passed", "held", "returned", "open")))
    def say(self, who: By, slug: str, verdict: str) -> None:
        row = self._row(slug)
        if row is not None:
            self._draft(who, lambda drafts: drafts.verdict(row.id, verdict, "理由"))

    @rule(who=WHO, slug=SLUG, which=WHICH)
    def put(self, who: By, slug: str, which: int) -> None:
        row, release = self._row(slug), self._pick(which)
        if row is not None:
            self._draft(who, lambda drafts: drafts.put(row.id, release))

    @rule(who=WHO, slug=SLUG)
    def rebase(self, who: By, slug: str) -> None:
        row = self._row(slug)
        if row is not None:
            self._draft(who, lambda drafts: drafts.rebase(row.id, row.edition))

    @rule(who=WHO, which=WHICH, word=WORD)
    def describe(self, who: By, which: int, word: str) -> None:
        release = self._pick(which)
        self._release(who, lambda releases: releases.describe(release, releases.get(release).edition, note=word))

    @rule(who=WHO, which=WHICH, move=some.sampled_from(("recall", "send_back", "refer", "resume", "drop")))
    def say_of_all(self, who: By, which: int, move: str) -> None:
        release = self._pick(which)
        self._release(who, lambda releases: getattr(releases, move)(release, "理由"))

    @rule(who=WHO, which=WHICH)
    def submit(self, who: By, which: int) -> None:
        release = self._pick(which)
        self._release(who, lambda releases: releases.submit(release))

    @rule(who=WHO, which=WHICH)
    def review(self, who: By, which: int) -> None:
        release = self._pick(which)
        self._release(who, lambda releases: releases.pass_all(release))
        if self._release(who, lambda releases: releases.review(release, releases.get(release).digest, PUBLIC, SECRECY)) is not None:
            self.reviewers[release] = who.actor.id

    @rule(who=WHO, which=WHICH)
    def approve(self, who: By, which: int) -> None:
        release = self._pick(which)
        found = self._release(who, lambda releases: releases.approve(release, releases.get(release).digest))
        if found is not None:
            self.approved[release] = (found.digest, who.actor.id)

    @rule(who=WHO, which=WHICH)
    def publish(self, who: By, which: int) -> None:
        release = self._pick(which)
        seen = self._release(who, lambda releases: releases.get(release))
        if seen is None:
            return
        if self._release(who, lambda releases: releases.publish(release, seen.digest)) is not None:
            type(self).published += 1
            self._nobody_alone(release, who.actor.id, seen.writers)
            assert self.approved[release][0] == seen.digest, "what was published is what was approved"

    @rule(
        slug=SLUG, word=WORD, stage=some.integers(2, 4), scheduled=some.booleans(), held=some.sampled_from((None, None, *SLUGS)),
        hands=some.tuples(some.sampled_from(PEOPLE[:4]), some.sampled_from(PEOPLE[1:5]), some.sampled_from((*PEOPLE[1:4], PEOPLE[5]))),
    )  # fmt: skip
    def go_far(self, slug: str, word: str, stage: int, scheduled: bool, held: str | None, hands: tuple[By, By, By]) -> None:
        """A release of one or two items as far as ``stage``, by three people who may be one, so that runs get to versions at all."""
        editor, reviewer, approver = hands
        self.prepare(editor, scheduled)
        for one in dict.fromkeys((slug, held or slug)):
            self.open_it(editor, one)
            self.write_new(editor, one, word, 0)
            self.put(editor, one, 0)
            self.rebase(editor, one)
            self.save(editor, one, word, 0)
        self.submit(editor, 0)
        if held is not None:
            self.say(reviewer, held, "held")
        for step, who in ((self.review, reviewer), (self.approve, approver), (self.publish, approver))[: stage - 1]:
            step(who, 0)

    @rule(who=WHO)
    def call_off(self, who: By) -> None:
        with db.reading(self.database) as session:
            newest = session.execute(select(ReleaseRow.id).where(ReleaseRow.state == "published").order_by(ReleaseRow.id.desc())).scalars()
            release = newest.first()
        if release is not None:
            self._release(who, lambda releases: releases.cancel(release, "文件撤回"))

    @rule(hours=some.integers(1, 5))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @invariant()
    def one_open_draft_an_item(self) -> None:
        with db.reading(self.database) as session:
            rows = session.execute(select(DraftRow.slug, ReleaseRow.state).join(ReleaseRow, ReleaseRow.id == DraftRow.release_id)).all()
        assert len({slug for slug, _ in rows}) == len(rows)
        assert all(state in ("preparing", "submitted", "parked", "reviewed", "approved") for _, state in rows)

    @invariant()
    def no_text_is_lost(self) -> None:
        with db.reading(self.database) as session:
            kept = {(slug, text) for slug, text in session.execute(select(EditionRow.slug, EditionRow.text))}
        assert self.saved <= kept

    @invariant()
    def no_version_changes_and_times_never_fall(self) -> None:
        query = (
            select(VersionRow.id, ItemRow.slug, VersionRow.number, VersionRow.effective_from, TextRow.digest, TextRow.text)
            .join(ItemRow, ItemRow.id == VersionRow.item_id)
            .join(TextRow, TextRow.digest == VersionRow.digest)
            .order_by(VersionRow.id)
        )
        with db.reading(self.database) as session:
            found = {row.id: tuple(row) for row in session.execute(query)}
            called_off = set(session.execute(select(CancellationRow.release_id)).scalars())
            of_release = dict(session.execute(select(VersionRow.id, VersionRow.release_id)).all())
        assert self.versions.items() <= found.items()
        self.versions = found
        for slug in SLUGS:
            rows = [row for row in found.values() if row[1] == slug]
            assert [row[2] for row in rows] == list(range(1, len(rows) + 1))
            times = [row[3] for row in rows if of_release[row[0]] not in called_off]
            assert times == sorted(times)

    @invariant()
    def the_ledger_holds_and_names_every_publication(self) -> None:
        with db.reading(self.database) as session:
            assert ledger.verify(session) is None
            published = set(session.execute(select(ReleaseRow.id).where(ReleaseRow.state == "published")).scalars())
            entered = set(session.execute(select(LedgerRow.release_id).where(LedgerRow.release_id.is_not(None))).scalars())
        assert published == entered

    @invariant()
    def an_approval_stands_only_for_the_words_that_were_approved(self) -> None:
        with db.reading(self.database) as session:
            releases = Proceedings(session, lambda: self.now, PEOPLE[1]).listing(("approved",))
            last = {
                row.release_id: row
                for row in session.execute(select(MoveRow).where(MoveRow.move == "approve").order_by(MoveRow.id)).scalars()
            }
            for release in releases:
                assert last[release.id].digest == release.digest
                assert last[release.id].actor_id not in release.writers | release.reviewers
                assert release.reviewers.isdisjoint(release.writers)

    def _nobody_alone(self, release: int, publisher: int, writers: frozenset[int]) -> None:
        reviewer, approver = self.reviewers[release], self.approved[release][1]
        assert reviewer not in writers and approver not in writers and publisher not in writers
        assert reviewer != approver and publisher != reviewer
        with db.reading(self.database) as session:
            wrote = set(session.execute(select(EditionRow.actor_id).where(EditionRow.release_id == release)).scalars())
            items = set(session.execute(select(ItemRow.slug).join(VersionRow).where(VersionRow.release_id == release)).scalars())
            wrote = set(
                session.execute(select(EditionRow.actor_id).where(EditionRow.release_id == release, EditionRow.slug.in_(items))).scalars()
            )
        assert {reviewer, approver, publisher}.isdisjoint(wrote)

    def _pick(self, which: int) -> int:
        """One of the newest open releases; the first release of all where none is open."""
        with db.reading(self.database) as session:
            query = select(ReleaseRow.id).where(ReleaseRow.state.not_in(("published", "dropped"))).order_by(ReleaseRow.id.desc())
            found = list(session.execute(query).scalars())
        return found[which % len(found)] if found else 1

    def _row(self, slug: str) -> Any:
        with db.reading(self.database) as session:
            return session.execute(
                select(DraftRow.id, DraftRow.text, DraftRow.note, DraftRow.edition).where(DraftRow.slug == slug)
            ).one_or_none()

    def _counts(self) -> tuple[int, int]:
        with db.reading(self.database) as session:
            return len(session.execute(select(EditionRow.id)).all()), len(session.execute(select(MoveRow.id)).all())

    def _draft(self, who: By, do: Callable[[Drafts], Any]) -> Any:
        return self._done(lambda session: do(Drafts(session, self.now, who)))

    def _release(self, who: By, do: Callable[[Proceedings], Any]) -> Any:
        return self._done(lambda session: do(Proceedings(session, lambda: self.now, who, nobody)))

    def _done(self, do: Callable[[Any], Any]) -> Any:
        """What was done in a transaction of its own; None where it was refused, which must be a sentence."""
        try:
            with db.writing(self.database) as (session, _):
                return do(session)
        except Refusal as refusal:
            assert refusal.sentence.endswith("。"), refusal.sentence
            if isinstance(refusal, Stale):
                assert refusal.mine and refusal.theirs
            return None


def test_nothing_goes_wrong_in_any_order(migrated_file: Path, tmp_path: Path) -> None:
    machine: Any = type("Machine", (Workflow,), {"template": migrated_file, "folder": tmp_path})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=20, stateful_step_count=30, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
        ),
    )
    assert machine.published, "no run got as far as a version, so nothing was tried"

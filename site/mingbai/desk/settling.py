"""Settling one question: which service it goes to, what it would find then, what the regression set says to it; and saving the draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from mingbai.desk.phrasing import LONGEST, Target, added, authorities, change_of, phrase_of, save, standing_value
from mingbai.desk.questions import names_of_services, waited
from mingbai.errors import Refusal
from mingbai.feedback.questions import IGNORED, Questions
from mingbai.people import policy
from mingbai.publishing.draft import Draft
from mingbai.publishing.workflow import STATES
from mingbai.search import tables
from mingbai.search.judging import Figures
from mingbai.search.trials import Measurement
from mingbai.search.trying import Answered, Worse, answered, nearest, worsened

ROUTES = (("desk_questions_settle", "/desk/questions/settle"),)
OFFERED = 6
"""Services that are offered at once."""
FALLS = 0.0005
"""By how much a figure must fall to be warned of: what is smaller is not seen in three decimals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlePage:
    """One question (``text``, as it was kept) and one way of settling it. ``named``: the service or the authority in words.

    ``chosen`` and ``offered`` are services, slug and name; ``sought`` what was looked for among them. ``known``: the phrase is there.
    ``draft`` is the one that the phrase would go into. ``before`` and ``after`` may still be under way; ``worse`` where both are there.
    """

    text: str
    phrase: str
    target: Target
    named: str
    offered: tuple[tuple[str, str], ...]
    sought: str
    authorities: tuple[str, ...]
    now: Answered
    known: bool
    draft: Draft | None
    states: dict[str, str]
    before: Measurement
    after: Measurement
    worse: tuple[Worse, ...]
    writes: bool
    longest: int = LONGEST

    @property
    def ready(self) -> bool:
        """Whether both measurements are there."""
        return self.before.unseen is not None and self.after.unseen is not None

    @property
    def stuck(self) -> str:
        """Why a measurement could not be made."""
        return self.before.failed or self.after.failed

    @property
    def falls(self) -> tuple[str, ...]:
        """The figures over all questions that fall, in words."""
        if not self.ready:
            return ()
        halves = (("调优的一半", self.before.tuned, self.after.tuned), ("留作检验的一半", self.before.unseen, self.after.unseen))
        return tuple(
            f"{half}：{label} {was:.3f} → {would:.3f}"
            for half, old, new in halves
            if old and new
            for (label, was), would in zip(_figures(old).items(), _figures(new).values(), strict=True)
            if was - would >= FALLS
        )


def _figures(figures: Figures) -> dict[str, float]:
    """What is better the higher it is, by its name."""
    every = figures.all
    told = {"nDCG@10": every.ndcg, "MRR": every.mrr, "首条正确率": every.first}
    return told | {"有结果的比例": 1 - every.zero, "如实告知不归医保管的比例": figures.flagged}


@view_config(route_name="desk_questions_settle", request_method="GET", renderer="desk/settle.jinja2", permission="question.settle")
def settle(request: Any) -> SettlePage:
    """What it would be like."""
    text = _text(request.GET)
    library, search = request.published, request.registry.search
    table, names = search.table(library), names_of_services(request)
    guesses = [slug for slug in nearest(table, text, OFFERED) if slug in names]
    target = _target(request.GET, names) or Target(service=guesses[0] if guesses else "")
    phrase = phrase_of(request.GET.get("phrase") or text)
    return _page(request, text, phrase, target, _offered(request, guesses, names, target), answered(search, library, table, text))


@view_config(route_name="desk_questions_settle", request_method="POST", permission="question.settle")
def press(request: Any) -> HTTPSeeOther:
    """A button: try another wording, save it, say whose business it is, ignore the question, or open it again."""
    posted, act = request.POST, request.POST.get("act", "")
    text = _text(posted)
    if act == "try":
        kept = {key: posted.get(key, "") for key in ("text", "service", "outside", "phrase")}
        return HTTPSeeOther(request.links.desk("questions_settle", **kept))
    asked = Questions(request.writing, request.registry.now(), request.by)
    if act in ("ignore", "reopen"):
        asked.settle(text, IGNORED if act == "ignore" else "")
        return HTTPSeeOther(request.links.desk("questions", saved=act))
    if act != "save":
        raise Refusal("没有说要做什么。", remedy="请用页面上的按钮。")
    return _saved(request, asked, text)


def _saved(request: Any, asked: Questions, text: str) -> HTTPSeeOther:
    target = _target(request.POST, names_of_services(request))
    if target is None:
        raise Refusal("还没有选择归到哪个事项。", remedy="请返回上一页选择事项，或写明归谁管。")
    phrase = phrase_of(request.POST.get("phrase") or text)
    draft = save(request.published, request.drafts, request.proceedings, target, phrase, request.registry.now())
    asked.settle(text, target.settled)
    return HTTPSeeOther(request.links.desk("questions", saved=draft.release))


def _page(request: Any, text: str, phrase: str, target: Target, offered: tuple[tuple[str, str], ...], now: Answered) -> SettlePage:
    library, trials = request.published, request.registry.trials
    decided = bool(target.service or target.outside)
    value = standing_value(library, request.drafts, target) if decided else None
    new = added(value, target, phrase) if decided else None
    before = trials.measured(library)
    after = waited(request, trials.measured(library, change_of(new), phrase)) if decided else Measurement()
    both = before.tuned and after.tuned
    return SettlePage(
        text=text,
        phrase=phrase,
        target=target,
        named=names_of_services(request).get(target.service, target.outside),
        offered=offered,
        sought=request.GET.get("sought", ""),
        authorities=authorities(tables.spoken(library)[1]),
        now=now,
        known=decided and new == value,
        draft=request.drafts.of(target.name) if decided else None,
        states=dict(STATES),
        before=before,
        after=after,
        worse=worsened(before.tuned, after.tuned) if both else (),
        writes=policy.may_here(request.actor, "draft.write", ""),
    )


def _text(asked: Any) -> str:
    """The question. Raises Refusal where there is none."""
    text = asked.get("text", "").strip()
    if not text or len(text) > LONGEST:
        raise Refusal("没有说是哪个查询。", remedy="请从“查询”的列表中进入。")
    return str(text)


def _target(asked: Any, names: dict[str, str]) -> Target | None:
    """What was chosen; None where nothing was. Raises Refusal for a service that there is not."""
    outside, service = " ".join(asked.get("outside", "").split()), asked.get("service", "")
    if outside:
        if len(outside) > LONGEST:
            raise Refusal("归谁管写得太长。", remedy="请只写部门的名称。")
        return Target(outside=outside)
    if service and service not in names:
        raise Refusal("没有这个事项。", remedy="请从列表中选择。")
    return Target(service=service) if service else None


def _offered(request: Any, guesses: list[str], names: dict[str, str], target: Target) -> tuple[tuple[str, str], ...]:
    """The services to choose from: the nearest, or those that were looked for; the chosen one in any case."""
    sought = request.GET.get("sought", "").strip()
    if sought:
        found = nearest(request.registry.search.table(request.published), sought, OFFERED)
        named = [slug for slug, name in names.items() if sought in name]
        guesses = [slug for slug in dict.fromkeys((*named, *found)) if slug in names][: 2 * OFFERED]
    chosen = [target.service] if target.service else []
    return tuple((slug, names[slug]) for slug in dict.fromkeys((*guesses, *chosen)))

"""The questions that readers asked, week by week, those that failed first; and how well search answers by its regression set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pyramid.view import view_config

from mingbai.desk.services import session_of
from mingbai.errors import Refusal
from mingbai.feedback.questions import FAILURES, IGNORED, Question, Questions, Week
from mingbai.feedback.weeks import asked_week, spoken
from mingbai.people import policy
from mingbai.search.trials import Measurement
from mingbai.search.trying import Answered, answered, nearest
from mingbai.web.access import BACKGROUND

ROUTES = (
    ("desk_questions", "/desk/questions"),
    ("desk_questions_quality", "/desk/questions/quality"),
)
ROWS = 20
"""Questions on one page: what each finds now is looked up while the page is made."""
GUESSES = 3
"""Services that a row offers to settle a question with."""
PATIENCE = 2.5
"""Seconds that a page waits for a measurement; one that takes longer is shown as far as it is."""

KINDS = {
    "colloq": "口语", "keyword": "关键词", "synonym": "同义说法", "region": "带地名", "typo": "打错字", "audience": "说人群",
    "material": "说材料", "code": "编码", "partial": "只说一半", "pinyin": "拼音", "long": "长句", "law": "说依据", "form": "说表格",
    "initials": "拼音首字母", "width": "全角字符", "trad": "繁体字", "negative_hard": "像是别家的事", "negative": "别家的事",
}  # fmt: skip
"""The types of questions of the regression set, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One question with what it finds now, the services that come nearest (slug and name), and what was done about it in words."""

    question: Question
    now: Answered
    guesses: tuple[tuple[str, str], ...]
    done: str
    once: str

    @property
    def failure(self) -> str:
        """In words."""
        return FAILURES[self.question.failure]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsPage:
    """One week: its lines on this page, ``show`` is all or what is open. ``settles``: may deal with them; ``writes``: in the register of
    services, which belongs to no place."""

    week: Week
    named: str
    weeks: tuple[tuple[str, str], ...]
    show: str
    waiting: int
    found: int
    lines: tuple[Line, ...]
    page: int
    before: str
    after: str
    settles: bool
    writes: bool
    recorded: bool
    saved: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityPage:
    """How well search answers, as the index and the register are now. ``kinds``: what the types of questions are called."""

    measured: Measurement
    kinds: Mapping[str, str]


@view_config(route_name="desk_questions", request_method="GET", renderer="desk/questions.jinja2", permission="question.read")
def questions(request: Any) -> QuestionsPage:
    """This week's questions, or another week's."""
    recorded = request.registry.tally_keeper.flush()  # before the snapshot is taken, so that it holds what this worker counted
    asked = Questions(session_of(request), request.registry.now(), request.by)
    weeks = asked.weeks()
    week = asked.week(asked_week(request.GET["week"]) if request.GET.get("week") else weeks[0])
    if request.registry.search_keeper.running:
        request.registry.trials.measured(request.published)  # likely wanted soon, and not waited for
    return _page(request, week, weeks, recorded)


@view_config(route_name="desk_questions_quality", request_method="GET", renderer="desk/quality.jinja2", permission="question.read")
def quality(request: Any) -> QualityPage:
    """The figures of both halves of the regression set; as far as they are, where they take long."""
    return QualityPage(measured=waited(request, request.registry.trials.measured(request.published)), kinds=KINDS)


def waited(request: Any, measured: Measurement) -> Measurement:
    """``measured``, after a little patience; a script that asks again by itself does not wait."""
    measured.ended.wait(0.0 if BACKGROUND in request.headers else PATIENCE)
    return measured


def names_of_services(request: Any) -> dict[str, str]:
    """The names of the services in force, in the order of the list."""
    listed = sorted(request.published.listing("service"), key=lambda one: (int(one.facts.get("order", 0)), one.slug))
    return {one.slug: one.title for one in listed}


def _page(request: Any, week: Week, weeks: tuple[str, ...], recorded: bool) -> QuestionsPage:
    show = "all" if request.GET.get("show") == "all" else ""
    chosen = week.questions if show else tuple(one for one in week.questions if one.open)
    number, pages = _number(request), max(1, -(-len(chosen) // ROWS))
    number = min(number, pages)

    def at(page: int) -> str:
        return request.links.desk("questions", week=week.week, show=show, page=page) if 1 <= page <= pages and page != number else ""

    return QuestionsPage(
        week=week,
        named=spoken(week.week),
        weeks=tuple((one, spoken(one)) for one in weeks),
        show=show,
        waiting=sum(one.open for one in week.questions),
        found=len(chosen),
        lines=_lines(request, chosen[(number - 1) * ROWS : number * ROWS]),
        page=number,
        before=at(number - 1),
        after=at(number + 1),
        settles=policy.may(request.actor, "question.settle"),
        writes=policy.may_here(request.actor, "draft.write", ""),
        recorded=recorded,
        saved=request.GET.get("saved", ""),
    )


def _lines(request: Any, chosen: tuple[Question, ...]) -> tuple[Line, ...]:
    library, search, names = request.published, request.registry.search, names_of_services(request)
    table = search.table(library)

    def guesses(one: Question, now: Answered) -> tuple[tuple[str, str], ...]:
        """None where a reader is told whose business it is: there is nothing to mend."""
        near = nearest(table, one.text, GUESSES) if now.outside in ("", "-") else ()
        return tuple((slug, names[slug]) for slug in near if slug in names)

    found = [(one, answered(search, library, table, one.text)) for one in chosen]
    return tuple(
        Line(question=one, now=now, guesses=guesses(one, now), done=told(one.settled, names), once=told(one.once, names))
        for one, now in found
    )


def told(settled: str, names: dict[str, str]) -> str:
    """What was done about a question, in words; empty where nothing was."""
    kind, _, rest = settled.partition(":")
    if kind == "service":
        return f"已归到“{names.get(rest, rest)}”"
    if kind == "outside":
        return f"已记为{rest}的事"
    return "已忽略" if settled == IGNORED else ""


def _number(request: Any) -> int:
    asked = request.GET.get("page", "1")
    if not (asked.isascii() and asked.isdigit() and 0 < len(asked) < 5):
        raise Refusal("页码不对。", remedy="请从“下一页”进入。")
    return max(1, int(asked))

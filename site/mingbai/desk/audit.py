"""The audit log for the auditor: looking for entries, and taking them away as CSV. Each look is itself an entry."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from pyramid.response import Response
from pyramid.view import view_config

from mingbai import clock
from mingbai.errors import Refusal
from mingbai.people.audit import RESULTS, Audit, Entry, Wanted

ROUTES = (
    ("desk_audit", "/desk/audit"),
    ("desk_audit_csv", "/desk/audit.csv"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage:
    """A page of the log: what was asked, the entries, the acts and results to choose from, and what to ask for the page after this."""

    asked: dict[str, str]
    entries: tuple[Entry, ...]
    acts: tuple[tuple[str, str], ...]
    older: int | None
    first: bool
    results: tuple[tuple[str, str], ...] = tuple(RESULTS.items())


@view_config(route_name="desk_audit", request_method="GET", renderer="desk/audit.jinja2", permission="audit.read")
def audit(request: Any) -> AuditPage:
    """Look for entries."""
    log, wanted, before = _log(request), _wanted(request), _before(request)
    found = log.search(wanted, before)
    return AuditPage(
        asked={key: str(value or "") for key, value in asdict(wanted).items()},
        entries=found.entries,
        acts=log.acts(),
        older=found.entries[-1].id if found.more else None,
        first=before is None,
    )


@view_config(route_name="desk_audit_csv", request_method="GET", permission="audit.read")
def audit_csv(request: Any) -> Response:
    """Everything that is asked for, as a file."""
    written = _log(request).export(_wanted(request))
    day = clock.day_of(request.registry.now())
    response = Response(written, content_type="text/csv", charset="utf-8")
    response.content_disposition = f'attachment; filename="audit-{day.isoformat()}.csv"'
    return response


def _log(request: Any) -> Audit:
    """In the transaction of the request: that somebody looked is written down with it."""
    return Audit(request.writing, request.registry.now(), request.by)


def _wanted(request: Any) -> Wanted:
    """What the form asks for. Raises Refusal for a day that is none."""
    asked = {key: request.GET.get(key, "").strip()[:300] for key in ("who", "act", "object", "result")}
    days = {key: request.GET.get(key, "").strip() for key in ("since", "until")}
    return Wanted(**asked, **{key: clock.asked_day(day) if day else None for key, day in days.items()})


def _before(request: Any) -> int | None:
    asked = request.GET.get("before", "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) < 10):
        raise Refusal("页码不对。", remedy="请从“下一页”进入。")
    return int(asked)

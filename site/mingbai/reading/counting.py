"""Counting what is asked and what is clicked, without knowing who asks: no address, no cookie, no time, nothing but the words and a number.

Without script no click is counted. Whoever asks not to be counted (DNT, Sec-GPC) is not, nor are machines (standards 5.14).
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pyramid.response import Response
from pyramid.view import view_config

from mingbai.feedback.keeping import kept
from mingbai.feedback.weeks import week_of
from mingbai.reading.asking import LONGEST, Asking
from mingbai.search.layers.folding import folded
from mingbai.web.access import BACKGROUND, PUBLIC

_MACHINES = re.compile(
    r"bot\b|bot[/;]|crawl|spider|slurp|scrap|archiv|preview|monitor|uptime|check|scan|feed|curl|wget|python|java/|go-http|okhttp|"
    r"httpclient|axios|node-fetch|ruby|perl|php",
    re.IGNORECASE,
)
_BODY = 2048
"""Bytes of what a click tells: one question, percent-encoded."""


def count_question(request: Any, asking: Asking, services: int) -> None:
    """Count a question that found so many services: once, not again for its further pages, other orders and narrower choices."""
    plain = asking.page == 1 and not (asking.sort or asking.exact or asking.named) and set(asking.chosen) <= {"region"}
    if asking.q and plain and request.method == "GET" and is_a_reader(request) and not _asked_before(request, asking):
        request.registry.tally.asked(week_of(request.registry.now()), _kept(asking.q), services)


@view_config(route_name="api_picked", request_method="POST", permission=PUBLIC, require_csrf=False)
def picked(request: Any) -> Response:
    """A result of a question was clicked: the body holds ``q`` and nothing else. 204 whether it was counted or not."""
    if not _from_our_pages(request):
        return Response(status=403)
    asked = _question(request)
    if asked is None:
        return Response(status=400)
    if asked and is_a_reader(request):
        request.registry.tally.picked(week_of(request.registry.now()), _kept(asked))
    return Response(status=204, cache_control="no-store")


def _kept(typed: str) -> str:
    return kept(typed, folded(typed))


def is_a_reader(request: Any) -> bool:
    """Whether a person asks, who lets it be counted: people's browsers say which language they want."""
    headers = request.headers
    unasked = headers.get("Sec-Purpose", "") or headers.get("Purpose", "") or BACKGROUND in headers
    refused = headers.get("DNT") == "1" or headers.get("Sec-GPC") == "1"
    machine = not headers.get("Accept-Language") or _MACHINES.search(headers.get("User-Agent") or "bot/")
    return not (unasked or refused or machine)


def _asked_before(request: Any, asking: Asking) -> bool:
    """Whether the reader comes from the same question: by a link that chooses a place, or by sending it once more."""
    came = urlsplit(request.headers.get("Referer", ""))
    return came.netloc == request.host and asking.q in (one.strip()[:LONGEST] for one in parse_qs(came.query).get("q", ()))


def _from_our_pages(request: Any) -> bool:
    """Whether a page of ours sends it (architecture, rule 10): a browser says so by at least one of two headers, and by no other value."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    ours = {request.host, urlsplit(request.registry.mingbai.site_url).netloc} - {""}
    right = site in (None, "same-origin") and (origin is None or urlsplit(origin).netloc in ours)
    return right and (site or origin) is not None


def _question(request: Any) -> str | None:
    """What was asked, at most as much as the box takes; None for a body that is no such thing."""
    if request.content_length is None or request.content_length > _BODY:
        return None
    try:
        given = parse_qs(request.body.decode("ascii"), keep_blank_values=True, max_num_fields=1, errors="strict")
    except ValueError:
        return None
    return given["q"][0].strip()[:LONGEST] if set(given) == {"q"} else None

"""Search for machines: /api/v1/search and /api/v1/suggest, in JSON. What they give is described in docs/api.md, and kept.

No answer is kept by the site or by anybody between: results depend on the index too, and a list of suggestions on what is in force.
"""

from __future__ import annotations

from typing import Any

from pyramid.response import Response
from pyramid.view import view_config

from mingbai.errors import Refusal
from mingbai.guides.regions import region as region_of
from mingbai.publishing.library import Library
from mingbai.reading.ideas import suggester
from mingbai.search.answers import answer, line
from mingbai.search.suggesting import LONGEST, Suggestion
from mingbai.web.access import PUBLIC
from mingbai.web.links import Links

LIMIT, MOST = 10, 50
"""How many guides an answer holds unless told, and at most."""
FRESH = "no-cache"
"""Ask every time; unlike ``headers.CHECK`` it also keeps an answer out of ``front``."""


@view_config(route_name="api_search", permission=PUBLIC)
def search(request: Any) -> Response:
    """/api/v1/search?q=…&region=…&limit=…"""
    typed, region, limit = _typed(request), _region(request), _limit(request.GET.get("limit", str(LIMIT)))
    return _json(answer(request.registry.search.find(request.library, typed, region), limit))


@view_config(route_name="api_suggest", permission=PUBLIC)
def suggest(request: Any) -> Response:
    """/api/v1/suggest?q=…&region=…"""
    typed, region = _typed(request), _region(request)
    found = suggester(request.shelf, request.registry.search).suggest(typed)
    told = [{"text": one.text, "kind": one.kind, "address": _address(request.links, request.library, one, region)} for one in found]
    return _json({"query": typed[:LONGEST], "suggestions": told})


def _address(links: Links, library: Library, one: Suggestion, region: str) -> str:
    """Where a suggestion leads: a service to its guide in the chosen place, where that has just one, else to its page."""
    if one.kind == "event":
        return links.event(one.target)
    if one.kind != "service":
        return links.search(q=one.text, region=region)
    here = [guide for guide in library.listing("guide", region) if guide.facts.get("service") == one.target] if region else []
    return links.guide(region, here[0].slug) if len(here) == 1 else links.service(one.target)


def _typed(request: Any) -> str:
    if "q" not in request.GET:
        raise Refusal("没有给出要查的词。", place="参数 q", remedy="例如 ?q=生育津贴。")
    return str(request.GET["q"])


def _region(request: Any) -> str:
    region = str(request.GET.get("region", ""))
    if region:
        region_of(region)
    return region


def _limit(asked: str) -> int:
    if not (asked.isascii() and asked.isdigit() and len(asked) < 4 and 1 <= int(asked) <= MOST):
        raise Refusal(f"limit={asked[:20]} 不对。", place="参数 limit", remedy=f"应当是 1 到 {MOST} 的整数。")
    return int(asked)


def _json(found: Any) -> Response:
    headers = [("Content-Type", "application/json; charset=utf-8"), ("Cache-Control", FRESH)]
    return Response(line(found).encode(), headerlist=headers)

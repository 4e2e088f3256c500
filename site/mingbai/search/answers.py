"""An answer as data: the one object that ``mingbai search`` prints and the public interface gives. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from mingbai.errors import NotFound
from mingbai.guides.regions import region as region_of
from mingbai.guides.version import Heading
from mingbai.search.finding import Results, Row
from mingbai.search.query import Query
from mingbai.search.table import EMPTY, Table


def answer(results: Results, limit: int) -> dict[str, Any]:
    """At most ``limit`` results, flat, best first: each one service in one place. ``query`` is exactly what was typed; ``region`` is the
    place's name. ``name`` is the guide's; where the place has several guides of the service, the main item that they share, and
    ``guides`` lists them all, the best first, which ``slug`` names.

    ``understood`` is a sentence for a person, or empty where the query was taken as it stands. Scores compare within one answer only."""
    flat = [(here, score, row) for row in results.rows for here, score in _by_place(row)]
    return {
        "query": results.query.typed,
        "no_match": results.no_match,
        "understood": understood(results.query, results.table),
        "results": [
            {
                "region": place_name(here[0].region),
                "region_name": place_name(here[0].region),
                "region_code": here[0].region,
                "name": _shared_name(here),
                "slug": here[0].slug,
                "service": row.service.slug if row.service else "",
                "score": round(score, 4),
                "guides": [{"name": guide.title, "slug": guide.slug} for guide in here],
            }
            for here, score, row in flat[:limit]
        ],
    }


def _by_place(row: Row) -> list[tuple[list[Heading], float]]:
    """The guides of a row by place, in the order of the best of each, with its score."""
    places: dict[str, tuple[list[Heading], float]] = {}
    for guide, score in zip(row.guides, row.scores, strict=True):
        places.setdefault(guide.region, ([], score))[0].append(guide)
    return list(places.values())


def _shared_name(guides: list[Heading]) -> str:
    """What the guides of a service in one place are called together: their main item where all share one, else the name of the first."""
    shared = {str(guide.facts.get("main_item") or "") for guide in guides}
    return shared.pop() or guides[0].title if len(guides) > 1 and len(shared) == 1 else guides[0].title


def line(found: Any) -> str:
    """``found`` as JSON in one line, whatever its reader takes for the end of one."""
    return _ENDS.sub(lambda end: f"\\u{ord(end.group()):04x}", json.dumps(found, ensure_ascii=False))


_ENDS = re.compile("[\x85\u2028\u2029]")
"""Ends of lines that JSON leaves as they are and that some readers of lines cut at."""


def place_name(code: str) -> str:
    """The place's name as it is printed; the code itself where the list has no such place."""
    try:
        return region_of(code).name
    except NotFound:
        return code


def understood(query: Query, table: Table = EMPTY) -> str:
    """What was understood where that is not what was typed: 已按“异地就医备案”查找。The page says the same in the reader's language."""
    said = "；".join(_parts(query, table))
    return f"{said}。" if said else ""


def lexical(query: Query, table: Table) -> tuple[tuple[str, str], ...]:
    """The first everyday words of the query that led to a service, each with the term of the lexicons that it was taken for.

    None where the query was repaired or is not ours: one explanation is enough."""
    if query.corrected or query.outside:
        return ()
    read = (one for one in query.readings if one.layer == "terms" and one.said not in one.taken_as)
    leading = ((one.said, one.taken_as) for one in read if one.taken_as in table.meanings and table.meanings[one.taken_as].services)
    return tuple(dict.fromkeys(leading))[:_TERMS]


_TERMS = 2
"""Everyday words whose meaning is told; more would not be read."""


def _parts(query: Query, table: Table) -> Iterator[str]:
    if query.outside:
        yield f"这件事归{query.outside}办理" if query.outside != "-" else "这件事不归医疗保障部门办理"
    if query.corrected:
        yield f"已按“{query.corrected}”查找"
    elif query.code:
        yield f"已按事项编码 {query.code.upper()} 查找"
    if query.citations:
        yield f"已按依据或表格{'、'.join(f'“{one.text}”' for one in query.citations)}查找"
    for said, term in lexical(query, table):
        yield f"“{said}”也按“{term}”找"
    if query.region:
        yield f"只列{place_name(query.region)}的"
    elif query.place:
        yield f"只列{query.place}的" if query.regions else f"还没有{query.place}的办事指南"

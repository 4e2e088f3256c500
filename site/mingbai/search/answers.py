"""An answer as data: the one object that ``mingbai search`` prints and the public interface gives. Pure."""

from __future__ import annotations

from typing import Any

from mingbai.errors import NotFound
from mingbai.guides.regions import region as region_of
from mingbai.search.finding import Results
from mingbai.search.query import Query


def answer(results: Results, limit: int) -> dict[str, Any]:
    """At most ``limit`` guides, flat, best first. ``query`` is exactly what was typed; ``region`` is the place's name.

    ``understood`` is a sentence for a person, or empty where the query was taken as it stands. Scores compare within one answer only."""
    flat = [(guide, score, row) for row in results.rows for guide, score in zip(row.guides, row.scores, strict=True)]
    return {
        "query": results.query.typed,
        "no_match": results.no_match,
        "understood": understood(results.query),
        "results": [
            {
                "region": place_name(guide.region),
                "region_name": place_name(guide.region),
                "region_code": guide.region,
                "name": guide.title,
                "slug": guide.slug,
                "service": row.service.slug if row.service else "",
                "score": round(score, 4),
            }
            for guide, score, row in flat[:limit]
        ],
    }


def place_name(code: str) -> str:
    """The place's name as it is printed; the code itself where the list has no such place."""
    try:
        return region_of(code).name
    except NotFound:
        return code


def understood(query: Query) -> str:
    """What was understood where that is not what was typed: 已按“异地就医备案”查找。"""
    if query.outside:
        return "这件事不归医保部门办。" if query.outside == "-" else f"这件事请找{query.outside}。"
    taken = query.corrected or "、".join(dict.fromkeys(reading.taken_as for reading in query.readings))
    return f"已按“{taken}”查找。" if taken else ""

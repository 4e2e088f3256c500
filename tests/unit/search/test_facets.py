"""Facets over rows of results: what each choice would leave, and what is left after choosing."""

from __future__ import annotations

from typing import Any

import pytest

from mingbai.guides.version import Heading, Name
from mingbai.search.facets import MOST, band, facets, narrowed
from mingbai.search.finding import Row
from tests.makers import NOW


def heading(region: str = "320600", slug: str = "a", **facts: Any) -> Heading:
    name = Name("guide", region, slug)
    return Heading(name=name, number=1, digest="", effective_from=NOW, published_at=NOW, facts={"name": slug, **facts})


def row(*guides: Heading) -> Row:
    return Row(service=None, guides=guides, scores=tuple(float(-place) for place in range(len(guides))))


def counts(rows: list[Row], key: str, **chosen: str) -> dict[str, int]:
    return {one.value: one.services for facet in facets(rows, rows, chosen) if facet.key == key for one in facet.choices}


ROWS = [
    row(
        heading(audiences=("employee", "patient"), ways=("window", "online")), heading("320900", audiences=("employee",), ways=("window",))
    ),
    row(heading(slug="b", audiences=("patient",), ways=("online", "other"))),
]


def test_a_facet_counts_services_not_guides() -> None:
    assert counts(ROWS, "audience") == {"employee": 1, "patient": 2}
    assert counts(ROWS, "region") == {"320600": 2, "320900": 1}


def test_other_choices_lower_the_counts_and_the_own_one_does_not() -> None:
    assert counts(ROWS, "way", audience="employee") == {"window": 1, "online": 1}
    assert counts(ROWS, "audience", audience="employee") == {"employee": 1, "patient": 2}
    assert counts(ROWS, "region", audience="employee") == {"320600": 1, "320900": 1}


def test_every_choice_leaves_as_many_services_as_its_count_said() -> None:
    for facet in facets(ROWS, ROWS, {"audience": "patient"}):
        for choice in facet.choices:
            left = narrowed(ROWS, {"audience": "patient", facet.key: choice.value})
            assert len(left) == choice.services, (facet.key, choice)


def test_choices_narrow_together_and_keep_only_the_guides_that_fit() -> None:
    left = narrowed(ROWS, {"audience": "employee", "way": "online"})
    assert [[guide.region for guide in one.guides] for one in left] == [["320600"]]
    assert left[0].scores == (0.0,)
    assert narrowed(ROWS, {"audience": "newborn"}) == ()
    assert narrowed(ROWS, {"audience": ""}) == tuple(ROWS)


def test_what_everything_has_is_no_choice_and_other_is_none() -> None:
    assert "item" not in {facet.key for facet in facets(ROWS, ROWS, {})}
    assert "other" not in counts(ROWS, "way")
    assert [facet.key for facet in facets(ROWS[1:], ROWS[1:], {"audience": "patient"})] == ["audience"], "a choice in use stays in sight"


@pytest.mark.parametrize(
    ("limit", "wanted"),
    [
        ({"kind": "immediate", "days": 0}, "now"),
        ({"kind": "working_days", "days": 5}, "5"),
        ({"kind": "calendar_days", "days": 7}, "5"),
        ({"kind": "working_days", "days": 6}, "10"),
        ({"kind": "working_days", "days": 20}, "20"),
        ({"kind": "mixed", "days": 30}, "30"),
        ({"kind": "months", "days": 2}, "longer"),
        ({"kind": "agreement"}, "unsaid"),
        (None, "unsaid"),
    ],
)
def test_a_time_limit_falls_into_a_band(limit: dict[str, Any] | None, wanted: str) -> None:
    assert band(heading(**({"time_limit": limit} if limit else {}))) == wanted


def test_bands_stand_from_short_to_long_and_levels_from_the_province_down() -> None:
    rows = [row(heading(slug=str(days), time_limit={"kind": "working_days", "days": days})) for days in (30, 0, 10)]
    assert list(counts(rows, "limit")) == ["now", "10", "30"]
    rows = [row(heading(levels=("设区市", "省"))), row(heading(slug="b", levels=("省",)))]
    assert list(counts(rows, "level")) == ["省", "设区市"]


def test_thousands_of_places_make_a_short_list_that_holds_the_chosen_one() -> None:
    rows = [row(*(heading(f"{32_0000 + number}") for number in range(3000)))]
    offered = counts(rows, "region", region="322999")
    assert len(offered) == MOST and "322999" in offered

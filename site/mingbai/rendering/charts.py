"""The flow charts of a guide: what its source drew, or what its steps say, or at least its stages one after the other.

Every product asks here, so that page, poster and desk show the same chart. Nothing is invented: a guide of which neither
arrows nor steps nor stages are known has no chart.
"""

from __future__ import annotations

from collections.abc import Iterator

from mingbai.guides.flow import chart_of, chart_of_stages
from mingbai.guides.guide import Chart, Guide
from mingbai.rendering.flowchart import Drawing, Origin, draw

ORIGINS: dict[Origin, str] = {"original": "原图", "steps": "按办理步骤绘制", "stages": "按办理环节绘制"}
"""What is said beside a chart of where it comes from."""


def charts_of(guide: Guide) -> tuple[Drawing, ...]:
    """The charts of ``guide``, one for each path: empty only where nothing is known of how it is done.

    The source's own charts come first; one whose arrows are lost is no chart. Then the steps, then the stages.
    """
    return tuple(draw(chart, origin=origin) for origin, chart in _charts(guide))


def _charts(guide: Guide) -> Iterator[tuple[Origin, Chart]]:
    own = [chart for chart in guide.flowchart if chart.edges]
    told = [path for path in guide.process if path.steps]
    if own:
        yield from (("original", chart) for chart in own)
    elif told:
        yield from (("steps", chart_of(path)) for path in told)
    elif guide.process_stages:
        yield "stages", chart_of_stages(guide.process_stages)

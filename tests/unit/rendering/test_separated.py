"""No cell of a table file becomes a formula."""

from __future__ import annotations

import pytest

from mingbai.rendering.separated import plain


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_work_out_is_text(cell: str) -> None:
    assert plain(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "南通市政务服务中心", "1=1", "'=1"])
def test_everything_else_stays(cell: str) -> None:
    assert plain(cell) == cell

"""Cells of a text table (CSV) as spreadsheet programs open it. Knows no table."""

from __future__ import annotations

_BEGINS = ("=", "+", "-", "@", "\t", "\r")


def plain(cell: str) -> str:
    """``cell`` so that no spreadsheet program takes it for a formula, whatever somebody called a thing (CSV injection, OWASP)."""
    return f"'{cell}" if cell.startswith(_BEGINS) else cell

"""How well search answers the regression set: by kind on both halves, and before and after each layer of the query.

Of the unseen half nothing but these means is ever printed.
"""

from __future__ import annotations

from mingbai.publishing.library import Library
from mingbai.search.finding import Search
from mingbai.search.judging import Figures, judged, questions
from mingbai.search.layers import LAYERS

HALVES = ("tuned", "unseen")


def told(library: Library, search: Search) -> list[str]:
    """The tables of quality, as lines of Markdown."""
    table, asked = search.table(library), {half: questions(half) for half in HALVES}
    whole = {half: judged(search, library, table, asked[half]) for half in HALVES}
    lines = ["| with layers up to | nDCG@10 tuned | unseen | zero results tuned | unseen |", "|---|---|---|---|---|"]
    for last in range(len(LAYERS) + 1):
        found = [judged(search, library, table, asked[half], LAYERS[:last]) for half in HALVES]
        name = LAYERS[last - 1].__module__.rpartition(".")[2] if last else "words only"
        lines.append(f"| {name} | {_pair([one.all.ndcg for one in found])} | {_pair([one.all.zero * 100 for one in found], ' %')} |")
    return [*_by_kind(whole), "", *lines]


def _by_kind(whole: dict[str, Figures]) -> list[str]:
    lines = ["| kind | half | questions | nDCG@10 | MRR | success@1 | zero results |", "|---|---|---|---|---|---|---|"]
    for half, found in whole.items():
        for kind, row in {"all": found.all, **found.types}.items():
            figures = f"{row.ndcg:.3f} | {row.mrr:.3f} | {row.first:.3f} | {row.zero * 100:.1f} %"
            lines.append(f"| {kind} | {half} | {row.questions} | {figures} |")
        lines.append(f"| not ours | {half} | {found.outside} | told so: {found.flagged * 100:.0f} % | | | |")
    return lines


def _pair(figures: list[float], unit: str = "") -> str:
    return " | ".join(f"{one:.1f}{unit}" if unit else f"{one:.3f}" for one in figures)

"""The repairs, in the one order in which they run. Each is a pure step over blocks that mends one oddity and reports what it did.

First what nobody wrote is taken out, then tables come back together, then headings and items, then sentences and words;
what cannot be mended is reported last. Recognisers and families see only repaired blocks.
"""

from __future__ import annotations

from collections.abc import Callable

from mingbai.importing.blocks import Blocks
from mingbai.importing.repairs import (
    bare_tables,
    blanks,
    boxes,
    characters,
    debris,
    lines,
    marks,
    noticed,
    ruled_lines,
    spread_tables,
    tab_tables,
)

Repair = Callable[[Blocks], Blocks]

REPAIRS: tuple[Repair, ...] = (
    characters.remove_private_use_characters,
    characters.remove_invisible_characters,
    characters.fold_blanks,
    characters.fold_radicals,
    debris.remove_bookmarks,
    debris.remove_image_names,
    debris.remove_markup,
    debris.remove_box_edges,
    debris.remove_page_numbers,
    debris.remove_running_headers,
    ruled_lines.part_ruled_lines,
    spread_tables.rebuild_spread_tables,
    tab_tables.rebuild_tab_tables,
    bare_tables.rebuild_bare_tables,
    boxes.restore_controls,
    boxes.restore_misread_boxes,
    marks.restore_heading_marks,
    marks.part_glued_headings,
    marks.part_glued_items,
    lines.join_broken_lines,
    blanks.close_spaced_words,
    blanks.close_split_words,
    noticed.report_unclosed_titles,
    noticed.report_repeated_numbers,
)


def repaired(document: Blocks) -> Blocks:
    """``document`` after every repair."""
    for repair in REPAIRS:
        document = repair(document)
    return document

"""What the fonts of the printed products can print, and what is said of a character that they cannot."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from mingbai.errors import Unprinted
from mingbai.guides.characters import around, called, missing
from mingbai.rendering import glyphs
from mingbai.rendering.glyphs import printable
from mingbai.rendering.paper.sheet import Paper
from mingbai.rendering.pdf import Setter

ROOT = Path(__file__).parents[3]
FONTS = sorted((ROOT / "templates" / "print" / "fonts").glob("*.ttf"))


def test_a_font_is_read_as_a_library_for_fonts_reads_it() -> None:
    assert len(FONTS) == 4
    for path in FONTS:
        assert printable([path]) == {chr(code) for code in TTFont(path, lazy=True).getBestCmap()}


def test_format_4_is_read_too() -> None:
    font = FONTS[0].read_bytes()
    library = TTFont(FONTS[0], lazy=True)
    held = next(one for one in library["cmap"].tables if one.format == 4)
    start = library.reader.tables["cmap"].offset
    table = font[start : start + library.reader.tables["cmap"].length]
    at = next(
        int.from_bytes(table[8 + 8 * number : 12 + 8 * number])
        for number in range(int.from_bytes(table[2:4]))
        if table[int.from_bytes(table[8 + 8 * number : 12 + 8 * number]) :][:2] == b"\x00\x04"
    )
    assert set(glyphs._segments(font, start + at)) == {chr(code) for code in held.cmap}


def test_every_character_of_the_content_can_be_printed() -> None:
    used = {sign for path in (ROOT / "content").rglob("*.yaml") for sign in path.read_text(encoding="utf-8")}
    assert missing("".join(sorted(used)), printable(FONTS)) == ()


def test_what_has_no_shape_is_not_missed() -> None:
    assert missing("一\n二\u200b三\ufeff", frozenset("一二三")) == ()
    assert missing("一㐂二㐂\ue000", frozenset("一二")) == ("㐂", "\ue000")


def test_a_character_is_told_with_its_number_and_the_words_around_it() -> None:
    assert called("㐂") == "“㐂”（U+3402）" and called("\ue123") == "U+E123"
    assert around("\ue123", "请带身份证\ue123原件") == "请带身份证〔?〕原件"


@pytest.mark.parametrize("sign", ["\ue123", "\U0002b740"])
def test_a_paper_with_such_a_character_is_refused_with_its_place(sign: str) -> None:
    paper = Paper(template="guide", title="试印", data={"guide": {"materials": [f"居民身份证{sign}复印件"]}}, day=date(2026, 11, 21))
    with pytest.raises(Unprinted) as refused:
        Setter(ROOT / "templates" / "print").pdf(paper)
    assert called(sign) in refused.value.sentence and "居民身份证" in refused.value.place and "字库" in refused.value.remedy

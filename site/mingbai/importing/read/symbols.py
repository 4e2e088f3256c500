"""The characters that the symbol fonts of Word print at private places: ticks, boxes, bullets. Unicode's where there is one.

Source: Microsoft's published Wingdings, Wingdings 2, Wingdings 3 and Symbol charts. A sign that has no counterpart stays the
private-use character that it is, for a repair to remove and report.
"""

from __future__ import annotations

_WINGDINGS = dict(
    zip(
        (
            0x6C,
            0x6D,
            0x6E,
            0x6F,
            0x70,
            0x71,
            0x72,
            0x75,
            0x76,
            0x77,
            0xA1,
            0xA4,
            0xA7,
            0xA8,
            0xD8,
            0xE0,
            0xE1,
            0xE2,
            0xF0,
            0xFB,
            0xFC,
            0xFD,
            0xFE,
        ),
        "●❍■□□❑❒◆❖⬥○◉▪□➢→↑↓⇨✗✓☒☑",
        strict=True,
    )
) | {0x80 + number: "⓪①②③④⑤⑥⑦⑧⑨⑩"[number] for number in range(11)}
_WINGDINGS_2 = dict(zip((0x4F, 0x50, 0x51, 0x52, 0x53, 0x54, 0x97, 0x98, 0xA2, 0xA3), "✗✓☒☑☒☒●●■□", strict=True))
_WINGDINGS_3 = dict(zip((0x66, 0x67, 0x68, 0x69, 0x75, 0x7D), "←→↑↓⯈▶", strict=True))
_SYMBOL = dict(zip((0xA8, 0xAE, 0xAF, 0xB0, 0xB1, 0xB3, 0xB4, 0xB7, 0xD6, 0xA3), "♦→↓°±≥×•√≤", strict=True))
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "wingdings 3": _WINGDINGS_3, "symbol": _SYMBOL}


def printed(text: str, font: str) -> str:
    """``text`` as the symbol font ``font`` prints it; unchanged for any other font."""
    table = _FONTS.get(font.strip().lower())
    if table is None:
        return text
    return "".join(
        table.get(ord(character) & 0xFF, character) if _private(character) or ord(character) < 0x100 else character for character in text
    )


def _private(character: str) -> bool:
    """Word keeps the places of a symbol font at U+F000 to U+F0FF."""
    return 0xF000 <= ord(character) <= 0xF0FF

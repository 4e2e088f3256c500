"""Makes the four fonts of the printed products from the whole Noto files; run by hand when a release of Noto is taken up.

    python templates/print/fonts/subset.py NOTO_FILE... --readings Unihan_OtherMappings.txt --out templates/print/fonts

Kept are GB 2312, the 8,105 characters of 通用规范汉字表 (Unihan's kTGH), what the content uses beyond these, and the symbols
that forms and notices use. A character outside is refused when it is saved or printed, never dropped (docs/printing.md).
"""

from __future__ import annotations

import argparse
from pathlib import Path

from fontTools import subset

RANGES = (
    (0x20, 0x7E), (0xA0, 0xFF), (0x2010, 0x2027), (0x2030, 0x205E), (0x2070, 0x209C), (0x20A0, 0x20BF), (0x2100, 0x214F),
    (0x2150, 0x218B), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2312, 0x2312), (0x2460, 0x24FF), (0x2500, 0x257F), (0x2580, 0x259F),
    (0x25A0, 0x25FF), (0x2600, 0x2642), (0x2701, 0x27BF), (0x2E80, 0x2FDF), (0x3000, 0x303F), (0x3041, 0x30FF), (0x3200, 0x33FF),
    (0xFE10, 0xFE1F), (0xFE30, 0xFE4F), (0xFF01, 0xFFEE),
)  # fmt: skip
FEATURES = ["kern", "liga", "locl", "mark", "ccmp", "halt", "palt", "vert", "vrt2", "vhal", "pnum", "tnum", "lnum"]


def gb2312() -> set[int]:
    """Every character of GB 2312, from its 94 × 94 plane."""
    found = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes((row, cell)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return found


def standard(readings: Path) -> set[int]:
    """The characters of 通用规范汉字表 (2013), by Unihan's kTGH."""
    lines = (line.split("\t") for line in readings.read_text(encoding="utf-8").splitlines() if "\tkTGH\t" in line)
    return {int(line[0][2:], 16) for line in lines}


def used(content: Path) -> set[int]:
    """Every character of the content that is kept beside the program."""
    return {ord(one) for path in content.rglob("*.yaml") for one in path.read_text(encoding="utf-8")}


def main() -> None:
    """Write one subset for each font that is given."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("fonts", nargs="+", type=Path)
    asked.add_argument("--readings", type=Path, required=True)
    asked.add_argument("--out", type=Path, required=True)
    given = asked.parse_args()
    wanted = gb2312() | standard(given.readings) | used(Path("content")) | {one for first, last in RANGES for one in range(first, last + 1)}
    for path in given.fonts:
        options = subset.Options(layout_features=FEATURES, hinting=False, drop_tables=["DSIG"], name_IDs=["*"], notdef_outline=True)
        font = subset.load_font(str(path), options)
        chooser = subset.Subsetter(options)
        chooser.populate(unicodes=wanted)
        chooser.subset(font)
        subset.save_font(font, str(given.out / path.name.replace("_400", "-").replace("_700", "-")), options)


if __name__ == "__main__":
    main()

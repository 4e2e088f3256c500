"""A number as its cell displays it, by its number format (ECMA-376 part 1, 18.8.30 and 18.8.31).

Kept from Excel: dates, leading zeros, thousands, percents, literal words, Chinese numerals. Not kept: the cutting of long numbers to
3.22E+11 by General, because a code of twelve digits is in the file whole.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext

from mingbai.importing.read.numerals import written
from mingbai.importing.read.xlsx.dates import is_date, shown_date

_BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "yyyy/m/d", 15: "d-mmm-yy",
    16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: "h:mm", 35: "h:mm:ss", 36: 'yyyy"年"m"月"', 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss.0", 48: "##0.0E+0", 49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"',
    55: 'yyyy"年"m"月"', 56: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
"""The formats that a file may use without writing them; 14 to 22 and 27 to 58 as a Chinese Excel shows them."""
_PIECE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|[0#?]|[.,%]|.', re.DOTALL)
_SILENT = re.compile(
    r"\[(?:Black|Blue|Cyan|Green|Magenta|Red|White|Yellow|Color\s*\d+|黑色|蓝色|绿色|红色|黄色|白色|[<>=][^\]]*)\]|_.|\*.", re.IGNORECASE
)
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_LONGEST = 255
"""Characters of a format that Excel takes."""
_CHINESE = re.compile(r"\[DBNum([12])\]", re.IGNORECASE)


def built_in(number: int) -> str:
    """The code of a format that the file only names by number."""
    return _BUILT_IN.get(number, "General")


def displayed(value: str, code: str, *, from_1904: bool) -> str:
    """The stored number ``value`` in the format ``code``; the value itself where it is no number."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number) >= Decimal("1e25"):
        return value
    code = code if len(code) <= _LONGEST else "General"
    section, number = _section(code, number)
    chinese = _CHINESE.search(section)
    section = _CURRENCY.sub(lambda found: f'"{found[1]}"', _SILENT.sub("", _CHINESE.sub("", section)))
    numerals = {"1": "chineseCounting", "2": "chineseLegalSimplified"}[chinese[1]] if chinese else ""
    if is_date(section):
        return shown_date(number, section, from_1904=from_1904, numerals=numerals)
    if _plain(section):
        return written(int(number), numerals) if numerals and number == int(number) else _general(number)
    return _patterned(number, section)


def _section(code: str, number: Decimal) -> tuple[str, Decimal]:
    """The part of the code for this sign; the second part prints its own minus (18.8.31)."""
    parts = re.findall(r'(?:"[^"]*"|\\.|[^;"\\])+|(?<=;)(?=;)', code) or ["General"]
    if number < 0 and len(parts) > 1:
        return parts[1], -number
    if number == 0 and len(parts) > 2:
        return parts[2], number
    return parts[0], number


def _plain(section: str) -> bool:
    return section.strip().lower() in {"general", "g/通用格式", "@", ""} or not re.search(r"[0#?]", re.sub(r'"[^"]*"|\\.', "", section))


def _general(number: Decimal) -> str:
    if number == number.to_integral_value():
        return str(int(number))
    told = f"{float(number):.11g}"
    return str(number) if "e" in told else told


def _patterned(number: Decimal, section: str) -> str:
    pieces = _PIECE.findall(section)
    places = [at for at, piece in enumerate(pieces) if piece in {"0", "#", "?"}]
    if not places or pieces.count("%") > 3 or re.search(r"[eE][+-]|\?\s*/", re.sub(r'"[^"]*"|\\.', "", section)):
        return _general(number)
    point = next((at for at, piece in enumerate(pieces) if piece == "." and at >= places[0]), None)
    whole = [at for at in places if point is None or at < point]
    part = [at for at in places if point is not None and at > point]
    grouped = any(pieces[at] == "," and whole and whole[0] < at < whole[-1] for at in range(len(pieces)))
    scale = pieces.count("%") * 2 - 3 * sum(1 for at, piece in enumerate(pieces) if piece == "," and at > places[-1])
    with localcontext(prec=300):
        rounded = abs(number).scaleb(scale).quantize(Decimal(1).scaleb(-len(part)), ROUND_HALF_UP)
    digits, _, decimals = f"{rounded:f}".partition(".")
    filled = {**_wholes(digits, whole, pieces, grouped=grouped), **_parts(decimals, part, pieces)}
    words = "".join(_word(piece, filled.get(at)) for at, piece in enumerate(pieces))
    return ("-" if number < 0 and rounded else "") + words.rstrip(".")


def _wholes(digits: str, places: list[int], pieces: list[str], *, grouped: bool) -> dict[int, str]:
    """The digits before the point, dealt out from the right; the first place takes all that remain."""
    digits = "" if digits == "0" else digits
    if grouped:
        digits = digits.zfill(sum(pieces[at] == "0" for at in places))
        told = f"{int(digits or 0):,}".rjust(len(digits), "0") if digits else ""
        return {at: told if at == places[0] else "" for at in places}
    out = {}
    for left, at in zip(range(len(places) - 1, -1, -1), reversed(places), strict=True):
        taken, digits = (digits[-1:], digits[:-1]) if left else (digits, "")
        out[at] = taken or ("0" if pieces[at] == "0" else "")
    return out


def _parts(decimals: str, places: list[int], pieces: list[str]) -> dict[int, str]:
    out = dict(zip(places, decimals, strict=False))
    for at in reversed(places):
        if pieces[at] != "#" or out[at] != "0":
            break
        out[at] = ""
    return out


def _word(piece: str, digit: str | None) -> str:
    if digit is not None:
        return digit
    if piece.startswith('"'):
        return piece[1:-1]
    if piece.startswith("\\"):
        return piece[1:]
    return "" if piece == "," or piece.startswith("[") else piece

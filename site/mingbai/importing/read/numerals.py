"""How Word and Excel print a number of a list: the formats of ST_NumberFormat (ECMA-376 part 1, 17.18.59) that Chinese documents use."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_ROMAN_SIZES = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_ROMAN = tuple(zip(_ROMAN_SIZES, ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"), strict=True))


def written(number: int, form: str) -> str:
    """``number`` (from 0) in the format ``form`` (``chineseCounting``); as decimal where the format is not known or ends."""
    return _FORMS.get(form, str)(number) or str(number)


def counted(number: int) -> str:
    """一, 十, 十一, 二十一, 一百零五: Chinese numbers as they are read (chineseCountingThousand)."""
    if not 0 < number < 10_000:
        return "" if number else "〇"
    out, gap = "", False
    for size, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            out += ("零" if gap and out else "") + _DIGITS[digit] + unit
        gap = not digit
    return out[1:] if out.startswith("一十") else out


def _digital(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _financial(number: int) -> str:
    told = counted(number)
    told = "一" + told if told.startswith("十") else told
    return told.translate(str.maketrans("一二三四五六七八九十百千〇", "壹贰叁肆伍陆柒捌玖拾佰仟零"))


def _roman(number: int) -> str:
    out = ""
    for size, letters in _ROMAN:
        times, number = divmod(number, size)
        out += letters * times
    return out if len(out) < 40 else ""


def _letter(number: int) -> str:
    """a to z, then aa, bb: Word repeats the letter."""
    return chr(97 + (number - 1) % 26) * min((number - 1) // 26 + 1, 40) if number > 0 else ""


def _of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else ""


_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
_FORMS: dict[str, Callable[[int], str]] = {
    "chineseCounting": counted,
    "chineseCountingThousand": counted,
    "taiwaneseCounting": counted,
    "taiwaneseCountingThousand": counted,
    "japaneseCounting": counted,
    "ideographDigital": _digital,
    "taiwaneseDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "chineseLegalSimplified": _financial,
    "ideographLegalTraditional": _financial,
    "ideographTraditional": _of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _of("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": _of("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "decimalEnclosedCircle": _of(_CIRCLED),
    "decimalEnclosedCircleChinese": _of(_CIRCLED),
    "decimalEnclosedParen": _of("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "decimalEnclosedFullstop": _of("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "decimalFullWidth": lambda number: str(number).translate({48 + digit: 0xFF10 + digit for digit in range(10)}),
    "decimalFullWidth2": lambda number: str(number).translate({48 + digit: 0xFF10 + digit for digit in range(10)}),
    "decimalZero": lambda number: f"{number:02}",
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "numberInDash": lambda number: f"- {number} -",
}

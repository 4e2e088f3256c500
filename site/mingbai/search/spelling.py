"""Pinyin as text: which letters are syllables, and which that people mix up. Pure; knows no word.

A blurred spelling takes together what many speakers do not tell apart: zh ch sh and z c s, final n and ng, initial n and l.
"""

from __future__ import annotations

import re
from functools import cache

_INITIAL = "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])"
_FINAL = "(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|van|ai|ei|ui|ao|ou|iu|ie|ve|ue|er|an|en|in|un|vn|ia|ua|uo|a|o|e|i|u|v)"
_SYLLABLE = re.compile(f"{_INITIAL}{_FINAL}|(?:ang|eng|ai|ei|ao|ou|er|an|en|a|o|e)")
_TONES = str.maketrans(
    "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêńňǹḿ",
    "aaaaeeeeiiiioooouuuuvvvvvennnm",
)


def plain(text: str) -> str:
    """``text`` without the marks of tones, and with v for ü, as a keyboard has it."""
    return text.translate(_TONES)


@cache
def blurred(syllable: str) -> str:
    """A syllable as people who mix sounds up may write it: zhang and zan are both zan, ning and lin both lin."""
    left = re.sub("^([zcs])h", r"\1", syllable)
    left = re.sub("([aeio])ng$", r"\1n", left)
    return re.sub("^n(?=[aeiouv])", "l", left)


def blur(letters: str) -> str:
    """Letters that were typed without blanks, blurred in the same way as their syllables would be.

    Where one syllable ends is not known, so that what comes out is compared with ``blur`` of known spellings only."""
    left = re.sub("([zcs])h", r"\1", letters)
    left = re.sub("([aeio])ng", r"\1n", left)
    return left.replace("n", "l")


def could_be(letters: str) -> bool:
    """Whether ``letters`` are nothing but syllables."""
    ends = {0}
    for start in range(len(letters)):
        if start in ends:
            ends |= {start + size for size in range(1, 7) if _SYLLABLE.fullmatch(letters, start, start + size)}
    return len(letters) in ends

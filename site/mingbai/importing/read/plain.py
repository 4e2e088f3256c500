"""Plain text: which encoding the bytes are in, and one paragraph a line. It mends no character and joins no line."""

from __future__ import annotations

import re

from mingbai.importing.blocks import Blocks, Finding, Paragraph, Place
from mingbai.importing.read.refusal import BINARY, ENCODING, TOO_HEAVY

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\0\0", "utf-32-le"), (b"\0\0\xfe\xff", "utf-32-be"))
_MARKS_16 = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_ENDS = re.compile(r"\r\n|\r|\n")
_BREAKS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""Page feeds and line separators inside a line of the file: they break the text, but an editor counts no new line there."""
_CONTROL = re.compile(r"[\0-\x06\x08\x0e-\x1a\x7f]")
_READABLE = re.compile(r"[\t\n\r -~\u2010-\u2026\u2150-\u217f\u2460-\u2473\u25a0-\u25ff\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


MOST_LINES = 1_000_000
"""The largest of the five seeds has 10,212."""


def read_plain(name: str, data: bytes) -> Blocks:
    """The lines of a text file, blank ones too, since a blank line may end a table row. Raises UnreadableSource."""
    text, findings = decode(name, data)
    if text.count("\n") + text.count("\r") > MOST_LINES:
        raise TOO_HEAVY.of(name)
    blocks = tuple(
        Paragraph(text=part, place=Place(line=number, last=number))
        for number, line in enumerate(_ENDS.split(text), 1)
        for part in _BREAKS.split(line)
    )
    return Blocks(blocks=_unended(blocks), file=name, format="txt", findings=findings)


def decode(name: str, data: bytes) -> tuple[str, tuple[Finding, ...]]:
    """The characters of ``data``, and a finding where some bytes are damaged.

    Order of trial: byte order mark, UTF-16 without a mark (it alone holds NUL bytes), UTF-8, GB18030 (which holds GBK and GB2312).
    """
    text = _by_mark(data)
    if text is None:
        text = _without_nul(name, data) if b"\0" not in data else _utf_16(name, data)
    if len(_CONTROL.findall(text)) * 50 > len(text):
        raise BINARY.of(name)
    return text, tuple(_damage(text))


def _by_mark(data: bytes) -> str | None:
    for mark, encoding in (*_MARKS, *_MARKS_16):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    return None


def _utf_16(name: str, data: bytes) -> str:
    trials = [data.decode(encoding, "replace") for encoding in ("utf-16-le", "utf-16-be")]
    best = max(trials, key=_readable)
    if _readable(best) < 0.9:
        raise BINARY.of(name)
    return best


def _without_nul(name: str, data: bytes) -> str:
    """UTF-8 if nearly all of it is, so that one damaged byte does not turn the whole file into GB18030 nonsense."""
    utf_8 = data.decode("utf-8", "replace")
    if _spoilt(utf_8) <= 0.05:
        return utf_8
    gb = data.decode("gb18030", "replace")
    if _spoilt(gb) <= 0.05 and _readable(gb) >= 0.7:
        return gb
    raise (BINARY if len(_CONTROL.findall(gb)) * 50 > len(gb) else ENCODING).of(name)


def _spoilt(text: str) -> float:
    """The share of undecodable characters among those that are not ASCII."""
    foreign = sum(1 for character in text if character > "\x7f")
    return text.count("\ufffd") / foreign if foreign else 0.0


def _readable(text: str) -> float:
    return len(_READABLE.findall(text)) / len(text) if text else 0.0


def _damage(text: str) -> list[Finding]:
    return [
        Finding(
            kind="damaged-bytes",
            severity="damage",
            sentence="这一行有认不出的字节，原来的字已经丢失，请对照原件补上。",
            place=Place(line=number, last=number),
            excerpt=line.strip()[:60],
        )
        for number, line in enumerate(_ENDS.split(text), 1)
        if "\ufffd" in line
    ]


def _unended(blocks: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Without the empty last line that follows the file's final line end."""
    return blocks[:-1] if len(blocks) > 1 and not blocks[-1].text else blocks

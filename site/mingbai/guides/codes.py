"""The state's codes of items and agencies, read and checked, and the readable address (slug) of a name that has no code.

基本编码 (12 characters) and 实施编码 (31, with 业务办理项 33 digits) follow GB/T 39554.1-2020 as the source documents and agencies'
published lists show it; 统一社会信用代码 is GB 32100-2015. Every refusal names the first wrong position. The codes that we
make ourselves and print on paper are in ``short_codes``.
"""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources

from mingbai.errors import BadText

KINDS: Mapping[str, str] = {
    "01": "行政许可", "02": "行政处罚", "03": "行政强制", "04": "行政征收", "05": "行政给付", "06": "行政检查",
    "07": "行政确认", "08": "行政奖励", "09": "行政裁决", "10": "其他行政权力", "20": "公共服务",
}  # fmt: skip
"""Positions 3-4 of an item code: the kind of the item (事项类型)."""

LEVELS: Mapping[str, str] = {"1": "国家级", "2": "省级", "3": "市级", "4": "县级", "5": "乡级", "6": "村级"}
"""Position 19 of an 实施编码: the level that exercises the item (行使层级)."""

_DIRECTORIES = frozenset(
    "00 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 66".split()
)  # fmt: skip
_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_GROUP = "00Y"
_REMEDY = "请对照原文核对编码。"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCode:
    """A 12-character 基本编码 in its parts; ``kind`` is a key of KINDS, ``sub`` is 000 (no sub-items), 001… or 00Y (a group)."""

    directory: str
    kind: str
    department: str
    main: str
    sub: str

    def __str__(self) -> str:
        return self.directory + self.kind + self.department + self.main + self.sub

    @property
    def is_group(self) -> bool:
        """Whether it is the code of a main item that has sub-items, for which nobody can apply."""
        return self.sub == _GROUP

    @property
    def group(self) -> str:
        """The code that the main item has where it has sub-items."""
        return str(self)[:9] + _GROUP


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyCode:
    """An 实施编码: the agency's 18-character credit code, the level (a key of LEVELS), the item, and of 33 digits the last two."""

    agency: str
    level: str
    item: ItemCode
    handling: str | None = None

    def __str__(self) -> str:
        return self.agency + self.level + str(self.item) + (self.handling or "")


def item_code(text: str) -> ItemCode:
    """Read a 12-character 基本编码. Raises BadText, which names the wrong position."""
    code = _folded(text)
    return _item(code, code, 0)


def agency_code(text: str) -> AgencyCode:
    """Read a 31- or 33-character 实施编码. Raises BadText, which names the wrong position."""
    code = _folded(text)
    if len(code) not in (31, 33):
        raise _bad(code, f"应当是 31 位（业务办理项 33 位），现在是 {len(code)} 位。")
    credit_code(code[:18])
    _demand(code, code[18] in LEVELS, 19, code[18], "不是行使层级（1 国家 … 6 村）")
    if len(code) == 33:
        _demand(code, code[31:].isdecimal(), 32, code[31:], "不是业务办理项的两位序号")
    return AgencyCode(agency=code[:18], level=code[18], item=_item(code, code[19:31], 19), handling=code[31:] or None)


def credit_code(text: str) -> str:
    """Check an 18-character 统一社会信用代码 (GB 32100-2015) and return it in capitals. Raises BadText."""
    code = _folded(text)
    if len(code) != 18:
        raise _bad(code, f"统一社会信用代码应当是 18 位，现在是 {len(code)} 位。")
    for place, character in enumerate(code, 1):
        _demand(code, character in _CREDIT, place, character, "不是统一社会信用代码可用的字符")
    total = sum(_CREDIT.index(character) * pow(3, place, 31) for place, character in enumerate(code[:17]))
    expected = _CREDIT[-total % 31]
    _demand(code, code[17] == expected, 18, code[17], f"与前 17 位算出的校验码“{expected}”不一致")
    return code


def is_item_code(text: str) -> bool:
    """Whether ``text`` is a whole item code, as a recogniser asks about a cell."""
    try:
        item_code(text)
    except BadText:
        return False
    return True


def conflicts(codes: Iterable[str]) -> Iterator[str]:
    """Sentences on what does not go together among the item codes of one document: repetitions, and groups that hold a 000 item."""
    counts = Counter(map(_folded, codes))
    for code, times in counts.items():
        if times > 1:
            yield f"编码 {code} 出现了 {times} 次，同一机构内应当唯一。"
        if code.endswith(_GROUP) and f"{code[:9]}000" in counts:
            yield f"主项 {code} 下有子项，又有不分子项的编码 {code[:9]}000，请核对。"


def slug(name: str) -> str:
    """A readable address for a name without a code: lower-case pinyin, hyphens between words, ASCII, at most 60 characters.

    参保人员参保信息查询 is canbao-renyuan-canbao-xinxi-chaxun. A longer one is cut between words and ends in four characters
    that depend on the whole name, so that names with one beginning stay apart. The same name always gives the same slug.
    """
    runs = _RUN.findall(unicodedata.normalize("NFKC", name).lower())
    words = [word for run in runs for word in _spelt(run)]
    whole = "-".join(words)
    if 0 < len(whole) <= _LONGEST:
        return whole
    tail = hashlib.sha256(("".join(runs) or name).encode()).hexdigest()[:4]
    while words and len("-".join(words)) > _LONGEST - 5:
        words.pop()
    return "-".join([*words, tail]) if words else f"item-{whole[: _LONGEST - 10]}{tail}"


_LONGEST = 60
_RUN = re.compile(r"[a-z0-9]+|[\u3400-\u9fff\U00020000-\U0003134f]+")


def _spelt(run: str) -> Iterator[str]:
    """The words of a run of one script in ASCII: the trade's own words first, the rest as the dictionaries cut and read it."""
    if run.isascii():
        yield run
        return
    place, unknown = 0, ""
    while place < len(run):
        size = next((size for size in range(min(8, len(run) - place), 0, -1) if run[place : place + size] in _readings()), 0)
        if not size:
            unknown += run[place]
        else:
            yield from _looked_up(unknown)
            unknown = ""
            yield _readings()[run[place : place + size]]
        place += size or 1
    yield from _looked_up(unknown)


def _looked_up(text: str) -> Iterator[str]:
    """``text`` cut into words and spelt by the dictionaries, which are heavy and therefore loaded only for what the trade's list lacks."""
    if not text:
        return
    if known := _readings().get(f"={text}"):
        yield from known.split("-")
        return
    import pypinyin
    import rjieba

    for word in rjieba.cut(text):
        spelt = "".join(pypinyin.lazy_pinyin(word, errors="ignore"))
        if ascii_only := re.sub(r"[^a-z0-9]", "", spelt):
            yield ascii_only


@functools.cache
def _readings() -> Mapping[str, str]:
    text = (resources.files("mingbai.guides") / "data" / "pinyin.tsv").read_text("utf-8")
    lines = (line.partition("\t") for line in text.splitlines() if not line.startswith("#"))
    return {word: reading for word, _, reading in lines}


def _folded(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()


def _item(whole: str, code: str, offset: int) -> ItemCode:
    """The item code ``code``, which begins after ``offset`` characters of ``whole``."""
    if len(code) != 12:
        raise _bad(whole, f"应当是 12 位，现在是 {len(code)} 位。")
    _demand(whole, code[:2] in _DIRECTORIES, offset + 1, code[:2], "不是目录层级（00 国家，或省级代码前两位）")
    _demand(whole, code[2:4] in KINDS, offset + 3, code[2:4], "不是事项类型（01–10、20）")
    _demand(whole, _digits(code[4:6]), offset + 5, code[4:6], "不是两位部门代码")
    _demand(whole, _digits(code[6:9]), offset + 7, code[6:9], "不是三位主项序号")
    _demand(whole, _digits(code[9:]) or code[9:] == _GROUP, offset + 10, code[9:], "不是三位子项序号，也不是 00Y")
    return ItemCode(directory=code[:2], kind=code[2:4], department=code[4:6], main=code[6:9], sub=code[9:])


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _demand(code: str, right: bool, first: int, found: str, why: str) -> None:
    if not right:
        place = f"第 {first} 位" if len(found) == 1 else f"第 {first}–{first + len(found) - 1} 位"
        raise _bad(code, f"{place}“{found}”{why}。")


def _bad(code: str, why: str) -> BadText:
    return BadText(f"编码 {code} 不对：{why}", remedy=_REMEDY)

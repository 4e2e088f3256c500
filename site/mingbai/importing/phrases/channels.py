"""办理方式: the ways in, by the words that name them, and the ticks of a 清单's columns. Knows no region and no agency."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mingbai.guides.guide import Channel, ChannelKind
from mingbai.importing.phrases.brackets import split_outside
from mingbai.importing.phrases.numbering import Part, split_list

_WORDS: tuple[tuple[ChannelKind, str], ...] = (
    ("kiosk", r"自助"),
    ("mobile", r"掌上|手机|移动端|小程序|公众号|微信|支付宝|[Aa][Pp][Pp]|ＡＰＰ|掌办"),
    (
        "online",
        r"网上[^、，；,;/或和]{0,6}大厅|网上|网站|网办|网厅|网报|线上|在线|互联网|官网|门户|电子税务局|政务服务网|政务网|服务平台|子系统|电脑端|[Pp][Cc]端|全程网",
    ),
    ("fax", r"传真"),
    ("phone", r"电话|热线"),
    ("mail", r"邮寄|快递|寄递|邮递|邮箱|邮件|信函"),
    ("agent", r"代办|帮办|上门"),
    ("hospital", r"医院端|院端|医院|定点医疗机构|医疗机构|医药机构端|医保服务站"),
    ("window", r"窗口|大厅|现场|柜台|柜面|线下|服务点|服务中心|经办机构|当面|实体|便民|基层|网点"),
)
_OTHER = re.compile(r"联办|一件事|一网通办|免申|视频|其他|其它|集成")
_TICK = re.compile(r"[√✓✔☑■●〇○✅]|^\s*(?:是|有|[vVyY])\s*$")
_BOX = re.compile(r"[□☐☑☒]")
_BARE = re.compile(r"(?:窗口|网上|线上|线下|现场|掌上|自助|邮寄|电话|手机|大厅|在线|快递|代办)(?:办理?|申请|申报|受理)?")
_BRACKETED = re.compile(r"[（(][^（()）]*[）)]")
_LABEL = re.compile(r"(?:^|(?<=[\s；;。]))(?P<way>[^\s：:；;，,。、]{2,8})[：:](?!//)")
_ALSO = re.compile(r"[，,](?:也|还|亦)可(?:以)?|[，,]或者?(?=通过|登录|拨打|到|前往)")
"""What begins another way in within one sentence: 可到窗口办理，也可通过公众号办理."""
_HEAD_END = re.compile(r"[：:，,。；;（(]|\s{2,}")


def read_channels(lines: Iterable[str]) -> tuple[Channel, ...]:
    """The channels of a section: one list item or line each; an item that names two ways (网上或掌上办理) is two channels."""
    found: list[Channel] = []
    for part in split_list("\n".join(lines)):
        found += _of_part(part, None)
    return tuple(dict.fromkeys(found))


def read_channel(text: str, group: str | None = None) -> tuple[Channel, ...]:
    """The channels of one entry; ``group`` is the class that it stands under (现场办理), used where the entry names no way."""
    detail = text.strip(" \t\n　；;、")
    if not detail:
        return ()
    kinds = _kinds(detail) or (_kinds(group) if group else ()) or ("other",)
    if group and "反馈" in group:
        kinds = ("other",)  # how the result comes back is no way in
    return tuple(Channel(kind=kind, detail=detail, group=group) for kind in kinds)


def ticked(text: str) -> bool:
    """Whether a cell of a √ column is ticked."""
    return bool(_TICK.search(text))


def _of_part(part: Part, group: str | None) -> Iterable[Channel]:
    if part.children:
        head = part.text.strip(" \t\n　：:；;，,")
        for child in part.children:
            yield from _of_part(child, head or group)
        return
    lines = [line for line in part.text.split("\n") if line.strip()]
    for line in lines if not part.label else [part.text]:
        yield from _of_line(line, group)


def _of_line(line: str, group: str | None) -> Iterable[Channel]:
    """One line; ways in a row (窗口办理、网上办理；掌上办理) are one channel each, where every one of them names its way."""
    if _BOX.search(line) and ticked(line):
        return _of_boxes(line, group)
    labels = [found.start() for found in _LABEL.finditer(line) if _kinds(found["way"])]
    if len(labels) > 1 and not line[: labels[0]].strip():
        ends = zip(labels, [*labels[1:], len(line)], strict=True)
        return [channel for start, end in ends for channel in read_channel(line[start:end], group)]
    names = split_outside(line, "、；;")
    if len(names) == 1 and all(_BARE.fullmatch(_BRACKETED.sub("", name).strip()) for name in split_outside(line, "，,")):
        names = split_outside(line, "，,")
    if len(names) > 1 and not _LABEL.match(line) and all(len(_BRACKETED.sub("", name)) <= 10 and _kinds(name) for name in names):
        return [channel for name in names for channel in read_channel(name, group)]
    sentences = split_outside(line, "；;")
    headed = all(_in_order(_HEAD_END.split(sentence, maxsplit=1)[0]) for sentence in sentences)
    return [channel for one in (sentences if headed else [line]) for channel in read_channel(one, group)]


def _of_boxes(line: str, group: str | None) -> list[Channel]:
    """The ticked ones of a row of boxes; what stands before the first box (线上办理：☑政务服务网 □公众号) is their group."""
    lead, *boxes = re.split(r"(?=[□☐口☑√✓✔■☒])", line)
    head = lead.strip(" \t　：:") or group
    names = [box[1:].strip(" \t　：:；;、") for box in boxes if ticked(box[0])]
    return [channel for name in names if name for channel in read_channel(name, head)]


def _kinds(text: str) -> tuple[ChannelKind, ...]:
    """The kinds that the head of ``text`` names (窗口办，…), or else the first that the whole text names."""
    head = _HEAD_END.split(text.strip(), maxsplit=1)[0]
    named = _in_order(head)
    if named:
        others = [kind for clause in _ALSO.split(text)[1:] for kind in _in_order(clause)]
        return tuple(dict.fromkeys((*named, *others)))
    if _OTHER.search(head):
        return ("other",)
    return _in_order(text)[:1]


def _in_order(text: str) -> tuple[ChannelKind, ...]:
    found: list[tuple[int, ChannelKind]] = []
    at_a_window = re.search(r"窗口|大厅|现场|线下", text)
    for kind, words in _WORDS:
        match = re.search(words, text)
        if match:
            found.append((match.start(), kind))
            text = re.sub(words, lambda m: "\0" * len(m[0]), text)
    if _OTHER.search(text):
        found.append((_OTHER.search(text).start(), "other"))  # type: ignore[union-attr]
    kinds = [kind for _, kind in sorted(found)]
    specific = [kind for kind in kinds if kind != "window"] if len(kinds) > 1 and not at_a_window else kinds
    return tuple(dict.fromkeys(specific))

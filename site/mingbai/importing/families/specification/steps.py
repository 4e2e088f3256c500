"""办理流程 of a specification: paths (1.线上办理), and under each the steps that open with their stage (业务受理。①…).

A step runs from its opening to the next, over lines and page breaks. A path without such openings is a list, read as every list is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mingbai.guides.guide import Path, Step
from mingbai.importing.blocks import Table
from mingbai.importing.families.specification.grid import ORDINAL, grid
from mingbai.importing.families.specification.prose import paragraphs
from mingbai.importing.phrases.numbering import split_list
from mingbai.importing.phrases.process import read_process

_LABEL = r"(?:[（(]?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[）)、.．]\s*)?"
_STAGE = (
    r"(?:申请|申报|受理|收件|审核|审查|核查|核验|核定|办结|反馈|评估|评审|流转|预审|审批|拨付|支付|结算|送达|公示|公告|办理|初审|复核|复审|决定|登记|"
    r"备案|查询|领取|缴费|确认|协商|签订|归档|告知|发放|提交|接收|校验)"
)
_STAGES = rf"[\u4e00-\u9fff、]{{0,8}}?{_STAGE}(?:及[\u4e00-\u9fff]{{2,6}})?"
_OPENING = re.compile(
    rf"{_LABEL}(?:{_STAGES}(?:。(?=\s*\S)|[：:](?=\s*\S))|(?:业务)?[\u4e00-\u9fff]{{0,2}}{_STAGE}[\u4e00-\u9fff]{{0,3}}。$)"
)
"""业务受理。… or 业务受理：…; alone in its line only where it is too short to be a sentence."""
_SURE = re.compile(rf"{_LABEL}业务{_STAGE}[\u4e00-\u9fff]{{0,4}}。")
"""An opening that is no end of a sentence from the line before, even where that has lost its stop."""
_GLUED = re.compile(rf"(?<=。)(?=(?:业务|网上|线上|现场|窗口|组织|结果){_STAGE}(?:及[\u4e00-\u9fff]{{2,4}})?。\S)")
"""Where a step follows in the line of the one before, as where a page's last line was full."""
_PATH = re.compile(r"(?P<label>[（(]?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[）)、.．]\s*)(?P<name>[^，,。；;：:]{2,24})[：:]?")
_BARE_PATH = re.compile(
    r"(?:线上|线下|网上|现场|窗口|掌上|自助|联办|邮寄|电话|医院端|院端|代办)[^，,。；;：:]{0,14}?"
    r"(?:办理|办|登记|申请|流程|渠道|方式)?(?:流程)?[：:]?"
)
_COLUMNS = r"环节|步骤|流程|程序|内容|要求|说明|时限|责任|岗位"


def read_steps(lines: Sequence[str], tables: Sequence[Table]) -> tuple[Path, ...]:
    """The paths of one section. Steps printed as a table are one unnamed path."""
    texts = [text for part in _parts(lines) for whole in paragraphs(part, _SURE) for text in _GLUED.split(whole)]
    paths = tuple(_paths(texts)) if any(_OPENING.match(text) for text in texts) else read_process(texts).paths
    rows = tuple(_rows(tables))
    return (*paths, Path(steps=rows)) if rows else paths


def _parts(lines: Sequence[str]) -> Iterator[list[str]]:
    """``lines`` parted at the names of paths, to which no line is joined."""
    part: list[str] = []
    for line in lines:
        if _name_of(line.strip()):
            yield from (part, [line])
            part = []
        else:
            part.append(line)
    yield part


def _paths(texts: Sequence[str]) -> Iterator[Path]:
    name: str | None = None
    under: list[str] = []
    for text in texts:
        found = _name_of(text)
        if found:
            if name is not None or under:
                yield Path(path=name, steps=_steps(under))
            name, under = found, []
        else:
            under.append(text)
    if name is not None or under:
        yield Path(path=name, steps=_steps(under))


def _name_of(text: str) -> str | None:
    """The name of the path that ``text`` heads; a line that opens a step heads none."""
    if _OPENING.match(text):
        return None
    numbered = _PATH.fullmatch(text)
    if numbered and not numbered["name"].endswith(("的", "或", "和", "及")):
        return numbered["name"].strip()
    return text.rstrip("：:").strip() if _BARE_PATH.fullmatch(text) else None


def _steps(texts: Sequence[str]) -> tuple[Step, ...]:
    """The steps of one path: from opening to opening, or, where there is none, one for each part of the list."""
    if not any(_OPENING.match(text) for text in texts):
        return tuple(Step(text=part.raw.removeprefix(part.label).strip()) for part in split_list("\n".join(texts)) if part.raw.strip())
    steps: list[str] = []
    for text in texts:
        if _OPENING.match(text) or not steps:
            steps.append(re.sub(rf"^{_LABEL}", "", text) if _OPENING.match(text) else text)
        else:
            steps[-1] += ("" if "①" <= text[0] <= "⑳" else "\n") + text
    return tuple(Step(text=step) for step in steps)


def _rows(tables: Sequence[Table]) -> Iterator[Step]:
    read = grid(tables, _COLUMNS)
    at = read.column(ORDINAL) if read else None
    for row in read.rows if read else ():
        said = [read.value(row, n) for n in range(len(row)) if n != at] if read else []
        if any(said):
            yield Step(text="：".join(part for part in said if part))

"""办理流程: the paths that a process has and the steps of each. Knows no path by name, only what tells a heading from a step."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mingbai.guides.guide import Path, Step
from mingbai.importing.phrases.brackets import depths
from mingbai.importing.phrases.notes import one_line
from mingbai.importing.phrases.numbering import Part, split_list, starts_with_label, value_of
from mingbai.importing.phrases.stages import read_stages

_EDGE = " \t\n　；;，,：:"
_STAGE = r"[^\s，。；;：:（()）—→-]{2,8}(?:[（(][^（()）]{1,8}[）)])?"
_CHAIN = re.compile(rf"\s*{_STAGE}(?:\s*(?:[—–→⇒➔>＞-]+)\s*{_STAGE}){{2,}}\s*[。；;]?\s*")
_ARROW = re.compile(r"\s*(?:[→⇒➔➜➡⟶↓]+|[—–=-]+[>＞]|[—－]{2,})\s*")
_HEADING = re.compile(
    r"[^，,。；;：:]{0,24}(?:办理|办|申办|申请|申报|登记|流程|方式|渠道|途径|报销|线上|线下)(?:流程|方式|程序|步骤)?(?:[（(][^（()）]{1,16}[）)])?"
)
_PATH = re.compile(
    r"[^，,。；;：:]{0,12}(?:窗口|网上|线上|线下|掌上|自助|现场|大厅|院端|医院端?|代办|邮寄|电话|手机|联办|委托)[^，,。；;：:]{0,12}"
    r"(?:办理|申办|申请|申报|办|流程|方式|渠道|登记|报销)(?:流程|方式|程序)?(?:[（(][^（()）]{1,16}[）)])?"
)
"""A line that heads a path even without a number: 窗口办理, 网上或掌上办理流程."""
_WAY = re.compile(r"窗口|网上|线上|线下|掌上|自助|现场|大厅|院端|医院|机构|代办|邮寄|电话|手机|联办|委托|平台|流程|单位|个人")
_LONGEST_PATH = 16
_INLINE = re.compile(r"([^，,。；;：:]{2,20})[：:]\s*(\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """The paths of a process, and its stages where the section prints them as a chain (申请—受理—办结)."""

    paths: tuple[Path, ...] = ()
    stages: tuple[str, ...] = ()


def read_process(lines: Sequence[str]) -> Process:
    """Read the lines of one section. A part with steps under it is a path; parts without are the steps of one unnamed path."""
    stages = next((read_stages(line) for line in lines if _CHAIN.fullmatch(line)), ())
    paths: list[Path] = []
    for name, under in _headed([line for line in lines if not _CHAIN.fullmatch(line)]):
        if name:
            paths.append(Path(path=name))
        for piece, steps in _of_list(split_list("\n".join(under))):
            _add(paths, piece, steps)
    return Process(paths=tuple(_with_steps(paths)), stages=stages)


def _headed(lines: Sequence[str]) -> list[tuple[str | None, list[str]]]:
    """``lines`` parted at those that, without a number, head a path."""
    groups: list[tuple[str | None, list[str]]] = [(None, [])]
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        bare = line.strip(_EDGE)
        if not starts_with_label(line) and (_PATH.fullmatch(bare) or _heads_list(line, bare, following)):
            groups.append((bare, []))
        else:
            groups[-1][1].append(line)
    return groups


def _heads_list(line: str, bare: str, following: str) -> bool:
    """Whether a line that ends in a colon heads a path: it names a way in, or a list begins straight under it (转入档案：)."""
    if not line.rstrip().endswith(("：", ":")):
        return False
    lists = len(bare) <= _LONGEST_PATH and not re.search(r"[，,。；;：:]", bare) and value_of(following) == 1
    return lists or bool(_is_heading(line) and _WAY.search(line))


def _with_steps(paths: Sequence[Path]) -> list[Path]:
    """``paths`` without those that have no steps: what looked like the heading of a path was a step."""
    out: list[Path] = []
    for path in paths:
        if path.steps or not path.path:
            out += [path] if path.steps else []
        elif out:
            out[-1] = Path(path=out[-1].path, steps=(*out[-1].steps, Step(text=path.path)))
        else:
            out.append(Path(steps=(Step(text=path.path),)))
    return out


def _add(paths: list[Path], name: str | None, steps: Sequence[str]) -> None:
    """A piece with a name opens a path; one without goes on with the path that is open."""
    made = tuple(Step(text=step) for step in steps if step)
    if name is not None or not paths:
        paths.append(Path(path=name, steps=made))
    else:
        paths[-1] = Path(path=paths[-1].path, steps=paths[-1].steps + made)


def _of_list(parts: Sequence[Part]) -> list[tuple[str | None, list[str]]]:
    """The (path, steps) pairs of a list. Where only the first of its items looks like a path and its step (1.网上申报：登录平台；
    2.审核：…), it is a step like the others."""
    pairs = [_pieces(part) for part in parts]
    named = [at for at, found in enumerate(pairs) if any(name for name, _ in found)]
    if named == [0] and len(parts) > 2 and all(part.label and not part.children for part in parts) and "\n" not in parts[0].text:
        pairs[0] = [(None, [one_line(parts[0].text)])]
    return [pair for found in pairs for pair in found]


def _pieces(part: Part) -> list[tuple[str | None, list[str]]]:
    """The (path, steps) pairs that one part of the list holds."""
    lines = [line.strip() for line in part.text.split("\n") if line.strip()]
    if part.children and len(lines) <= 1 and _is_heading(part.text):
        return [(part.text.strip(_EDGE), [step for child in part.children for step in _steps(child)])]
    if part.children:
        return [(None, [one_line(part.raw.removeprefix(part.label))])]
    if part.label and len(lines) > 1 and _is_heading(lines[0]):
        return [(lines[0].strip(_EDGE), [one_line(line) for line in lines[1:]])]
    if part.label and len(lines) > 1:
        return [(None, [one_line(part.text)])]
    return [_line(line) for line in lines]


def _line(line: str) -> tuple[str | None, list[str]]:
    """One line: a path and its step parted by a colon, or a step."""
    inline = _INLINE.fullmatch(line)
    if inline and _HEADING.fullmatch(inline[1].strip()) and _WAY.search(inline[1]):
        return inline[1].strip(), _chained(one_line(inline[2]))
    return None, _chained(one_line(line))


def _chained(text: str) -> list[str]:
    """The steps of a line that links them by arrows (提出申请→窗口受理→发证); any other line is one step."""
    inside = depths(text)
    links = [found for found in _ARROW.finditer(text) if found.start() and not inside[found.start()]]
    steps = [text[before.end() if before else 0 : link.start() if link else None] for before, link in pairwise([None, *links, None])]
    return [step.strip(_EDGE) for step in steps] if len(steps) > 2 and all(map(str.strip, steps)) else [text]


def _steps(part: Part) -> list[str]:
    """The steps under a path: an item with its own sub-list is one step."""
    lines = [line for line in part.text.split("\n") if line.strip()]
    if part.label or part.children or len(lines) <= 1:
        whole = one_line(part.raw.removeprefix(part.label))
        return [whole] if part.children else _chained(whole)
    return [one_line(line) for line in lines]


def _is_heading(text: str) -> bool:
    text = text.strip(_EDGE)
    return (
        len(text) <= 30
        and not re.search(r"[，,。；;]", text)
        and (bool(_HEADING.fullmatch(text)) or bool(_WAY.search(text) and len(text) <= 12))
    )

"""办理环节: the chain 申请—受理—审核—办结, with whatever dash or arrow it was typed. Knows no stage by name."""

from __future__ import annotations

import re

from mingbai.importing.phrases.numbering import split_list

_LINK = re.compile(r"\s*(?:[-—–‐‑―─－﹣→⇒➔➜➡⟶>＞~～/／]+|\n)\s*")
_EDGE = " \t\n　。；;，,、:："


def read_stages(text: str) -> tuple[str, ...]:
    """The stages of one chain in order. A numbered list, or one parted by 、 or blanks, is read too."""
    parts = split_list(text)
    if len(parts) > 1:
        stages = [part.text for part in parts]
    elif len(linked := _LINK.split(text.strip(_EDGE))) > 1:
        stages = linked
    else:
        stages = re.split(r"[、，,；;]|\s+", text.strip(_EDGE))
    return tuple(re.sub(r"\s+", "", stage).strip(_EDGE) for stage in stages if stage.strip(_EDGE))

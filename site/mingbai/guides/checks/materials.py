"""Materials that leave open what exactly to bring: original or copy, how many, on paper or not (standards 2.09)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingbai.guides.checks.findings import Beside, Check, labels
from mingbai.guides.guide import Guide, Material

_SAID = re.compile(
    r"原件|复印件|正本|副本|电子|扫描|照片|影印|[一二两三\d]+\s*[份张式套]|纸质|查验|核验|出示|盖章|加盖|公章|提供[^，。]*材料|无需|不需|免于"
)
_PAPERS = re.compile(r"证(?!明)|户口|执照|许可|病历|诊断|发票|票据|收据|清单|明细|小结|证明|文书|协议|合同|存折|银行卡|处方|卡(?!片)")
_OTHERWISE = re.compile(r"表》?$|申请书|承诺书|委托书|电子凭证|医保码")
"""What is filled in or shown on a screen: there is no original to copy."""


def found(guide: Guide, beside: Beside) -> Iterator[Check]:
    """One finding for a guide: which of its papers say neither original nor copy nor number."""
    told = " ".join((*guide.material_notes, *guide.tips))
    if re.search(r"原件|复印件", told):
        return
    open_ = {f"materials[{place}].name": one.name for place, one in enumerate(guide.materials) if _leaves_open(one)}
    if open_:
        yield Check(
            kind="material",
            severity="advise",
            field=next(iter(open_)),
            sentence=f"有 {len(open_)} 份材料没有写明要原件还是复印件、几份（{labels(list(open_))}）。",
            remedy="请写明原件或复印件和份数。",
            excerpt="、".join(open_.values())[:120],
        )


def _leaves_open(material: Material) -> bool:
    words = " ".join(
        part for part in (material.name, material.note, material.copies, material.raw, material.situation, material.group) if part
    )
    if _SAID.search(words) or _OTHERWISE.search(material.name):
        return False
    return bool(_PAPERS.search(material.name))

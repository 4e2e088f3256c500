"""Radicals that PDF fonts yield in place of the characters they look like."""

from __future__ import annotations

from mingbai.importing.blocks import Blocks, Paragraph, Place
from mingbai.importing.repairs.characters import fold_radicals


def test_radicals_of_both_blocks_become_the_characters_they_look_like() -> None:
    paragraph = Paragraph(text="⼈⺠医保⻓期护理⽅案", place=Place(line=1))
    told = fold_radicals(Blocks(blocks=(paragraph,), file="a.pdf", format="pdf"))
    assert [block.text for block in told.blocks if isinstance(block, Paragraph)] == ["人民医保长期护理方案"]
    assert [finding.kind for finding in told.findings] == ["radical"]

"""Codes on paper: every product of one guide, and the signs, as printed at 150 dpi and then blurred, noisy, tilted and aslant.

Of each: how wide its squares are, how many of its codes read in each sight, and the smallest share of its size at which the clean code
still reads: a code of share 0.3 is read by a telephone to which the sheet looks like a picture of 45 dpi.

python -m bench decoding [--guides 320600/menzhen-feiyong-baoxiao,…]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from mingbai.rendering.paper.sheet import Paper
from mingbai.rendering.paper.sign import SIZES
from mingbai.rendering.pdf import Setter
from tests.camera import SIGHTS, codes_of, read, smallest
from tests.papers import make_imprint, make_subject, seeded
from tests.sheets import of_guide, of_place, of_sign

GUIDES = (
    "320600/menzhen-feiyong-baoxiao,320900/danwei-canbao-dengji,360000/002036001002,420000/zhuyuan-feiyong-baoxiao,"
    "512000/zhuyuan-feiyong-baoxiao"
)
ADDRESS = "https://ybj.example.gov.cn"
"""As long as an agency's own: 26 characters, 38 with the path of an item."""
ROOT = Path(__file__).parents[1]


def main(arguments: list[str]) -> str:
    """Print, look, tell."""
    reader = argparse.ArgumentParser(prog="bench decoding")
    reader.add_argument("--guides", default=GUIDES)
    names = [tuple(name.split("/")) for name in reader.parse_args(arguments).guides.split(",")]
    setter = Setter(ROOT / "templates" / "print")
    rows: dict[str, list[list[float]]] = {}
    for name, paper in _papers(names):
        for code in list(codes_of(setter.pdf(paper), pages=2))[:2]:
            seen = [float(read(see(code.picture)) == code.address) for see in SIGHTS.values()]
            rows.setdefault(name, []).append([code.side, *seen, smallest(code.picture, code.address)])
    head = ["product", "codes", "squares mm", *SIGHTS, "smallest share"]
    lines = [f"| {' | '.join(head)} |", "|" + " --- |" * len(head)]
    lines += [f"| {name} | {len(found)} | {_told(found)} |" for name, found in rows.items()]
    return "\n".join([f"{len(names)} guides, {ADDRESS}, pages of 150 dpi; read of the codes found on the clean page", "", *lines])


def _papers(names: list[tuple[str, ...]]) -> Iterator[tuple[str, Paper]]:
    imprint = make_imprint(address=ADDRESS)
    subjects = [make_subject(seeded(region, slug)) for region, slug in names]
    for subject in subjects:
        yield from of_guide(subject, imprint)
    region, slug = names[0]
    yield from of_place(region, (slug,), imprint)
    for kind, sizes in SIZES.items():
        for size in sizes:
            yield from of_sign(kind, size, subjects, imprint)


def _told(found: list[list[float]]) -> str:
    """One row: the width, how many of the codes read in each sight, the worst share."""
    sights = [f"{sum(one[at] for one in found):.0f}/{len(found)}" for at in range(1, len(SIGHTS) + 1)]
    return " | ".join([f"{found[0][0]:.1f}", *sights, f"{max(one[-1] for one in found):.2f}"])

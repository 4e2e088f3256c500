"""Every code on every product reads from the printed page, also blurred, noisy, tilted and aslant (standards 3.25)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from mingbai.printing.products import PLACE_PRODUCTS, PRODUCTS
from mingbai.rendering.paper.sheet import Paper
from mingbai.rendering.paper.sign import SIZES
from mingbai.rendering.pdf import Setter
from tests.camera import SIGHTS, Seen, codes_of, read
from tests.papers import make_imprint, make_subject, seeded
from tests.sheets import SIGN, of_guide, of_place, of_sign
from tests.sites import ROOT

ADDRESS = "https://ybj.example.gov.cn"
IMPRINT = make_imprint(address=ADDRESS)
SLUGS = ("menzhen-feiyong-baoxiao", "322036001000")
CARRIED = ("guide", "short", "large", "notice", "notice-a5", "notice-large", "leaflet")
"""Products that people carry: their code tells whether the very version holds. Those that hang lead to the item."""
LETTERED = {"checklist"}
"""Products that give their address in letters alone."""
SMALLEST = {
    "poster": 62.0, "poster-a3": 87.0, "placard": 50.0, "placard-a4": 35.0, "card": 30.0, "notice": 30.0, "notice-a5": 30.0,
    "notice-large": 30.0, "leaflet": 30.0, "qr-sheet": 30.0,
}  # fmt: skip
"""Millimetres of the squares alone; with four modules around them 80 mm on a poster of A4, 113 mm on A3."""


@pytest.fixture(scope="module")
def setter() -> Setter:
    return Setter(Path(ROOT) / "templates" / "print")


@pytest.fixture(scope="module")
def found(setter: Setter) -> Callable[[str, Paper], list[Seen]]:
    """The codes of a paper, which is set once however many tests look at it."""
    kept: dict[str, list[Seen]] = {}

    def look(name: str, paper: Paper) -> list[Seen]:
        if name not in kept:
            kept[name] = list(codes_of(setter.pdf(paper), pages=3))
        return kept[name]

    return look


SUBJECT = make_subject(seeded("320600", SLUGS[0]))
OF_GUIDE = dict(of_guide(SUBJECT, IMPRINT))
OF_PLACE = dict(of_place("320600", SLUGS, IMPRINT))


def expected(name: str) -> str:
    version = SUBJECT.version
    return f"{ADDRESS}/v/{version.check_code}" if name in CARRIED else f"{ADDRESS}/q/{version.short_code}"


@pytest.mark.parametrize("name", PRODUCTS)
def test_every_product_of_a_guide_leads_where_it_should(name: str, found: Callable[[str, Paper], list[Seen]]) -> None:
    codes = found(name, OF_GUIDE[name])
    assert codes, f"no code on {name}"
    assert {code.address for code in codes} == {expected(name)}
    assert min(code.side for code in codes) >= SMALLEST.get(name, 22.0)


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("name", PRODUCTS)
def test_every_product_of_a_guide_reads_in_poor_light(name: str, sight: str, found: Callable[[str, Paper], list[Seen]]) -> None:
    for code in found(name, OF_GUIDE[name])[:2]:
        assert read(SIGHTS[sight](code.picture)) == code.address


@pytest.mark.parametrize("name", [name for name in PLACE_PRODUCTS if name not in LETTERED])
def test_products_of_places_read(name: str, found: Callable[[str, Paper], list[Seen]]) -> None:
    codes = found(name, OF_PLACE[name])
    assert codes, f"no code on {name}"
    assert all(code.address.startswith(ADDRESS) for code in codes)
    assert min(code.side for code in codes) >= SMALLEST.get(name, 22.0)
    for sight, see in SIGHTS.items():
        assert read(see(codes[0].picture)) == codes[0].address, sight


def test_a_sheet_of_codes_has_one_of_each_guide(found: Callable[[str, Paper], list[Seen]]) -> None:
    subjects = [make_subject(seeded("320600", slug)) for slug in SLUGS]
    codes = found("qr-sheet", OF_PLACE["qr-sheet"])
    assert sorted(code.address for code in codes) == sorted(f"{ADDRESS}/q/{one.version.short_code}" for one in subjects)


@pytest.mark.parametrize(("kind", "size"), [(kind, size) for kind, sizes in SIZES.items() for size in sizes])
def test_signs_of_every_kind_and_size_lead_to_the_sign(kind: str, size: str, found: Callable[[str, Paper], list[Seen]]) -> None:
    several = [make_subject(seeded("320600", slug)) for slug in SLUGS]
    for name, paper in of_sign(kind, size, several, IMPRINT):
        codes = found(name, paper)
        assert [code.address for code in codes] == [ADDRESS + SIGN], name
        assert read(SIGHTS["all at once"](codes[0].picture.reduce(2) if codes[0].side > 60 else codes[0].picture)) == ADDRESS + SIGN, name


def test_a_picture_without_a_code_reads_as_nothing() -> None:
    assert read(Image.new("L", (200, 200), 255)) is None

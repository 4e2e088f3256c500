"""One paper of every product that carries a code, by the name under which people ask for it: for tests and measurements of all of them."""

from __future__ import annotations

from collections.abc import Iterator

from mingbai.guides.hall import Hall, Phone, Window
from mingbai.printing.products import PLACE_PRODUCTS, PRODUCTS
from mingbai.rendering.paper.collection import Collection, grouped
from mingbai.rendering.paper.sheet import Imprint, Paper
from mingbai.rendering.paper.sign import face_of, sign_paper
from mingbai.rendering.paper.subject import Subject
from tests.papers import make_subject, seeded

HALL = Hall(region="320600", slug="first", name="示例大厅", phones=(Phone(number="0513-0000000", name="咨询"),))
WINDOW = Window(number="7", name="医保待遇")
SIGN = "/s/K7Q2M9XA"


def of_guide(subject: Subject, imprint: Imprint) -> Iterator[tuple[str, Paper]]:
    """Every product of one guide."""
    for name, product in PRODUCTS.items():
        yield name, product.make(subject, imprint)


def of_place(region: str, slugs: tuple[str, ...], imprint: Imprint) -> Iterator[tuple[str, Paper]]:
    """Every product of a place that has only those guides."""
    subjects = [make_subject(seeded(region, slug)) for slug in slugs]
    place = Collection(path=f"/{region}/", place=subjects[0].place, region=region, groups=grouped(subjects), forms=())
    for name, product in PLACE_PRODUCTS.items():
        yield name, product.make(place, imprint)


def of_sign(kind: str, size: str, subjects: list[Subject], imprint: Imprint) -> Iterator[tuple[str, Paper]]:
    """A registered sign of that kind and size, of the first guide alone and of all."""
    for some, told in ((subjects[:1], "one"), (subjects, "several")):
        face = face_of(some, imprint, path=SIGN, kind=kind, size=size, hall=HALL, window=WINDOW)  # type: ignore[arg-type]
        yield f"sign {kind} {size} {told}", sign_paper(face, some, imprint)

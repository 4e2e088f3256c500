"""What a hung sheet prints, as a value that can be kept and compared (standards 3.26)."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest

from mingbai.errors import Refusal
from mingbai.guides.guide import Basis, Guide, Material
from mingbai.guides.hall import Hall, Hours, Phone, Window
from mingbai.rendering.paper.sign import SIZES, face_from, face_of, projection, words_of_difference
from tests.makers import make_guide
from tests.papers import make_imprint, make_subject

IMPRINT = dataclasses.replace(make_imprint(address="https://ybj.example.gov.cn"), hotlines=(("12393", "医保服务热线"),))
HALL = Hall(
    region="320600",
    slug="first",
    name="第一大厅",
    hours=(Hours(days="周一至周五", times=("09:00—12:00", "13:30—17:00")),),
    complaints=(Phone(number="0513-1", name="投诉"),),
)


def kept(kind: str, *guides: Guide, number: int = 1, **parts: Any) -> dict[str, Any]:
    subjects = [make_subject(guide) for guide in guides]
    subjects = [dataclasses.replace(one, version=dataclasses.replace(one.version, number=number)) for one in subjects]
    face = face_of(subjects, IMPRINT, path="/s/ABC", kind=kind, size=SIZES[kind][0], **parts)  # type: ignore[arg-type]
    return projection(face)


@pytest.mark.parametrize("kind", SIZES)
def test_a_face_comes_back_from_what_was_kept(kind: str) -> None:
    found = kept(kind, make_guide(), hall=HALL, window=Window(number="7", name="医保待遇"))
    again = json.loads(json.dumps(found))
    assert projection(face_from(again)) == found
    assert face_from(again).window == "7 号窗口 医保待遇"
    assert face_from(again).address == "https://ybj.example.gov.cn/s/ABC"


def test_a_new_version_with_the_same_words_makes_nothing_stale() -> None:
    assert words_of_difference(kept("placard", make_guide(), number=1), kept("placard", make_guide(), number=5)) == ()


def test_a_basis_is_news_to_a_placard_and_none_to_a_card() -> None:
    old, new = make_guide(), make_guide(basis=(Basis(title="社会保险法", raw="《社会保险法》"),))
    assert words_of_difference(kept("placard", old), kept("placard", new)) == ("依据：增加“《社会保险法》”",)
    assert kept("card", old) == kept("card", new)


def test_what_differs_is_told_in_words() -> None:
    old = make_guide(materials=(Material(name="身份证"), Material(name="照片", note="一张")), fee="否")
    new = make_guide(materials=(Material(name="身份证"), Material(name="病历")), fee="10 元")
    assert words_of_difference(kept("card", old), kept("card", new)) == ("收费：不收费 → 10 元", "材料：增加“病历”，减少“照片”")
    renamed = dataclasses.replace(old, name="参保登记")
    assert words_of_difference(kept("qr", old), kept("qr", renamed)) == ("事项名称：单位参保登记 → 参保登记",)


def test_a_sheet_of_several_items_tells_which() -> None:
    one, other = make_guide(fee="否"), make_guide("second", name="第二项", fee="否")
    third = make_guide("third", name="第三项")
    dearer = dataclasses.replace(other, fee="5 元")
    assert words_of_difference(kept("placard", one, other), kept("placard", one, dearer)) == ("第二项：收费：不收费 → 5 元",)
    assert words_of_difference(kept("placard", one, other, third), kept("placard", one, other)) == ("减少事项：第三项",)
    assert words_of_difference(kept("placard", one, other), kept("placard", other, one)) == ("事项的次序变了",)


def test_other_hours_and_another_address_are_news() -> None:
    later = dataclasses.replace(HALL, hours=(Hours(days="周一至周六", times=("09:00—17:00",)),))
    told = words_of_difference(kept("card", make_guide(), hall=HALL), kept("card", make_guide(), hall=later))
    assert told == ("办公时间：增加“周一至周六 09:00—17:00”，减少“周一至周五 09:00—12:00、13:30—17:00”",)
    moved = {**kept("qr", make_guide()), "address": "https://other.example.gov.cn/s/ABC"}
    assert words_of_difference(kept("qr", make_guide()), moved) == (
        "二维码的网址：https://ybj.example.gov.cn/s/ABC → https://other.example.gov.cn/s/ABC",
    )


def test_no_items_and_no_such_size_are_refused() -> None:
    with pytest.raises(Refusal, match="没有选择事项"):
        face_of([], IMPRINT, path="/s/A", kind="card", size="a5")
    with pytest.raises(Refusal, match="没有 A3 的"):
        face_of([make_subject(make_guide())], IMPRINT, path="/s/A", kind="card", size="a3")

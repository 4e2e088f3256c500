"""The article for a 公众号: nothing in it that its editor drops, nothing of the guide left out."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html

from mingbai.rendering.article import PLACE_FOR_CODE, TAGS, article
from mingbai.rendering.paper.guide import guide_paper
from tests.makers import make_guide
from tests.papers import make_imprint, make_subject, seeded

HOSTILE = '<script src="https://evil.example/x.js"></script>&<img src=x onerror=alert(1)>'


def _body(data: bytes) -> Any:
    page = html.fromstring(data.decode())
    (body,) = page.find("body")
    return body


def _text(element: Any) -> str:
    for one in element.iter("br"):
        one.tail = "\n" + (one.tail or "")
    return str(element.text_content())


def test_only_what_the_editor_keeps() -> None:
    for of in (("320600", "322036002000"), ("420000", "danwei-canbao-xinxi-biangeng-dengji")):
        data = article(guide_paper(make_subject(seeded(*of)), make_imprint()))
        elements = list(_body(data).iter())
        assert {one.tag for one in elements} <= TAGS
        assert {name for one in elements for name in one.attrib} == {"style"}
        assert "url(" not in data.decode() and "position" not in data.decode()


def test_what_a_guide_says_stays_text() -> None:
    data = article(guide_paper(make_subject(make_guide(name=HOSTILE, tips=(HOSTILE,), summary="甲\n乙")), make_imprint()))
    assert not etree.fromstring(data, etree.HTMLParser()).xpath("//script|//img|//a|//link|//style")
    assert _text(_body(data)).count(HOSTILE) == 2 and "甲\n乙" in _text(_body(data))


def test_no_address_but_the_site_s_own_and_that_as_words() -> None:
    paper = guide_paper(make_subject(seeded("320600", "322036002000")), make_imprint())
    found = re.findall(r"https?://[^\s<]+", article(paper).decode())
    assert found == [paper.data["stamp"]["address"]]


def test_the_guide_is_all_there() -> None:
    paper = guide_paper(make_subject(seeded("320600", "322036002000")), make_imprint())
    guide, text = paper.data["guide"], _text(_body(article(paper)))
    said = [
        guide["name"],
        guide["main_item"],
        guide["limit_raw"],
        *guide["tips"],
        *guide["conditions"],
        *guide["material_notes"],
        *guide["remarks"],
    ]
    said += [line["name"] for group in guide["materials"] for line in group["lines"] if not line["split"]]
    said += [step for path in guide["paths"] for step in path["steps"]] + guide["stages"]
    said += [detail for way in guide["channels"] for detail in way["details"]] + [row["cited"] or row["printed"] for row in guide["basis"]]
    said += [guide["code"], *(line for one in guide["row"] for line in one["lines"])]
    assert len(said) > 20 and not [one for one in said if one and one not in text]
    assert paper.data["stamp"]["check"] in text and guide["source"]["document"] in text and PLACE_FOR_CODE in text


def test_a_sample_says_so_first() -> None:
    paper = guide_paper(make_subject(make_guide()), make_imprint(sample=True))
    assert _text(_body(article(paper))).startswith("样张")
    assert article(paper) == article(paper)

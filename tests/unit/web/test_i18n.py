"""The interface in its languages: nothing untranslated, nothing translated that is not there, numbers and names kept."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from mingbai.guides.guide import AUDIENCES, CHANNEL_KINDS, INTERNAL
from mingbai.web import i18n
from tests.makers import make_copy
from tests.sites import ROOT

CATALOGUE = i18n.FOLDER / "en" / "LC_MESSAGES" / "mingbai.po"
PLACE = re.compile(r"%\((\w+)\)s")


@pytest.fixture(scope="module")
def extracted() -> set[str]:
    """Every sentence of the interface, as Babel finds them."""
    with (i18n.FOLDER / "mapping.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    keywords = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None}
    return {found[2] for found in extract_from_dir(ROOT, methods, options, keywords) if isinstance(found[2], str)}


@pytest.fixture(scope="module")
def english() -> Catalog:
    return read_po(BytesIO(CATALOGUE.read_bytes()))


def test_every_sentence_is_in_the_catalogue_and_no_other(extracted, english) -> None:
    written = {message.id for message in english if message.id}
    assert len(extracted) > 150
    assert extracted - written == set(), "run `make catalogues` and translate"
    assert written - extracted == set(), "no template says this any more"


def test_every_sentence_is_translated(english) -> None:
    empty = [message.id for message in english if message.id and (not message.string or message.fuzzy)]
    assert not empty


def test_translations_keep_what_is_filled_in(english) -> None:
    wrong = [one.id for one in english if one.id and set(PLACE.findall(str(one.id))) != set(PLACE.findall(str(one.string)))]
    assert not wrong


def test_every_coded_value_has_its_word() -> None:
    assert set(i18n.CHANNELS) == set(CHANNEL_KINDS)
    assert set(i18n.AUDIENCES) == set(AUDIENCES)
    assert not set(i18n.FIELDS) & set(INTERNAL)


def test_words_are_said_in_the_language_asked_for() -> None:
    assert i18n.words("en").channels["window"] == "Counter"
    assert i18n.words("zh_Hans").channels["window"] == "窗口"


def test_a_percent_sign_is_translated_and_shown_once(site) -> None:
    app = site(make_copy())
    assert "放大到 200% 也" in app.get("/accessibility")
    assert "zooms to 200%." in app.get("/en/accessibility")


def test_no_chinese_is_left_in_the_english_interface(site) -> None:
    page = site(make_copy()).get("/en/accessibility").html
    left = [text for text in page.main.stripped_strings if re.search(r"[\u4e00-\u9fff]", text)]
    assert left == ["医保服务热线", "政务服务热线"], "names of hotlines are settings"


def test_sentences_with_a_number_or_a_name_are_said_in_the_language_asked_for(site) -> None:
    app = site(make_copy())
    place, results = app.get("/en/320600/"), app.get("/en/search?q=zzzz")
    assert "Items: 1" in place
    assert "list of services" in place.html.h1.get_text()
    assert place.html.find("th", attrs={"aria-sort": True}).get_text() == "No."
    assert "查找事项" not in results
    assert "没有找到" not in results
    assert "共 1 项" in app.get("/320600/")

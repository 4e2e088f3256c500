"""The languages of the interface, and the words for the coded values of a guide. The content itself stays in its own language.

The source language is zh_Hans: its strings are the messages themselves. A catalogue is read when its language is first asked for.
"""

from __future__ import annotations

import functools
import gettext
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from mingbai.rendering.coded import AUDIENCES, CHANNELS, FIELDS, N_

FOLDER = Path(__file__).parent.parent / "locale"
DOMAIN = "mingbai"
SOURCE = "zh_Hans"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language of the interface: its address prefix, its tag for ``lang``, and its own name."""

    prefix: str
    tag: str
    name: str


LOCALES: Mapping[str, Language] = MappingProxyType(
    {
        SOURCE: Language(prefix="", tag="zh-CN", name="简体中文"),
        "en": Language(prefix="en", tag="en", name="English"),
    }
)

MARKS = {
    "who": N_("谁能办"),
    "materials": N_("办理材料"),
    "process": N_("办理流程"),
    "tips": N_("温馨提示"),
    "where": N_("在哪里办"),
    "basis": N_("设定依据"),
    "remarks": N_("备注"),
    "row": N_("清单中的不同写法"),
    "source": N_("出处和版本"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words for coded values, in one language."""

    channels: Mapping[str, str]
    audiences: Mapping[str, str]
    fields: Mapping[str, str]
    marks: Mapping[str, str]


@functools.cache
def catalogue(locale: str) -> gettext.NullTranslations:
    """The catalogue of ``locale``: its compiled file, or its text where nobody has compiled it yet."""
    folder = FOLDER / locale / "LC_MESSAGES"
    compiled, written = folder / f"{DOMAIN}.mo", folder / f"{DOMAIN}.po"
    if locale == SOURCE or not written.exists():
        return gettext.NullTranslations()
    if compiled.exists() and compiled.stat().st_mtime >= written.stat().st_mtime:
        with compiled.open("rb") as file:
            return gettext.GNUTranslations(file)
    return _from_text(written)


@functools.cache
def words(locale: str) -> Words:
    """The words for coded values in ``locale``."""
    say = catalogue(locale).gettext
    return Words(channels=_said(CHANNELS, say), audiences=_said(AUDIENCES, say), fields=_said(FIELDS, say), marks=_said(MARKS, say))


def _said(table: Mapping[str, str], say: Callable[[str], str]) -> Mapping[str, str]:
    return MappingProxyType({key: say(message) for key, message in table.items()})


def _from_text(written: Path) -> gettext.NullTranslations:
    import io  # only where no compiled catalogue is there: tests, and a work tree before `make install`

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with written.open("rb") as file:
        messages = read_po(file)
    buffer = io.BytesIO()
    write_mo(buffer, messages)
    buffer.seek(0)
    return gettext.GNUTranslations(buffer)

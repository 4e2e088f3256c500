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


def N_(message: str) -> str:  # noqa: N802 - the name by which gettext tools find a message that is translated later
    """Mark ``message`` for the catalogues; it is translated where it is shown."""
    return message


CHANNELS = {
    "window": N_("窗口"),
    "online": N_("网上"),
    "mobile": N_("掌上"),
    "kiosk": N_("自助机"),
    "phone": N_("电话"),
    "mail": N_("邮寄"),
    "fax": N_("传真"),
    "hospital": N_("医院"),
    "agent": N_("代办点"),
    "other": N_("其他"),
}
AUDIENCES = {
    "employer": N_("用人单位"),
    "employee": N_("在职职工"),
    "flexible": N_("灵活就业人员"),
    "resident": N_("城乡居民"),
    "retiree": N_("退休人员"),
    "student": N_("学生儿童"),
    "newborn": N_("新生儿"),
    "patient": N_("患者"),
    "family": N_("家属"),
    "assisted": N_("救助对象"),
    "caregiver": N_("失能人员和照护者"),
    "hospital": N_("医疗机构"),
    "pharmacy": N_("零售药店"),
    "care_institution": N_("照护机构"),
}
FIELDS = {
    "name": N_("子项名称"),
    "main_item": N_("主项名称"),
    "main_item_code": N_("主项编码"),
    "code": N_("基本编码"),
    "item_kind": N_("事项类型"),
    "levels": N_("办理层级"),
    "channels": N_("受理渠道"),
    "time_limit": N_("办理时限"),
    "materials": N_("办理材料"),
    "process_stages": N_("办理环节"),
    "basis": N_("设定依据"),
    "remarks": N_("备注"),
    "ordinal": N_("序号"),
}
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

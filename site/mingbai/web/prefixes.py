"""The ways of looking at the site that stand before an address: a language, the elder version, a self-service machine.

They are taken off before routing: ``/en/elder/320600/`` is ``/320600/`` in English and large; ``/kiosk/320600/320600/one`` is
``/320600/one`` on a machine that stands in 320600. Knows no page. The desk stands under no prefix.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mingbai.web.i18n import LOCALES, SOURCE

ELDER = "elder"
KIOSK = "kiosk"
_MACHINE = re.compile(rf"/{KIOSK}/([0-9]{{6}})(?=/|\Z)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefix:
    """A way of looking: ``locale``, whether it is the ``elder`` version, and the place (six digits) of a ``kiosk``, empty off one."""

    locale: str = SOURCE
    elder: bool = False
    kiosk: str = ""

    @property
    def written(self) -> str:
        """As it stands in an address, with a slash before it; empty for the ordinary way."""
        language = "" if self.locale == SOURCE else f"/{LOCALES[self.locale].prefix}"
        return f"{language}{'/' + ELDER if self.elder else ''}{f'/{KIOSK}/{self.kiosk}' if self.kiosk else ''}"


def taken_off(path: str) -> tuple[Prefix, str]:
    """The way of looking that ``path`` begins with, and what stands behind it. A machine's pages are large already: no elder version."""
    locale, elder = SOURCE, False
    head, _, rest = path[1:].partition("/")
    for key, language in LOCALES.items():
        if language.prefix and head == language.prefix:
            locale, path = key, f"/{rest}"
    machine = _MACHINE.match(path)
    if machine:
        return Prefix(locale=locale, kiosk=machine[1]), path[machine.end() :] or "/"
    head, _, rest = path[1:].partition("/")
    if head == ELDER:
        elder, path = True, f"/{rest}"
    return Prefix(locale=locale, elder=elder), path

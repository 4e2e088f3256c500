"""Templates: one Jinja2 environment a language, in which every constant sentence is translated when the template is compiled.

Asking a catalogue for a hundred sentences on every page costs more than writing the page; a language is chosen by
address, so the sentences of a template never change once it is compiled. A template gets ``page`` (a frozen value), ``links``,
``site``, ``words``, ``language`` and ``request_path``, at the desk also what ``registry.shown_at_desk`` gives (``actor``, ``csrf`` …);
it computes nothing, and an unknown name in it is an error.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from jinja2 import Environment, StrictUndefined, nodes
from jinja2.ext import InternationalizationExtension
from markupsafe import Markup, escape

from mingbai import clock
from mingbai.rendering.breaks import NEVER_FIRST, NEVER_LAST
from mingbai.rendering.lexicon import words as words_of
from mingbai.rendering.once import untitled
from mingbai.rendering.opening import clock_of
from mingbai.web import dates, kiosk
from mingbai.web.i18n import LOCALES, SOURCE, catalogue, words
from mingbai.web.links import at_desk

_DATE = re.compile(r"[ \u3000]*年[ \u3000]+月[ \u3000]+日")
_GAP = '<span class="gap"> </span>'
_GAPS = f"{_GAP}年{_GAP}月{_GAP}日"


class Translated(InternationalizationExtension):
    """``{% trans %}`` that becomes plain text at compile time where it holds no variable."""

    def _make_node(self, singular: str, plural: str | None, context: str | None, variables: Any, *rest: Any) -> nodes.Output:
        if plural is None and context is None and not variables:
            said: str = self.environment.said(singular.replace("%%", "%"))  # type: ignore[attr-defined]
            return nodes.Output([nodes.TemplateData(said)])
        return super()._make_node(singular, plural, context, variables, *rest)


class Templates:
    """The compiled templates of every language, from the environment that pyramid_jinja2 made."""

    def __init__(self, made: Environment) -> None:
        made.undefined = StrictUndefined
        made.trim_blocks = made.lstrip_blocks = True
        self._languages = {locale: _in_language(made, locale) for locale in LOCALES}

    def render(self, name: str, locale: str, **shown: Any) -> str:
        """The page that template ``name`` makes in ``locale``."""
        return self._languages[locale].get_template(name).render(shown)


def _in_language(made: Environment, locale: str) -> Environment:
    environment = made.overlay()
    environment.globals = dict(made.globals)
    environment.extensions = {}
    # The overlay still holds what the first environment installs its translations with; an extension never replaces that,
    # and sentences with a variable would be looked up in the language that came before.
    vars(environment).pop("install_gettext_translations", None)
    environment.policies = {**made.policies, "ext.i18n.trimmed": True}
    environment.add_extension(Translated)
    said = catalogue(locale)
    environment.said = said.gettext  # type: ignore[attr-defined]
    environment.install_gettext_translations(said, newstyle=True)  # type: ignore[attr-defined]
    environment.filters = {
        **made.filters,
        "paragraphs": paragraphs,
        "minute": minute,
        "phone": phone,
        "clock": clock_of,
        "blanks": blanks,
        "phrases": phrases,
        "untitled": untitled,
        **dates.filters_of(locale),
    }
    return environment


def minute(when: datetime) -> str:
    """An instant as the PubDate tag wants it, YYYY-MM-DD HH:MM, in Asia/Shanghai (standards 2.03)."""
    return when.astimezone(clock.SHANGHAI).strftime("%Y-%m-%d %H:%M")


def phone(printed: str) -> str:
    """What a telephone dials for a printed number."""
    return "".join(sign for sign in printed if sign.isdigit() or sign == "+")


def paragraphs(text: str) -> Markup:
    """Printed text with its own line breaks kept."""
    return Markup("<br>").join(escape(line) for line in text.splitlines())


def phrases(text: str) -> Markup:
    """A heading that breaks between the words of procedures, not inside them; and never before or after a mark that forbids it."""
    said = Markup("")
    before = ""
    for word in words_of(text):
        stays = not before or word[0] in NEVER_FIRST or before[-1] in NEVER_LAST
        said += word if stays else Markup("<wbr>") + word
        before = word
    return said


def blanks(text: str) -> Markup:
    """A form's printed text with its own line breaks, and with room to write a year, a month and a day before their signs."""
    return Markup("<br>").join(Markup(_DATE.sub(_GAPS, str(escape(line)))) for line in text.splitlines())  # noqa: S704 - escaped


class Renderer:
    """Pyramid's renderer for ``*.jinja2``: a view returns the page's value, the template gets it as ``page``."""

    def __init__(self, info: Any) -> None:
        self._name = info.name

    def __call__(self, page: Any, system: Any) -> str:
        """The page of ``page`` for the request in ``system``."""
        return render(system["request"], self._name, page)


def render(request: Any, name: str, page: Any) -> str:
    """The page that template ``name`` makes of ``page`` for this request, in its language and version."""
    locale = request.environ.get("mingbai.locale", SOURCE)
    registry, links = request.registry, request.links
    templates: Templates = registry.templates
    shown = {
        "page": page,
        "links": links,
        "site": registry.site,
        "words": words(locale),
        "language": LOCALES[locale],
        "languages": LOCALES,
        "request_path": request.path_info,
    }
    if links.kiosk:
        name, shown = kiosk.SHOWN.get(name, name), shown | {"kiosk": kiosk.frame_of(request)}
    if at_desk(request.path_info):
        shown |= registry.shown_at_desk(request)

    def fragment(part: str) -> Markup:
        """A part of the page that depends on the page's value and the way of looking alone, kept with the value."""
        key = getattr(page, "key", None)
        if key is None:
            return Markup(templates.render(part, locale, **shown))  # noqa: S704 - a rendered template
        return registry.kept.get((part, key, links.start), lambda: Markup(templates.render(part, locale, **shown)))  # noqa: S704

    page_said = templates.render(name, locale, fragment=fragment, **shown)
    return kiosk.inside(request, page_said) if links.kiosk else page_said


def includeme(config: Any) -> None:
    """Make ``*.jinja2`` a renderer for page values; templates lie in the settings' folder."""
    config.include("pyramid_jinja2")
    config.add_jinja2_search_path(config.registry.mingbai.templates)
    config.add_renderer(".jinja2", Renderer)
    config.action("mingbai.templates", _compiled, args=(config,), order=9999)


def _compiled(config: Any) -> None:
    config.registry.templates = Templates(config.get_jinja2_environment())

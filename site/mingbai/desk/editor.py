"""The editor of one draft: its form from what is saved, from what was typed, or from both where two people changed it.

Everything typed comes back with every answer; only ``save`` writes. Knows no request: what it needs is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mingbai.desk.forms import acts, tree
from mingbai.desk.forms.called import names_of
from mingbai.desk.forms.drawings import Drawn, drawn
from mingbai.desk.forms.entries import FormView, Lists, form_of
from mingbai.desk.forms.posted import tree_of
from mingbai.desk.forms.reading import Problems, read
from mingbai.desk.forms.tree import Tree
from mingbai.errors import BadText, Conflict, Refusal
from mingbai.guides.guide import Basis
from mingbai.guides.layout import kind_of
from mingbai.guides.text import dump, parse
from mingbai.publishing.draft import Comment, Draft, Stale
from mingbai.publishing.drafting import Drafts

EDITION, NOTE, ACT, PASTE = "draft.edition", "draft.note", "draft.do", "paste."
"""Fields of the page that are none of the value: no field of a kind has a dot in its name."""
SHOW, SAVE, PICK = "show", "save", "paste basis"
Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorPage:
    """The editor: the draft, its form and charts, the public note, the edition that the form was made from, and what else is known.

    ``focus`` is the field to look at; ``typed`` says that the form holds what is not saved. ``services`` are the names that lists of
    services take.
    """

    draft: Draft
    form: FormView
    charts: tuple[Drawn, ...]
    note: str
    edition: int
    typed: bool
    focus: str = ""
    present: tuple[str, ...] = ()
    remarks: Mapping[str, tuple[Comment, ...]]
    cited: tuple[str, ...] = ()
    services: tuple[str, ...] = ()

    @property
    def public(self) -> bool:
        """Whether readers have a page for the item."""
        return kind_of(self.draft.name.kind).public


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: the tree of it, the note, the edition that it was typed over, the button, and what was pasted, by path."""

    tree: Tree
    note: str
    edition: int
    act: str
    pasted: dict[str, str]


def typed_of(kind: type[Any], pairs: Pairs) -> Typed:
    """What a posted form says. Raises BadText where it did not arrive whole."""
    pairs = tuple(pairs)
    own = {name: text.replace("\r\n", "\n") for name, text in pairs if "." in name}
    edition = own.get(EDITION, "")
    if not (edition.isascii() and edition.isdecimal() and len(edition) <= 9):
        raise BadText("表单里没有写明是从哪一稿改的。", remedy="请重新打开这份草稿。")
    pasted = {name.removeprefix(PASTE): text for name, text in own.items() if name.startswith(PASTE)}
    return Typed(tree_of(kind, pairs), own.get(NOTE, ""), int(edition), own.get(ACT, SHOW), pasted)


class Editor:
    """Edits draft ``number`` among ``drafts``; ``lists`` gives what is chosen from, ``cited`` what other guides cite, for a region."""

    def __init__(self, drafts: Drafts, number: int, lists: Callable[[str], Lists], cited: Callable[[str], Mapping[str, Basis]]) -> None:
        self._drafts = drafts
        self._lists = lists
        self._cited = cited
        self.draft = drafts.get(number)
        if self.draft.text is None:
            raise Conflict("这是一份废止草稿，没有可编辑的内容。", remedy="要改内容，请先放弃这份草稿，再从事项页修改。")
        self.kind = kind_of(self.draft.name.kind).value

    def saved(self) -> EditorPage:
        """The form of what is saved."""
        return self._page(tree.written(self.draft.value), {}, self.draft.note or "", self.draft.edition)

    def shown(self, typed: Typed, problems: Problems | None = None, focus: str = "") -> EditorPage:
        """The form of what was typed, not saved."""
        return self._page(typed.tree, problems or {}, typed.note, typed.edition, True, focus)

    def pressed(self, typed: Typed) -> EditorPage:
        """The form after a button that saves nothing."""
        if typed.act == SHOW:
            return self.shown(typed)
        picked = self._cited(self.draft.name.region).get(typed.pasted.get("basis", "")) if typed.act == PICK else None
        if picked:
            return self.shown(typed, focus=tree.added(typed.tree, "basis", tree.row(picked)))
        return self.shown(typed, focus=acts.done(self.kind, typed.tree, typed.act, typed.pasted))

    def value(self, typed: Typed) -> Any:
        """What the form says. Raises Unreadable."""
        services = self._lists(self.draft.name.region).services
        found = read(self.kept(typed.edition), typed.tree, names_of(services))
        if found.value is None:
            raise Unreadable(found.problems)
        return found.value

    def save(self, typed: Typed) -> Draft:
        """Save what was typed over the edition that it was typed over. Raises Unreadable and Stale."""
        return self._drafts.save(self.draft.id, dump(self.value(typed)), typed.note, typed.edition)

    def kept(self, edition: int) -> Any:
        """The value of an earlier edition: what the form was made from. The present one where that is kept no more."""
        if edition == self.draft.edition:
            return self.draft.value
        text = next((one.text for one in self._drafts.editions(self.draft.id) if one.number == edition), None)
        return parse(text, kind=self.kind) if text else self.draft.value

    def _page(self, shown: Tree, problems: Problems, note: str, edition: int, typed: bool = False, focus: str = "") -> EditorPage:
        region = self.draft.name.region
        lists = self._lists(region)
        return EditorPage(
            draft=self.draft,
            form=form_of(self.kind, shown, problems, lists),
            charts=drawn(shown),
            note=note,
            edition=edition,
            typed=typed,
            focus=focus,
            remarks=self._remarks(),
            cited=tuple(self._cited(region)) if "basis" in shown else (),
            services=tuple(names_of(lists.services).values()),
        )

    def _remarks(self) -> dict[str, tuple[Comment, ...]]:
        """The remarks that nobody has settled, by the field of the value that they are on."""
        found: dict[str, tuple[Comment, ...]] = {}
        for one in self._drafts.comments(self.draft.id):
            if one.settled_at is None:
                key = one.field.split(".")[0].split("[")[0]
                found[key] = (*found.get(key, ()), one)
        return found


class Unreadable(Refusal):
    """A form with fields that cannot be read: ``problems`` says it by field."""

    def __init__(self, problems: Problems) -> None:
        super().__init__(f"有 {len(problems)} 处需要改正，还没有保存。", remedy="请改正后再保存。")
        self.problems = problems


__all__ = ["ACT", "EDITION", "NOTE", "PASTE", "SAVE", "SHOW", "Editor", "EditorPage", "Stale", "Typed", "Unreadable", "typed_of"]

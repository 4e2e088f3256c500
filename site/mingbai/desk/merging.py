"""Two people saved one draft: what goes together by itself is merged, and the rest is shown side by side to choose from.

Both whole texts travel with the page, so that nothing is lost whoever saves next.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mingbai.desk.forms.merging import Clash, Merged, merge
from mingbai.errors import BadText
from mingbai.guides.layout import kind_of
from mingbai.guides.text import dump, parse
from mingbai.publishing.draft import Draft, Stale
from mingbai.publishing.drafting import Drafts

PICK = "pick."


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePage:
    """Both sides of a draft. ``edition`` is the one to save over, ``writer`` who saved it, ``by`` their name; ``chosen`` by clash."""

    draft: Draft
    clashes: tuple[Clash, ...]
    chosen: Mapping[str, str]
    mine: str
    base: str
    note: str
    edition: int
    writer: int
    by: str = ""


def clashing(draft: Draft, stale: Stale, posted: Mapping[str, str]) -> MergePage:
    """The page for a save that came too late."""
    chosen = _chosen(posted)
    found = _merge(draft, stale.base, stale.mine, stale.theirs, chosen)
    return MergePage(
        draft=draft, clashes=found.clashes, chosen=chosen, mine=stale.mine, base=stale.base, note=posted.get("draft.note", ""),
        edition=stale.edition, writer=draft.actor_id,
    )  # fmt: skip


def merged(drafts: Drafts, draft: Draft, posted: Mapping[str, str]) -> Draft:
    """Save the merged text over the edition that was shown. Raises Stale where there is a newer one, or a clash is not decided yet."""
    mine, base, edition = (posted.get(f"draft.{key}", "").replace("\r\n", "\n") for key in ("mine", "base", "edition"))
    if not (mine and base and edition.isascii() and edition.isdecimal()):
        raise BadText("合并页没有完整送到。", remedy="请返回上一页再提交一次。")
    theirs = draft.text or ""
    chosen = _chosen(posted)
    found = _merge(draft, base, mine, theirs, chosen)
    if int(edition) != draft.edition or any(clash.name not in chosen for clash in found.clashes):
        raise Stale(mine=mine, base=base, theirs=theirs, edition=draft.edition)
    return drafts.save(draft.id, dump(found.value), posted.get("draft.note", ""), draft.edition)


def _merge(draft: Draft, base: str, mine: str, theirs: str, chosen: Mapping[str, str]) -> Merged:
    kind = kind_of(draft.name.kind).value
    return merge(*(parse(text, kind=kind) for text in (base, mine, theirs)), chosen)


def _chosen(posted: Mapping[str, str]) -> dict[str, str]:
    return {name.removeprefix(PICK): side for name, side in posted.items() if name.startswith(PICK) and side in ("mine", "theirs")}

"""What a scanned or typed code leads to: items, papers and signs, as they stand now (architecture, journey 4; standards 3.25 to 3.27).

Whatever became of an item, there is a next step: what it goes on in, what is in force instead, or what takes effect next. Counts nothing
and knows no request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mingbai.errors import NotFound
from mingbai.guides import workdays
from mingbai.guides.opening import open_now
from mingbai.guides.short_codes import CHECK_LENGTH, is_check_code, is_short_code, is_sign_code, typed
from mingbai.guides.version import Name, Version, Withdrawn
from mingbai.reading import items
from mingbai.reading.history import changes_between
from mingbai.reading.places import place_of
from mingbai.reading.scan_values import CheckScan, Found, Here, ItemScan, Kind, Likeness, SignScan, Standing, Verdict
from mingbai.reading.shelf import Shelf
from mingbai.reading.values import GuideView
from mingbai.rendering.changes import sentences
from mingbai.rendering.halls import sight_of
from mingbai.rendering.opening import window_line
from mingbai.signage.faces import Faces, window_of
from mingbai.signage.sign import RETIRED, Sign
from mingbai.signage.staleness import Match, match_of

CARDS = 6
"""Top cards on one page: about 3 kB each."""
_KINDS: tuple[tuple[Kind, Callable[[str], bool]], ...] = (("q", is_short_code), ("v", is_check_code), ("s", is_sign_code))


def kind_of_code(code: str) -> Kind | None:
    """What kind of code somebody scanned or typed, by its length and check character; None for one that is none."""
    meant = typed(code)
    return next((kind for kind, fits in _KINDS if fits(meant)), None)


def item_scan(shelf: Shelf, code: str) -> ItemScan:
    """The item of a short code. Raises NotFound."""
    return ItemScan(found=found_of(shelf, shelf.library.by_short_code(code)))


def check_scan(shelf: Shelf, code: str) -> CheckScan:
    """The paper of a check code. Raises NotFound, naming a slip where it sees one."""
    meant = typed(code)
    if not is_check_code(meant):
        raise NotFound(f"“{code[:20]}”不是一个完整的校验码。", remedy=f"校验码共 {CHECK_LENGTH} 位，印在纸的页脚，请核对有没有抄错。")
    versions = shelf.library.by_check_code(meant)
    if not versions:
        raise NotFound(
            f"查无此件：本站没有校验码为 {meant} 的指南。",
            remedy="请核对有没有抄错。核对无误仍查不到的，可能不是本站打印的，请以网上的内容为准。",
        )
    version = min(versions, key=lambda one: (not one.in_force, one.cancelled, one.coming))
    found = found_of(shelf, version.name)
    verdict = _verdict(version, found)
    return CheckScan(
        code=meant,
        version=version,
        verdict=verdict,
        found=found,
        sentences=_sentences(shelf, version, found) if verdict == "superseded" else (),
        others=items.titled(shelf, dict.fromkeys(one.name for one in versions if one.name != version.name)),
    )


def sign_scan(shelf: Shelf, sign: Sign, faces: Faces) -> SignScan:
    """A sign with everything that is in force for it."""
    likeness, match = _likeness(shelf, sign, faces)
    return SignScan(
        sign=sign,
        likeness=likeness,
        reasons=match.reasons,
        here=_here(shelf, sign, faces),
        items=tuple(found_of(shelf, name) for name in sign.plan.items),
    )


def found_of(shelf: Shelf, name: Name) -> Found:
    """How an item stands now, and where to go on."""
    return shelf.keep("scan", name, shelf.today, make=lambda: _found(shelf, name))


def _found(shelf: Shelf, name: Name) -> Found:
    versions = _versions(shelf, name)
    version = next((one for one in versions if one.number == one.latest), None)
    coming = next((one for one in reversed(versions) if one.coming), None)
    ended = version.withdrawn if version else None
    standing = _standing(version, coming, ended)
    successors = ended.successors if ended else ()
    return Found(
        name=name,
        title=_title(versions, name),
        place=place_of(name.region) if name.region else None,
        standing=standing,
        version=version,
        coming=coming,
        ended=ended,
        successors=items.titled(shelf, successors),
        cards=_cards(shelf, [name] if standing == "current" else successors),
    )


def _versions(shelf: Shelf, name: Name) -> tuple[Version, ...]:
    try:
        return shelf.library.versions(*name)
    except NotFound:
        return ()


def _standing(version: Version | None, coming: Version | None, ended: Withdrawn | None) -> Standing:
    if version is None:
        return "coming" if coming else "never"
    if ended:
        return "renamed" if ended.why == "更名" and len(ended.successors) == 1 else "ended"
    return "removed" if version.removed else "current"


def _cards(shelf: Shelf, names: Iterable[Name]) -> tuple[GuideView, ...]:
    """The guides in force under ``names``, and under what those went on in that ended too."""
    found: list[GuideView] = []
    waiting, seen = list(names), set()
    while waiting and len(found) < CARDS:
        name = waiting.pop(0)
        if name in seen or name.kind != "guide":
            continue
        seen.add(name)
        try:
            version = shelf.library.current(*name)
        except NotFound:
            continue
        if version.withdrawn:
            waiting += version.withdrawn.successors
        elif not version.removed:
            found.append(items.guide(shelf, name.region, name.slug, 1))
    return tuple(found)


def _verdict(version: Version, found: Found) -> Verdict:
    now = found.version
    if version.cancelled:
        return "cancelled"
    if version.coming:
        return "coming"
    if found.ended:
        return "ended"
    if now is None or now.removed:
        return "removed"
    return "current" if now.digest == version.digest else "superseded"


def _sentences(shelf: Shelf, version: Version, found: Found) -> tuple[str, ...]:
    """What changed from the paper to what is in force; nothing where the law had the words of either removed."""
    if found.version is None or version.removed or found.version.removed:
        return ()
    return sentences(changes_between(shelf, version, found.version))


def _likeness(shelf: Shelf, sign: Sign, faces: Faces) -> tuple[Likeness, Match]:
    if sign.state == RETIRED:
        return "retired", Match()
    if not sign.hangs or sign.hanging is None:
        return "unhung", Match()
    hanging = sign.hanging
    match = shelf.keep("sign", sign.code, hanging.number, sign.plan, make=lambda: match_of(hanging, sign, faces))
    return ("same" if match.same else "ended" if match.ended else "old"), match


def _here(shelf: Shelf, sign: Sign, faces: Faces) -> Here | None:
    """The hall of a sign at this moment; None where nobody wrote one."""
    hall = faces.hall(sign.plan)
    if hall is None:
        return None
    window = window_of(sign.plan, hall)
    return Here(
        hall=hall,
        listed=bool(faces.listed(sign.plan)),
        window=window_line(window) if window else "",
        phone=window.phone if window else None,
        now=open_now(hall, shelf.now, workdays.packaged()),
        sight=sight_of(hall, shelf.today, workdays.packaged()),
    )


def _title(versions: Iterable[Version], name: Name) -> str:
    """What the item is or was called in the newest words that are left."""
    value = next((one.value for one in versions if not one.removed), None)
    return str(getattr(value, "name", None) or getattr(value, "title", name.slug))

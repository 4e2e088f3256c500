"""The embedded engine: Whoosh in a folder of this host, for up to about 2,000 guides (a province).

Only the 2.7 public interface is used. One writer at a time; a reader keeps its searcher and refreshes it when a commit shows.
An index holds pickles, so the folder is the process's own (0700) and a damaged one is thrown away, never repaired.
"""

from __future__ import annotations

import contextlib
import logging
import shutil
import threading
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, KEYWORD, STORED, TEXT, Schema
from whoosh.index import LockError
from whoosh.query import DisjunctionMax, Or, Prefix, Query, Term

from mingbai.search import chinese
from mingbai.search.entry import SHAPE, Entry
from mingbai.search.index import Asked, Hit, IndexBusy

_LOG = logging.getLogger(__name__)
BOOSTS = {"name": 8.0, "aliases": 5.0, "asked": 5.0, "main_item": 2.0, "materials": 1.5, "basis": 1.0, "body": 1.0}
"""How much a word counts in each field (the search design, 2.3)."""


class EmbeddedIndex:
    """A Whoosh index in ``folder``; made when first written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / f"whoosh-{SHAPE}"
        self._searcher: Any = None
        self._lock = threading.Lock()

    def digests(self) -> Mapping[str, str]:
        """The digest of every entry by its key."""
        with self._open_searcher() as searcher:
            return {} if searcher is None else {found["key"]: found["digest"] for found in searcher.documents()}

    def mark(self) -> str:
        """The mark that the last change left; empty where there is no index or the mark cannot be read."""
        try:
            if not whoosh_index.exists_in(self._folder):
                return ""
            return (self._folder / "mark").read_text(encoding="ascii")
        except Exception:
            # Whoosh fails in many ways on damaged files; all of them mean that nothing is known of this index.
            return ""

    def change(self, put: Iterable[Entry], drop: Iterable[str], mark: str) -> None:
        """Put and drop entries in one commit, then leave ``mark``. Raises IndexBusy while another process writes."""
        try:
            writer = self._index().writer(limitmb=64)
        except LockError as error:
            raise IndexBusy from error
        try:
            for key in drop:
                writer.delete_by_term("key", key)
            for entry in put:
                writer.update_document(**_document(entry))
        except BaseException:
            writer.cancel()
            raise
        writer.commit()
        self._leave(mark)

    def find(self, asked: Asked) -> Sequence[Hit]:
        """The best matches, best first; none where nothing was asked."""
        query = _query(asked)
        if query is None:
            return ()
        narrowed = Term("region", asked.region) if asked.region else None
        with self._open_searcher() as searcher:
            if searcher is None:
                return ()
            found = searcher.search(query, limit=asked.limit, filter=narrowed)
            return [Hit(hit["region"], hit["slug"], hit["service"], float(hit.score)) for hit in found]

    def clear(self) -> None:
        """Throw the folder away, and those of earlier shapes, in which the same words may stand; the next change makes it anew."""
        with self._lock:
            self._searcher = None
            for folder in self._folder.parent.glob("whoosh-*"):
                shutil.rmtree(folder, ignore_errors=True)

    def _index(self) -> Any:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if whoosh_index.exists_in(self._folder):
            return whoosh_index.open_dir(self._folder)
        return whoosh_index.create_in(self._folder, _schema())

    def _leave(self, mark: str) -> None:
        fresh = self._folder / "mark.new"
        fresh.write_text(mark, encoding="ascii")
        fresh.replace(self._folder / "mark")

    @contextlib.contextmanager
    def _open_searcher(self) -> Any:
        """The searcher of this process, refreshed; None where there is no index yet."""
        with self._lock:
            if self._searcher is not None and self._searcher.doc_count_all():
                self._searcher = self._searcher.refresh()
            elif whoosh_index.exists_in(self._folder):  # Whoosh cannot refresh the searcher of an empty index
                self._searcher = whoosh_index.open_dir(self._folder).searcher()
            else:
                self._searcher = None
            yield self._searcher


def _schema() -> Schema:
    text = TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False, spelling=False)
    return Schema(
        key=ID(unique=True, stored=True),
        digest=STORED,
        region=ID(stored=True),
        slug=STORED,
        service=ID(stored=True),
        code=ID,
        audiences=KEYWORD,
        characters=text,
        **dict.fromkeys(BOOSTS, text),
    )


def _document(entry: Entry) -> dict[str, str]:
    cut = {field: " ".join(chinese.words(getattr(entry, field))) for field in BOOSTS}
    return {
        "key": entry.key,
        "digest": entry.digest,
        "region": entry.region,
        "slug": entry.slug,
        "service": entry.service,
        "code": entry.code.lower(),
        "audiences": " ".join(entry.audiences),
        "characters": " ".join(chinese.characters(f"{entry.name} {entry.aliases}")),
        **cut,
    }


def _query(asked: Asked) -> Query | None:
    """Any word in any field. A word counts where it counts most, with a little for the other fields it stands in."""
    parts: list[Query] = [
        DisjunctionMax([Term(field, word, boost=boost) for field, boost in BOOSTS.items()], tiebreak=0.1) for word in asked.words
    ]
    parts += [Term("characters", character) for character in asked.characters]
    if asked.code:
        parts.append(Prefix("code", asked.code.lower(), boost=50.0))
    return Or(parts, scale=0.9) if parts else None

"""Put what an import yielded into files, all of it or none: written beside the target first, then moved into place.

It writes only the items of this import and deletes nothing, so importing one document never touches another's files.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from mingbai.guides.guide import Guide
from mingbai.guides.kinds import Document, Form
from mingbai.guides.text import dump
from mingbai.importing.pipeline import Imported


def guide_files(imports: Sequence[Imported]) -> dict[str, str]:
    """The guides as texts by path: ``<region>/<slug>.yaml``."""
    return {_path(guide): dump(guide) for one in imports for guide in one.guides}


def content_files(imports: Sequence[Imported]) -> dict[str, str]:
    """Everything as texts by path, in the layout of content/: guides/, forms/ and documents/, each by region."""
    out = {f"guides/{path}": text for path, text in guide_files(imports).items()}
    for one in imports:
        out |= {f"forms/{_path(form)}": dump(form) for form in one.forms}
        out |= {f"documents/{_path(document)}": dump(document) for document in one.documents}
    return out


def write_files(files: Mapping[str, str], root: Path) -> None:
    """Write ``files`` under ``root``. Nothing is changed unless every one of them could be written beside it first."""
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".importing-", dir=root) as staging:
        for path, text in files.items():
            staged = Path(staging, path)
            staged.parent.mkdir(parents=True, exist_ok=True)
            staged.write_text(text, encoding="utf-8")
        for path in files:
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            Path(staging, path).replace(target)


def _path(item: Guide | Form | Document) -> str:
    return f"{item.region}/{item.slug}.yaml"

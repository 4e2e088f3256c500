"""What may stand in the project's files: no path above its root, no inline script or style, no promise instead of work."""

from __future__ import annotations

import re

import pytest

from tests.rules.source import ROOT, tracked

INLINE = re.compile(
    r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)", re.IGNORECASE
)
TEXTS = ("*.py", "*.cfg", "*.toml", "*.ini", "*.md", "*.jinja2", "*.typ", "*.css", "*.js", "*.sh", "*.in", "*.txt", "Makefile", ".ci/run")
LOCAL = re.compile(r"(?<![\w.])/(?:work|tmp|root|home/\w+)/|\.\./shared|(?<!\w)\.library")


SERVED = [path for path in tracked("templates/**.jinja2") if path.relative_to(ROOT).as_posix() != "templates/offline/bundle.jinja2"]
"""All but the file that is saved and never served: its own policy lets in its one style and script by their digests, and no request."""


@pytest.mark.parametrize("path", SERVED, ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_hold_no_inline_script_style_or_event(path) -> None:
    found = INLINE.search(path.read_text(encoding="utf-8"))
    assert not found, f"{path.relative_to(ROOT)}: {found.group()!r} would need the content security policy to be weakened"


def test_nothing_names_a_path_of_one_machine() -> None:
    named = []
    for path in tracked(*TEXTS):
        if path == ROOT / "tests" / "rules" / "test_text.py" or "seeds" in path.parts:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if LOCAL.search(line):
                named.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert not named, "\n".join(named)


def test_nothing_generated_is_committed() -> None:
    generated = tracked("*.mo", "*.pdf", "*.sqlite", "*.pyc", "var/**", "node_modules/**", "search_index/**")
    assert [path.name for path in generated] in ([], [".gitkeep"])


def test_seeds_are_the_five_documents() -> None:
    """They are the real input and are kept to the letter: SHA-256 of each."""
    import hashlib

    found = {path.name[:3]: hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in sorted((ROOT / "tests/seeds").glob("*.txt"))}
    assert found == SEEDS


SEEDS = {
    "000": "930e9e90c9b951e4",
    "001": "5e5533b39cdae384",
    "002": "15dec5f375d04d2d",
    "003": "38bbc09b2d054164",
    "004": "52fd9c0ba137bd11",
}

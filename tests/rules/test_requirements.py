"""What is imported is asked for by name: a dependency of a dependency may go away without a word."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions

import pytest

from tests.rules.source import ROOT

OWN = {"mingbai", "tests", "bench"}


def asked_for(*files: str) -> set[str]:
    """The distributions named in requirements files, in the normal form of their names."""
    lines = [line for file in files for line in (ROOT / "requirements" / file).read_text(encoding="utf-8").splitlines()]
    names = [re.match(r"[A-Za-z0-9._-]+", line) for line in lines if line.strip() and line[0] not in "#-"]
    return {normal(name.group()) for name in names if name}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported(folder: str) -> set[str]:
    """The modules of others that the sources under ``folder`` import, by their first names."""
    found = set()
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [str(node.module)]
            found |= {name.split(".")[0] for name in names}
    return found - OWN - set(sys.stdlib_module_names)


@pytest.mark.parametrize(("folder", "files"), [("site", ("run.in",)), ("tests", ("run.in", "test.in")), ("bench", ("run.in", "test.in"))])
def test_every_direct_import_is_asked_for_by_name(folder: str, files: tuple[str, ...]) -> None:
    known = packages_distributions()
    missing = {module for module in imported(folder) if not {normal(name) for name in known.get(module, ())} & asked_for(*files)}
    assert not missing


@pytest.mark.parametrize("name", ["run", "test"])
def test_every_distribution_that_is_asked_for_is_locked_with_its_hash(name: str) -> None:
    locked = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    pinned = {normal(found) for found in re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==\S+ \\\n    --hash=sha256:", locked, re.MULTILINE)}
    assert asked_for(f"{name}.in") <= pinned

"""The project's own source as the rules see it: modules, their units, their imports, their functions."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "site" / "mingbai"

ORDER = (
    ("errors", "clock", "settings"),
    ("guides",),
    ("importing", "rendering"),
    ("db",),
    ("people",),
    ("publishing",),
    ("intake",),
    ("migrations",),
    ("registers",),
    ("printing",),
    ("disclosure", "signage", "feedback"),
    ("search",),
    ("web",),
    ("reading", "desk"),
    ("app",),
    ("cli",),
)
"""The direction of imports: a unit imports only units of earlier rows, and itself."""


@dataclass(frozen=True)
class Module:
    """One .py file: ``unit`` is the top-level unit of the package that it belongs to."""

    path: Path
    unit: str
    tree: ast.Module
    lines: int

    @property
    def name(self) -> str:
        """The path as people say it, from the root of the project."""
        return str(self.path.relative_to(ROOT))


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the package, but migrations' versions, which history froze."""
    paths = [path for path in sorted(PACKAGE.rglob("*.py")) if "versions" not in path.parts]
    return tuple(_module(path) for path in paths)


def _module(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    unit = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return Module(path=path, unit=unit, tree=ast.parse(text), lines=text.count("\n"))


def imports(module: Module) -> Iterator[tuple[str, int]]:
    """Every absolute dotted name that a module imports, at any depth, with its line."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a module."""
    yield from (node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def tracked(*patterns: str) -> list[Path]:
    """The files of the project that match ``patterns``: those git tracks, and new ones that it does not ignore."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]

"""The shape of the house (docs/architecture.md): direction of imports, sizes, names, thin views, pure packages."""

from __future__ import annotations

import ast
import re

import pytest

from tests.rules.source import ORDER, Module, functions, imports, modules

RANK = {unit: rank for rank, row in enumerate(ORDER) for unit in row}
PURE = ("guides", "importing", "rendering")
FRAMEWORKS = ("pyramid", "sqlalchemy", "whoosh", "webob", "alembic")
BANNED = ("utils", "util", "helpers", "helper", "base", "manager", "managers", "misc", "common")
SPEAK_SQL = ("db", "migrations", "publishing", "people", "intake", "signage", "feedback", "search", "app")
EVERY = pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)


@EVERY
def test_imports_go_one_way(module: Module) -> None:
    for name, line in imports(module):
        if not name.startswith("mingbai.") or module.unit == "__init__":
            continue
        other = name.split(".")[1]
        assert other in RANK, f"{module.name}:{line}: {other} has no place in the direction of imports"
        allowed = other == module.unit or RANK[other] < RANK[module.unit] or (RANK[other] == RANK[module.unit] == 0)
        assert allowed, f"{module.name}:{line}: {module.unit} may not import {other}"


@EVERY
def test_pure_packages_know_no_framework(module: Module) -> None:
    if module.unit in PURE or module.name.endswith("publishing/workflow.py"):
        found = [f"{name}:{line}" for name, line in imports(module) if name.split(".")[0] in FRAMEWORKS]
        assert not found, f"{module.name} imports {found}"


@EVERY
def test_a_file_has_at_most_300_lines(module: Module) -> None:
    assert module.lines <= 300, f"{module.name} has {module.lines} lines; it is probably two things"


@EVERY
def test_a_function_has_at_most_40_lines(module: Module) -> None:
    long = [f"{one.name} ({one.end_lineno - one.lineno + 1})" for one in functions(module) if (one.end_lineno or 0) - one.lineno >= 40]
    assert not long, f"{module.name}: {long}"


@EVERY
def test_names_say_what_a_thing_is(module: Module) -> None:
    assert module.path.stem not in BANNED and module.path.parent.name not in BANNED, module.name
    classes = [node.name for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef)]
    assert not [name for name in classes if re.search(r"(Utils?|Helpers?|Manager|Base)$", name)], module.name


@EVERY
def test_every_module_says_what_it_is_for(module: Module) -> None:
    assert ast.get_docstring(module.tree), f"{module.name} has no docstring"


@EVERY
def test_every_public_function_says_what_it_does(module: Module) -> None:
    public = [node for node in module.tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")]
    bare = [node.name for node in public if not ast.get_docstring(node)]
    assert not bare, f"{module.name}: no docstring on {bare}"


@EVERY
def test_views_are_thin(module: Module) -> None:
    """Rule 2: a view reads input, calls one service and returns; it never touches the session."""
    if module.unit not in ("reading", "desk"):
        return
    for one in functions(module):
        if not any("view_config" in ast.dump(decorator) for decorator in one.decorator_list):
            continue
        body = one.body[1:] if ast.get_docstring(one) else one.body
        assert (one.end_lineno or 0) - body[0].lineno < 15, f"{module.name}: {one.name} is not thin"


@EVERY
def test_rows_stay_in_their_package(module: Module) -> None:
    """Rule 3: only the package that owns rows imports them, and nothing outside db and the stores speaks SQL."""
    for name, line in imports(module):
        parts = name.split(".")
        if parts[0] == "mingbai" and "rows" in parts[2:]:
            assert parts[1] == module.unit or module.unit == "migrations", f"{module.name}:{line} imports {name}"
        if parts[0] == "sqlalchemy":
            assert module.unit in SPEAK_SQL, f"{module.name}:{line}"

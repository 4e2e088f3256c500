"""The quick form gives back the same value, and is told apart from one of another shape."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from mingbai.guides.guide import Chart, Edge, Guide, Material, Node, Path, Step
from mingbai.guides.kinds import Clause, Document, Form, FormCell, FormField, FormPart, FormTable
from mingbai.guides.layout import KINDS, kind_of
from mingbai.guides.packed import facts, form_of, pack, unpack
from mingbai.guides.text import dump, parse
from tests.makers import make_guide

VALUES = [
    make_guide(),
    make_guide(
        materials=(Material(name="甲", any_of=("乙", "丙"), children=(Material(name="丁"),)),),
        process=(Path(path="窗口", steps=(Step(text="申请", key="s1"), Step(text="受理"))),),
        flowchart=(Chart(nodes=(Node(id="a", kind="step", text="受理"),), edges=(Edge(from_="a", to="a", label="否"),)),),
    ),
    Form(
        region="320600",
        slug="f",
        name="登记表",
        fields=(FormField(label="姓名"),),
        layout=(FormPart(table=FormTable(rows=((FormCell(text="姓名", colspan=2), FormCell()),))), FormPart(text="注")),
    ),
    Document(region="320600", slug="d", title="通知", clauses=(Clause(number="一", text=("甲",), clauses=(Clause(text=("乙",)),)),)),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_it_gives_back_the_value_that_the_text_holds(value: object) -> None:
    assert unpack(type(value), pack(value)) == value == parse(dump(value), kind=type(value))


def test_facts_are_the_listed_fields_in_written_form() -> None:
    told = json.loads(facts(kind_of("guide"), make_guide()))
    assert told["name"] == "单位参保登记" and told["time_limit"] == {"raw": "即时办结", "kind": "immediate", "days": 0}
    assert set(told) <= set(kind_of("guide").facts) and "code" not in told


def test_every_fact_is_a_field_or_a_property_of_its_kind_and_none_is_internal() -> None:
    from mingbai.guides.guide import INTERNAL

    for kind in KINDS.values():
        properties = {name for name, part in vars(kind.value).items() if isinstance(part, property)}
        assert set(kind.facts) <= properties | set(kind.value.__dataclass_fields__)
        assert not set(kind.facts) & set(INTERNAL)


def test_each_shape_has_its_own_sign_and_every_process_gives_it_the_same() -> None:
    signs = {name: form_of(kind) for name, kind in KINDS.items()}
    assert len(set(signs.values())) == len(KINDS)
    # A process that has read texts before must not call the same shape by another name: everything would be remade at each start.
    script = (
        "from mingbai.guides import packed, text, layout; from mingbai.guides.guide import Guide\n"
        "text.parse('region: x\\nslug: y\\nname: z\\n')\n"
        "print({name: packed.form_of(kind) for name, kind in layout.KINDS.items()})"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert told.stdout.strip() == str(signs)


def test_a_kind_says_where_its_texts_lie() -> None:
    assert str(kind_of("guide").path("320600", "a")) == "guides/320600/a.yaml"
    assert str(kind_of("service").path("", "a")) == "services/a.yaml"
    assert kind_of("guide").value is Guide and not kind_of("service").regional

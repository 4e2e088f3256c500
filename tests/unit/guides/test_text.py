"""The written form: what is written comes back, and every bad text is refused with its file, line and key."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from mingbai.errors import BadText
from mingbai.guides.guide import Chart, Edge, Guide, Material, Step, TimeLimit
from mingbai.guides.kinds import Document, Form, Lexicon, LifeEvent, Service
from mingbai.guides.layout import KINDS
from mingbai.guides.text import digest, dump, parse
from tests.unit.guides.values import values

HEAD = 'region: "320600"\nslug: a\nname: 名\n'
CONTENT = Path(__file__).parents[3] / "content"


@pytest.mark.parametrize("kind", [Guide, Material, Chart, Service, LifeEvent, Lexicon, Form, Document])
def test_every_value_comes_back_from_its_text(kind):
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(values(kind))
    def comes_back(value):
        text = dump(value)
        assert parse(text, kind=kind) == value
        assert dump(parse(text, kind=kind)) == text

    comes_back()


def test_the_canonical_text_of_a_guide():
    guide = Guide(
        region="320600",
        slug="001",
        name="单位参保登记",
        ordinal=1,
        materials=(Material(name="登记表", any_of=("甲", "乙")),),
        flowchart=(Chart(edges=(Edge(from_="a", to="b", label="否"),)),),
        time_limit=TimeLimit(raw="即时办结", kind="immediate", days=0),
        tips=("12:30", "2022-05-19", "yes", "上\n下"),
    )
    assert dump(guide) == (
        'schema: 1\nregion: "320600"\nslug: "001"\nordinal: 1\nname: 单位参保登记\n'
        "materials:\n- name: 登记表\n  any_of:\n  - 甲\n  - 乙\n"
        "flowchart:\n- edges:\n  - from: a\n    to: b\n    label: 否\n"
        "time_limit:\n  raw: 即时办结\n  kind: immediate\n  days: 0\n"
        'tips:\n- "12:30"\n- "2022-05-19"\n- "yes"\n- |-\n  上\n  下\n'
    )


def test_a_step_is_written_bare_where_it_is_only_text():
    text = HEAD + "process:\n- path: 网上\n  steps:\n  - 申请\n  - key: check\n    text: 审核\n"
    guide = parse(text)
    assert guide.process[0].steps == (Step(text="申请"), Step(key="check", text="审核"))
    assert dump(guide) == "schema: 1\n" + text


def test_scalars_stay_the_strings_they_are():
    guide = parse(HEAD + "fee: 2022-05-19\ntips: [12:30, 1.50, 1_000, 007, 0x1F]\n")
    assert guide.fee == "2022-05-19"
    assert guide.tips == ("12:30", "1.50", "1_000", "007", "0x1F")


def test_the_digest_is_of_the_stored_bytes():
    assert digest("明白") == "8e37cd5f7f76c831a2ba528cd4c6de3f0074c68c964d8bd2a64340633e590db5"
    assert digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


BAD = [
    ("a: [", "第 2 行", "这不是一份合格的 YAML 文件"),
    (HEAD + "  fee: 否\n", "第 4 行", "这不是一份合格的 YAML 文件"),
    (HEAD + "fee: !!python/object:os.system x\n", "第 4 行", "这不是一份合格的 YAML 文件"),
    (HEAD + "tips: " + "[" * 900 + "]" * 900, "第 4 行", "文件里的层次太深"),
    ("---\na: 1\n---\nb: 2\n", "第 3 行", "这不是一份合格的 YAML 文件"),
    (HEAD + "fee: \x01\n", "第 4 行", "文件里有不能显示的控制字符"),
    ("", "", "文件应当是一组“键: 值”"),
    ("- 甲\n", "", "文件应当是一组“键: 值”"),
    (HEAD + "name: 另\n", "第 4 行", "键 name 写了两次"),
    (HEAD + "source:\n  document: 甲\n  document: 乙\n", "第 6 行", "键 document 写了两次"),
    (HEAD + "tips: &one [甲]\nremarks: *one\n", "第 4 行", "锚点和别名"),
    ('region: "320600"\nslug: a\n', "第 1 行", "键 name：缺少这个必填的键"),
    (HEAD + "materials:\n- name: 甲\n  children:\n  - note: 无名\n", "第 7 行", "键 materials[0].children[0].name：缺少"),
    (HEAD + "flowchart:\n- edges:\n  - to: a\n", "第 6 行", "键 flowchart[0].edges[0].from：缺少"),
    (HEAD + "price: 1\n", "第 4 行", "键 price：没有这个键"),
    (HEAD + "source:\n  document: 甲\n  author: 乙\n", "第 6 行", "键 source.author：没有这个键"),
    (HEAD + "1: 甲\n", "第 4 行", "键 [1]"),
    (HEAD + "fee: 5\n", "第 4 行", "键 fee：这里应当是文字"),
    (HEAD + "tips:\n- 甲\n- null\n", "第 6 行", "键 tips[1]：这里应当是文字"),
    (HEAD + "ordinal: 一\n", "第 4 行", "键 ordinal：这里应当是整数"),
    (HEAD + "ordinal: 1.5\n", "第 4 行", "键 ordinal：这里应当是整数"),
    (HEAD + "ordinal: []\n", "第 4 行", "键 ordinal：这里应当是整数"),
    (HEAD + "audiences: [nobody]\n", "第 4 行", "键 audiences[0]：不是允许的值之一"),
    (HEAD + "tips: 一条\n", "第 4 行", "键 tips：这里应当是一个列表"),
    (HEAD + "time_limit: 即时\n", "第 4 行", "键 time_limit：这里应当是一组“键: 值”"),
    (HEAD + "process:\n- steps:\n  - 甲\n  - [乙]\n", "第 7 行", "键 process[0].steps[1]：这里应当是一组"),
]


@pytest.mark.parametrize(("text", "line", "sentence"), BAD)
def test_a_bad_text_is_refused_with_file_line_and_key(text, line, sentence):
    with pytest.raises(BadText) as refused:
        parse(text, file="guides/320600/a.yaml")
    assert refused.value.place == f"guides/320600/a.yaml {line}".strip()
    assert sentence in refused.value.sentence
    assert refused.value.remedy


def test_without_a_file_the_line_alone_is_named():
    with pytest.raises(BadText) as refused:
        parse(HEAD + "price: 1\n")
    assert refused.value.place == "第 4 行"


def test_every_committed_text_is_canonical():
    files = [(path, kind.value) for kind in KINDS.values() for path in sorted((CONTENT / kind.folder).rglob("*.yaml"))]
    assert files
    wrong = [str(path) for path, kind in files if dump(parse(path.read_text("utf-8"), kind=kind)) != path.read_text("utf-8")]
    assert wrong == []


def test_a_value_of_a_closed_list_is_refused_with_what_is_allowed() -> None:
    written = dump(Service(slug="s", order=1, name="参保", plain="办参保", group="参保"))
    for wrong in ("0", "6", "三"):
        with pytest.raises(BadText, match="键 need：不是允许的值之一。") as refused:
            parse(written.replace("need: 3", f"need: {wrong}"), kind=Service)
        assert refused.value.remedy == "允许的值：1、2、3、4、5。"

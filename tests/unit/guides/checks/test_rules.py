"""The other rules over a guide: elements, contradictions, references, materials, wording. Each says what is wrong and is quiet else."""

from __future__ import annotations

from typing import Any

import pytest

from mingbai.guides.checks import Beside, Blank, Check, check
from mingbai.guides.checks.elements import ELEMENTS
from mingbai.guides.checks.findings import NOTHING
from mingbai.guides.guide import Attribute, Basis, Channel, Contact, FormRef, Guide, Material, Path, Step
from mingbai.guides.limits import parse_limit
from tests.makers import make_guide


def whole(**parts: Any) -> Guide:
    """A guide about which there is nothing to say."""
    plain = {
        "basis": (Basis(title="中华人民共和国社会保险法", articles="第八条", raw="《中华人民共和国社会保险法》第八条"),),
        "conditions": ("依法设立的用人单位",),
        "materials": (Material(name="营业执照", copies="原件1份"),),
        "channels": (Channel(kind="window", detail="南通市政务服务中心3楼医保窗口"),),
        "contacts": (
            Contact(kind="咨询", phone="0513-59001800", address="工农南路150号", hours="9:00-17:00"),
            Contact(kind="投诉", phone="12345"),
        ),
        "fee": "不收费",
    }
    return make_guide(**(plain | parts))


def of(kind: str, beside: Beside = NOTHING, **parts: Any) -> list[Check]:
    """The findings of one kind about a guide that is right but for ``parts``."""
    return [one for one in check(whole(**parts), beside) if one.kind == kind]


def test_there_is_nothing_to_say_about_a_whole_guide() -> None:
    assert check(whole(), Beside(forms=())) == ()


EMPTIED = {
    "name": {"name": " "},
    "basis": {"basis": ()},
    "conditions": {"conditions": ()},
    "materials": {"materials": ()},
    "process": {"process": ()},
    "fee": {"fee": None},
    "place": {"contacts": (Contact(kind="咨询", phone="12393", hours="9:00-17:00"), Contact(kind="投诉", phone="12345")), "channels": ()},
    "hours": {"contacts": (Contact(kind="咨询", phone="12393", address="工农南路150号"), Contact(kind="投诉", phone="12345"))},
    "phone": {"contacts": (Contact(kind="服务大厅", address="工农南路150号", hours="9:00-17:00"), Contact(kind="投诉", phone="12345"))},
    "complaint": {"contacts": (Contact(kind="咨询", phone="12393", address="工农南路150号", hours="9:00-17:00"),)},
}


def test_every_element_has_its_case() -> None:
    assert [name for name, _ in ELEMENTS] == list(dict.fromkeys(["name", *(name for name, _ in ELEMENTS)]))
    assert set(EMPTIED) == {name for name, _ in ELEMENTS}


@pytest.mark.parametrize("name", EMPTIED)
def test_a_missing_element_blocks_until_somebody_gives_a_reason(name: str) -> None:
    found = check(whole(**EMPTIED[name]))
    assert [(one.kind, one.severity, one.waivable) for one in found] == [(f"missing:{name}", "block", True)]
    assert not check(whole(**EMPTIED[name]), Beside(supplied=frozenset({name})))


def test_an_element_may_stand_elsewhere() -> None:
    assert not of("missing:materials", materials=(), material_notes=("无需材料",))
    assert not of("missing:place", contacts=(), channels=(Channel(kind="window", detail="各区工农南路150号"),))
    assert not of("missing:hours", contacts=(), attributes=(Attribute(name="办理时间", value="工作日"),))
    assert of("missing:phone", contacts=(Contact(kind="咨询", phone="详见网站"),))


def test_a_guide_without_a_limit_is_told_so() -> None:
    assert [one.severity for one in of("unsaid:time_limit", time_limit=None)] == ["advise"]


def steps(*texts: str, path: str | None = None) -> tuple[Path, ...]:
    return (Path(path=path, steps=tuple(Step(text=text) for text in texts)),)


@pytest.mark.parametrize(
    ("limit", "told"),
    [
        ("即时办理", ("审核通过的即时受理，20个工作日内完成评定",)),
        ("10个工作日", ("受理", "15个工作日内审核完毕")),
        ("20个工作日", ("受理", "10个工作日内办结")),
        ("10个工作日", ("6个工作日内初审", "6个工作日内复审")),
    ],
)
def test_a_limit_and_steps_that_take_another_time_contradict(limit: str, told: tuple[str, ...]) -> None:
    (found,) = of("limit", time_limit=parse_limit(limit), process=steps(*told))
    assert limit in found.sentence and found.excerpt in "；".join(told)


@pytest.mark.parametrize(
    ("limit", "told"),
    [
        ("15个工作日", ("10个工作日内转出", "5个工作日内转入")),
        ("10个工作日,特殊情况不超过20个工作日", ("10个工作日内办结",)),
        ("10个工作日", ("申请人应在15个工作日内补正材料", "公示20个工作日")),
        ("不超过3个月", ("5个工作日内签订协议",)),
    ],
)
def test_a_limit_that_holds_is_left_alone(limit: str, told: tuple[str, ...]) -> None:
    assert not of("limit", time_limit=parse_limit(limit), process=steps(*told))


def test_a_path_over_a_channel_that_is_not_listed() -> None:
    (found,) = of("channel", process=steps("提交", path="网上办理流程"))
    assert found.field == "process[0].path" and "网上" in found.sentence
    assert not of("channel", process=steps("提交", path="网上办理流程"), channels=(Channel(kind="mobile", detail="掌上办"),))
    assert not of("channel", process=steps("提交", path="窗口办理流程"))


@pytest.mark.parametrize(
    "parts",
    [
        {"tips": ("1.带证件。", "3.带照片。")},
        {"tips": ("（一）甲\n（三）乙",)},
        {"process": steps("①申请②受理④办结")},
        {"remarks": ("1、甲", "2、乙", "2、丙")},
        {"conditions": ("九、甲", "十、乙", "十二、丙"), "tips": ("一、甲", "三、丙")},
    ],
)
def test_a_count_with_a_gap_is_told(parts: dict[str, Any]) -> None:
    assert len(of("numbering", **parts)) == 1


@pytest.mark.parametrize("text", ["①甲②乙①丙②丁", "按②③准备", "1.5个工作日\n3.5个工作日", "十、甲\n十一、乙", "2022年\n2023年"])
def test_a_count_without_a_gap_is_left_alone(text: str) -> None:
    assert not of("numbering", tips=(text,))


FORMS = Beside(forms=(Blank(name="单位参保登记表", ref="附录A"), Blank(name="转移接续申请表", ref="表3")))


def test_a_reference_that_no_form_answers() -> None:
    assert of("reference", FORMS, tips=("详见附录B",))[0].excerpt == "详见附录B"
    assert of("reference", FORMS, tips=("配合评估材料清单(表19、表3)",))[0].sentence.count("表19") == 1
    assert not of("reference", FORMS, tips=("填写附件表3、附件 A",))
    assert not of("reference", FORMS, tips=("样表齐全，一张表 2 份",))


def test_a_reference_to_a_form_of_another_name() -> None:
    (found,) = of("reference:title", FORMS, forms=(FormRef(name="生育津贴申请表", ref="表3"),))
    assert "转移接续申请表" in found.sentence
    assert not of("reference:title", FORMS, forms=(FormRef(name="基本医疗保险转移接续申请表", ref="表3"),))


def test_a_form_without_a_blank_is_told_where_the_forms_are_known() -> None:
    named: dict[str, Any] = {"forms": (FormRef(name="生育津贴申请表"),), "materials": (Material(name="《生育津贴申请表》", copies="1份"),)}
    (found,) = of("form", FORMS, **named)
    assert "1 张表" in found.sentence and found.field == "forms[0].name"
    assert not of("form", NOTHING, **named)
    assert not of("form", FORMS, forms=(FormRef(name="《单位参保登记表》"),))


def test_papers_that_leave_open_what_to_bring_are_told_together() -> None:
    (found,) = of(
        "material",
        materials=(Material(name="病历"), Material(name="申请表"), Material(name="发票", note="原件"), Material(name="诊断证明")),
    )
    assert "2 份" in found.sentence and found.excerpt == "病历、诊断证明"
    assert not of("material", materials=(Material(name="病历"),), material_notes=("以上均提供原件",))


@pytest.mark.parametrize(
    "text", ["提供其他材料", "按有关规定办理", "视情况办理", "必要时核查", "统筹地区相关政策", "户口簿等材料", "必要的辅助材料"]
)
def test_vague_wording_is_told_with_its_place(text: str) -> None:
    (found,) = of("vague", material_notes=(text, text))
    assert found.field == "material_notes[0]" and "材料说明第2项" in found.sentence and found.remedy


def test_a_step_may_point_back_at_the_list_of_materials() -> None:
    assert not of("vague", process=steps("携带相关材料至窗口"))
    assert of("vague", process=steps("携带相关材料至窗口"), materials=())


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("typo", "登陆网上服务大厅", "登录"),
        ("typo", "个人帐户", "账户"),
        ("term", "人力资源与社会保障局", "人力资源和社会保障"),
        ("term", "港澳居民往来内地通行证", "港澳居民来往内地通行证"),
        ("traditional", "醫療保險", "规范汉字"),
        ("full-width", "提供２份", "半角"),
        ("document-number", "苏医保发〔2022﹞28号", "六角括号"),
        ("document-number", "苏医保发〔2022〕 28号", "六角括号"),
        ("brackets", "（身份证", "缺的一半"),
        ("debris", "材料\uf020如下", "对照原文"),
    ],
)
def test_what_is_written_wrongly_is_told(kind: str, text: str, said: str) -> None:
    (found,) = of(kind, tips=(text,))
    assert (found.severity, found.field) == ("advise", "tips[0]") and said in found.remedy and found.excerpt


@pytest.mark.parametrize(
    "text", ["1）甲；2）乙", "（一）甲", "苏医保发〔2022〕28号", "登陆上海", "台湾居民来往大陆通行证", "乾县、瞭望、著作(A)", "a) 甲"]
)
def test_what_is_written_well_is_left_alone(text: str) -> None:
    assert check(whole(tips=(text,))) == ()

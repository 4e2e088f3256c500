"""Personal data in a guide: found in any writing, told with its place, never repeated in the finding."""

from __future__ import annotations

from typing import Any

import pytest

from mingbai.guides.checks import Beside, check, check_other
from mingbai.guides.checks.findings import texts
from mingbai.guides.guide import Contact, Guide, Material
from mingbai.guides.kinds import Clause, Document
from tests.makers import make_guide


def kinds(text: str, **parts: Any) -> list[str]:
    """The kinds of personal data that a guide with ``text`` among its tips is found to hold."""
    found = check(make_guide(tips=(text,), **parts))
    return [one.kind for one in found if one.kind.startswith("personal")]


IDENTITY = "11010519491231002X"  # the example of GB 11643-1999


@pytest.mark.parametrize(
    "written",
    [
        IDENTITY,
        IDENTITY.lower(),
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105 19491231 002X",
        "110105-19491231-002X",
        f"申请人身份证{IDENTITY}，请核对",
        "11010119900307xxxx",
        "11010119900307****",
    ],
)
def test_an_identity_number_is_found_in_any_writing(written: str) -> None:
    assert kinds(f"如：{written}。") == ["personal:id"]


@pytest.mark.parametrize(
    "written", ["110105194912310021", "990105194912310021", "11010519491331002X", "322036005000", "5320600MB1234567X8"]
)
def test_what_is_no_identity_number_is_left_alone(written: str) -> None:
    assert kinds(f"编号{written}。") == []


@pytest.mark.parametrize("written", ["13800138000", "138 0013 8000", "138-0013-8000", "+86 13800138000", "１３８００１３８０００"])
def test_a_mobile_number_is_found(written: str) -> None:
    assert kinds(f"联系人张三{written}") == ["personal:mobile"]


@pytest.mark.parametrize(
    "written", ["12393", "0513-59001800", "051359001800", "400-123-4567", "2022年5月19日", "322036005000", "113800138000"]
)
def test_official_phones_and_codes_are_no_mobile_numbers(written: str) -> None:
    assert kinds(f"咨询{written}") == []


@pytest.mark.parametrize("written", ["6222021234567890128", "6222 0212 3456 7890 128", "４１１１１１１１１１１１１１１１"])
def test_a_bank_card_is_known_by_its_check_digit(written: str) -> None:
    assert kinds(f"账号{written}") == ["personal:card"]


@pytest.mark.parametrize(
    "written",
    ["6222021234567890127", "4444444444444444", "https://example.gov.cn/item?id=4111111111111111", "11131100MB193224813132036024001"],
)
def test_what_is_no_bank_card_is_left_alone(written: str) -> None:
    assert kinds(f"见{written}") == []


def test_an_insurance_number_is_known_by_what_stands_before_it() -> None:
    assert kinds("社保号：A12345678") == ["personal:insurance"]
    assert kinds("个人编号 1002345678") == ["personal:insurance"]
    assert kinds("凭社保号办理；项目 1002345678") == []


def test_a_private_mailbox_only_advises() -> None:
    (found,) = (one for one in check(make_guide(tips=("寄至 zhang@163.com", "或 ybj@nantong.gov.cn"))) if one.kind == "personal:mail")
    assert found.severity == "advise"


def test_a_mobile_number_may_stand_as_a_contact_that_was_released_and_nowhere_else() -> None:
    released = Beside(allowed=frozenset({"138-0013-8000"}))
    contact = make_guide(contacts=(Contact(kind="咨询", phone="13800138000"),))
    elsewhere = make_guide(tips=("请拨打13800138000",))
    assert [one.kind for one in check(contact) if one.severity == "block" and "personal" in one.kind] == ["personal:mobile"]
    assert not [one for one in check(contact, released) if "personal" in one.kind]
    assert [one.kind for one in check(elsewhere, released) if "personal" in one.kind] == ["personal:mobile"]


def test_a_finding_names_the_place_and_hides_the_number() -> None:
    guide = make_guide(materials=(Material(name="身份证"), Material(name="委托书", note=f"如张三（{IDENTITY}）")))
    (found,) = (one for one in check(guide) if one.kind == "personal:id")
    assert (found.severity, found.field, found.waivable) == ("block", "materials[1].note", False)
    assert "办理材料第2项" in found.sentence
    assert IDENTITY not in repr(found)
    assert "110************02X" in found.excerpt.replace("1949", "****")[:60] or "*" in found.excerpt


def test_a_number_is_told_once_and_internal_parts_are_read_too() -> None:
    guide = make_guide(materials=(Material(name="电话13800138000", raw="电话13800138000"),), message_templates=("拨打13900139000",))
    assert [one.field for one in check(guide) if one.kind == "personal:mobile"] == ["materials[0].name", "message_templates[0]"]


def test_other_kinds_are_read_too() -> None:
    document = Document(region="320600", slug="one", title="通知", clauses=(Clause(number="1", text=("联系人：李四 13800138000",)),))
    (found,) = check_other(document)
    assert found.field == "clauses[0].text[0]"
    assert "条款第1项" in found.sentence


def test_every_text_of_a_guide_has_a_place() -> None:
    guide: Guide = make_guide(tips=("甲",))
    assert ("tips[0]", "甲") in list(texts(guide))
    assert all(one.field and isinstance(one.text, str) for one in texts(guide))

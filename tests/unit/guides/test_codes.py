"""The state's codes, part by part and position by position, and the readable addresses of names."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mingbai
from mingbai.errors import BadText
from mingbai.guides.codes import (
    KINDS,
    AgencyCode,
    ItemCode,
    agency_code,
    conflicts,
    credit_code,
    is_item_code,
    item_code,
    slug,
)

SOURCE = Path(mingbai.__file__).parents[1]
AGENCY = "11131100MB19322481"


def test_an_item_code_in_its_parts():
    code = item_code("322036001000")
    assert code == ItemCode(directory="32", kind="20", department="36", main="001", sub="000")
    assert str(code) == "322036001000"
    assert KINDS[code.kind] == "公共服务"
    assert not code.is_group


def test_the_code_of_a_group():
    assert item_code("00203600100Y").is_group
    assert item_code("002036001001").group == "00203600100Y"


def test_width_and_blanks_of_conversion_do_not_matter():
    assert str(item_code(" ３２2036 00100y ")) == "32203600100Y"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("32203600100", "应当是 12 位，现在是 11 位"),
        ("3220360010000", "现在是 13 位"),
        ("992036001000", "第 1–2 位“99”不是目录层级"),
        ("329936001000", "第 3–4 位“99”不是事项类型"),
        ("3220XX001000", "第 5–6 位“XX”不是两位部门代码"),
        ("32203600A000", "第 7–9 位“00A”不是三位主项序号"),
        ("3220360010Y0", "第 10–12 位“0Y0”不是三位子项序号"),
        ("32203600100Z", "第 10–12 位“00Z”"),
        ("", "现在是 0 位"),
    ],
)
def test_a_wrong_item_code_is_refused_with_its_position(text, sentence):
    with pytest.raises(BadText, match=sentence):
        item_code(text)
    assert not is_item_code(text)


def test_every_item_code_of_the_source_documents_is_read():
    folder = Path(__file__).parents[2] / "seeds"
    texts = "\n".join(path.read_text("utf-8") for path in sorted(folder.glob("*.txt")))
    found = set(re.findall(r"(?<![0-9A-Z])(?:32|00)2036\d{3}(?:\d{3}|00Y)(?![0-9A-Z])", texts))
    assert len(found) > 60
    assert [code for code in found if str(item_code(code)) != code] == []


def test_an_agency_code_in_its_parts():
    code = agency_code(AGENCY + "3" + "132036024001")
    assert code == AgencyCode(agency=AGENCY, level="3", item=item_code("132036024001"))
    assert agency_code(str(code) + "01").handling == "01"
    assert str(agency_code(str(code) + "01")) == str(code) + "01"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (AGENCY + "313203602400", "现在是 30 位"),
        ("11131100MB19322480" + "3132036024001", "第 18 位“0”与前 17 位算出的校验码“1”不一致"),
        ("11131100MO19322481" + "3132036024001", "第 10 位“O”不是统一社会信用代码可用的字符"),
        (AGENCY + "7132036024001", "第 19 位“7”不是行使层级"),
        (AGENCY + "3139936024001", "第 22–23 位“99”不是事项类型"),
        (AGENCY + "31320360240Z1", "第 29–31 位“0Z1”"),
        (AGENCY + "3132036024001AB", "第 32–33 位“AB”不是业务办理项"),
    ],
)
def test_a_wrong_agency_code_is_refused_with_its_position(text, sentence):
    with pytest.raises(BadText, match=sentence):
        agency_code(text)


@given(st.integers(0, 16), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_the_check_character_notices_every_single_slip(place, character):
    wrong = AGENCY[:place] + character + AGENCY[place + 1 :]
    if wrong == AGENCY:
        assert credit_code(wrong) == AGENCY
    else:
        with pytest.raises(BadText, match="校验码"):
            credit_code(wrong)


def test_conflicts_among_the_codes_of_a_document():
    assert list(conflicts(["002036001001", "002036001002", "00203600100Y"])) == []
    assert list(conflicts(["002036001001", "002036001001"])) == ["编码 002036001001 出现了 2 次，同一机构内应当唯一。"]
    assert "002036005000" in next(conflicts(["00203600500Y", "002036005000"]))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("单位参保登记", "danwei-canbao-dengji"),
        ("医疗救助对象手工（零星）报销", "yiliao-jiuzhu-duixiang-shougong-lingxing-baoxiao"),
        ("出具《参保凭证》", "chuju-canbao-pingzheng"),
        ("异地长期居住人员备案", "yidi-changqi-juzhu-renyuan-beian"),
        ("助学贷款还款", "zhuxue-daikuan-huankuan"),
        ("重大疾病", "zhongda-jibing"),
        ("通医保发〔2022〕15号", "tong-yibao-fa-2022-15-hao"),
        ("ＤＢ 3209/T 1234", "db-3209-t-1234"),
    ],
)
def test_readable_addresses(name, expected):
    assert slug(name) == expected


def test_long_names_are_cut_between_words_and_stay_apart():
    one = slug("基本医疗保险参保人员享受门诊慢特病病种待遇认定")
    other = slug("基本医疗保险参保人员享受门诊慢特病种待遇认定、使用特殊药品待遇备案及意外伤害待遇备案")
    assert one.startswith("jiben-yiliao-baoxian-canbao-renyuan-xiangshou-menzhen-")
    assert one != other
    assert slug("基本医疗保险参保人员医疗费用手工(零星)报销") == slug("基本医疗保险参保人员医疗费用手工（零星）报销")


@given(st.text(max_size=80))
def test_every_name_has_an_address(name):
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug(name))
    assert len(slug(name)) <= 60


def test_the_words_of_the_trade_need_no_dictionary():
    code = (
        "import sys; from mingbai.guides.codes import slug; slug('参保人员参保信息查询');"
        "print('pypinyin' in sys.modules or 'rjieba' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=SOURCE, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("门(急)诊费用报销", "men-ji-zhen-feiyong-baoxiao"),
        ("依申请救助申请表", "yi-shenqing-jiuzhu-shenqingbiao"),
        ("不合格告知书", "bu-hege-gaozhi-shu"),
    ],
)
def test_what_stands_alone_is_spelt_without_the_dictionaries(name: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypinyin", None)
    monkeypatch.setitem(sys.modules, "rjieba", None)
    assert slug(name) == expected

"""What of a guide is searched, and what never is."""

from dataclasses import replace

from mingbai.guides.guide import INTERNAL, Basis, ChecklistRow, Guide, Material, RiskPoint
from mingbai.guides.kinds import Service
from mingbai.guides.text import parse
from mingbai.search.entry import digest_of, entry_of, sentences
from tests.sites import ROOT

GUIDE = Guide(
    region="420000",
    slug="a",
    name="单位参保登记",
    materials=(Material(name="登记表", children=(Material(name="附页"),)),),
    tips=("温馨话",),
    required_fields=("内部必填",),
    message_templates=("内部消息",),
    risk_level="内部级别",
    risk_points=(RiskPoint(stage="内部环节", description="内部风险"),),
)
SERVICE = Service(
    slug="s", order=1, name="单位参保登记", plain="一句话", group="组", aliases=("单位参保",), words=("开户",), phrasings=("怎么开户",)
)


def test_internal_fields_are_never_indexed_nor_quoted() -> None:
    entry = entry_of(GUIDE, SERVICE, "d")
    everything = repr(entry) + "".join(sentences(GUIDE))
    assert "内部" not in everything
    assert set(INTERNAL) == {"required_fields", "message_templates", "risk_level", "risk_points"}


def test_how_people_ask_comes_from_the_service() -> None:
    entry = entry_of(GUIDE, SERVICE, "d")
    assert entry.aliases == "单位参保" and "开户" in entry.asked and "怎么开户" in entry.asked
    assert entry_of(GUIDE, None, "d").asked == ""


def test_materials_come_with_what_stands_under_them() -> None:
    assert "附页" in entry_of(GUIDE, None, "d").materials


def test_an_entry_is_stale_when_the_guide_or_its_service_has_changed() -> None:
    assert len({digest_of("a", "b"), digest_of("a", "c"), digest_of("c", "b"), digest_of("ab", "")}) == 4


def test_entries_differ_where_guides_differ() -> None:
    assert entry_of(GUIDE, None, "d") != entry_of(replace(GUIDE, tips=("别的话",)), None, "d")


def test_what_merged_cells_hand_down_is_searched_of_every_guide_below_them() -> None:
    below = replace(GUIDE, main_item="医疗保障参保登记", basis=(Basis(raw="《社会保险法》第五十七条"),), inherited=("main_item", "basis"))
    entry = entry_of(below, None, "d")
    assert entry.main_item == "医疗保障参保登记" and entry.basis == "《社会保险法》第五十七条"


def test_every_guide_of_the_content_has_the_main_item_that_its_document_prints() -> None:
    paths = sorted((ROOT / "content" / "guides").rglob("*.yaml"))
    assert paths and not [path.name for path in paths if not parse(path.read_text(encoding="utf-8")).main_item]


def test_the_law_that_only_the_row_of_the_list_prints_is_searched_too() -> None:
    listed = ChecklistRow(basis=(Basis(raw="苏医保发〔2021〕61号"), Basis(raw="《社会保险法》第五十七条")))
    guide = replace(GUIDE, basis=(Basis(raw="《社会保险法》第五十七条"),), checklist=listed)
    assert entry_of(guide, None, "d").basis == "《社会保险法》第五十七条\n苏医保发〔2021〕61号"

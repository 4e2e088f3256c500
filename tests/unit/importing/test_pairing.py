"""A 清单 row finds its guide: by name, by a close name, by its place between neighbours; and what both say becomes one guide."""

from __future__ import annotations

from typing import Any

from mingbai.guides.guide import Channel, ChecklistRow, Guide, Material, TimeLimit
from mingbai.guides.kinds import Service
from mingbai.importing.assemble import service_of
from mingbai.importing.blocks import Place
from mingbai.importing.names import closeness, key
from mingbai.importing.pairing import pair
from mingbai.importing.rows import guide_of_row, with_row


def guide(name: str, **parts: Any) -> Guide:
    return Guide(region="", slug="", name=name, **parts)


def row(name: str | None = None, **parts: Any) -> ChecklistRow:
    return ChecklistRow(name=name, **parts)


def test_names_are_compared_without_width_blanks_quotes_and_brackets() -> None:
    assert key("“双通道”管理 （试行）") == key("双通道管理(试行)")
    assert closeness("一次性营养补助", "一次性营养补助支付") > 0.8
    assert closeness("生育医疗费支付", "产前检查费支付") == 0.0


def test_pairs_by_name_whatever_the_order() -> None:
    assert pair([guide("甲事项"), guide("乙事项")], [row("乙事项"), row("甲事项")]) == {0: 1, 1: 0}


def test_items_of_one_name_are_told_apart_by_their_main_item() -> None:
    guides = [guide("费用报销", main_item="门诊"), guide("费用报销", main_item="住院")]
    assert pair(guides, [row("费用报销", main_item="住院"), row("费用报销", main_item="门诊")]) == {0: 1, 1: 0}


def test_pairs_a_close_name_unless_the_ordinals_speak_against_it() -> None:
    guides = [guide("一次性营养补助支付", ordinal=25)]
    assert pair(guides, [row("一次性营养补助", ordinal=25)]) == {0: 0}
    assert pair(guides, [row("一次性营养补助", ordinal=3)]) == {}


def test_a_row_without_a_name_is_the_guide_between_its_neighbours() -> None:
    guides = [guide("甲", ordinal=1), guide("乙", ordinal=2), guide("丙", ordinal=3)]
    assert pair(guides, [row("甲"), row(broken=True), row("丙")]) == {0: 0, 1: 1, 2: 2}


def test_a_row_without_a_name_stays_alone_where_its_neighbours_do_not_tell() -> None:
    guides = [guide("甲"), guide("乙"), guide("丙"), guide("丁")]
    assert pair(guides, [row("甲"), row(broken=True), row("丁")]) == {0: 0, 2: 3}
    assert pair(guides, [row(broken=True)]) == {}


def test_a_guide_takes_up_what_only_its_row_states_and_keeps_the_row_whole() -> None:
    ours = guide("甲", time_limit=TimeLimit(raw="5个工作日", kind="working_days", days=5))
    theirs = row("甲", code="123456789012", remarks=("备注",), main_item="主项", inherited=("main_item", "basis"))
    joined, findings = with_row(ours, theirs, Place(line=7))
    assert (joined.code, joined.remarks, joined.main_item, joined.time_limit) == ("123456789012", ("备注",), "主项", ours.time_limit)
    assert joined.inherited == ("main_item",)
    assert joined.checklist == theirs
    assert findings == ()


def test_a_disagreement_keeps_both_and_is_reported_with_its_place() -> None:
    ours = guide("甲支付", materials=(Material(name="身份证"),), time_limit=TimeLimit(raw="即时办理", kind="immediate", days=0))
    theirs = row("甲", materials=(Material(name="社保卡"),), time_limit=TimeLimit(raw="5个工作日", kind="working_days", days=5))
    joined, findings = with_row(ours, theirs, Place(line=7))
    assert (joined.materials, joined.aliases) == (ours.materials, ("甲",))
    assert [finding.kind for finding in findings] == ["disagreement-name", "disagreement-time-limit", "disagreement-materials"]
    assert all(finding.place.line == 7 for finding in findings)
    assert "仅清单有“社保卡”；仅指南有“身份证”" in findings[2].sentence


def test_a_disagreement_is_told_in_the_words_that_are_printed() -> None:
    ours = guide(
        "甲", channels=(Channel(kind="hospital", detail="院端办理"),), time_limit=TimeLimit(raw="即时办理", kind="immediate", days=0)
    )
    theirs = row(
        "甲", channels=(Channel(kind="online", detail="网上办"),), time_limit=TimeLimit(raw="5个工作日（乙）", kind="working_days", days=5)
    )
    told = [finding.sentence for finding in with_row(ours, theirs, Place(line=1))[1]]
    assert ["仅清单有“5个工作日（乙）”；仅指南有“即时办理”" in told[0], "仅清单有“网上办”；仅指南有“院端办理”" in told[1]] == [True, True]


def test_what_a_broken_row_has_lost_is_no_disagreement() -> None:
    ours = guide("甲", channels=(Channel(kind="window", detail="窗口"), Channel(kind="online", detail="网上")))
    _, findings = with_row(ours, row(broken=True, channels=(Channel(kind="window", detail="√"),)), Place(line=1))
    assert findings == ()


def test_a_row_without_a_guide_becomes_one_and_names_its_forms() -> None:
    made = guide_of_row(row("甲", code="123456789012", materials=(Material(name="《甲申请表》", raw="《甲申请表》（盖章）"),)))
    assert made is not None
    assert (made.name, made.code, [form.name for form in made.forms], made.checklist) == ("甲", "123456789012", ["甲申请表"], None)
    assert guide_of_row(row(broken=True)) is None


def service(slug: str, name: str, *aliases: str) -> Service:
    return Service(slug=slug, order=1, name=name, plain=name, group="组", aliases=aliases, words=("看病",), phrasings=("怎么报销",))


def test_a_service_is_recognised_by_official_names_only() -> None:
    services = (service("a", "门诊费用报销", "门（急）诊费用报销"), service("b", "住院费用报销"))
    assert getattr(service_of(guide("门(急)诊费用报销"), services), "slug", None) == "a"
    assert getattr(service_of(guide("住院医疗费用报销", aliases=("住院费用报销",)), services), "slug", None) == "b"
    assert service_of(guide("怎么报销"), services) is None
    assert service_of(guide("看病"), services) is None


def test_a_name_of_two_services_is_nobodys() -> None:
    assert service_of(guide("转诊备案"), (service("a", "转诊备案"), service("b", "异地转诊", "转诊备案"))) is None

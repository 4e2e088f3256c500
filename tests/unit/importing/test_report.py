"""The report counts: every character of a document is placed, framing, or listed with its line; every value has its place."""

from __future__ import annotations

from mingbai.guides.guide import Guide, Material
from mingbai.importing.blocks import Block, Paragraph, Place
from mingbai.importing.ground import Ground
from mingbai.importing.pipeline import import_document
from mingbai.importing.places import places_of
from mingbai.importing.report import as_json, characters_of, is_framing, share_of

GUIDE = """一、参保凭证打印
◆服务对象
参保人员
◆办理材料
1、有效身份证件
2、《打印申请表》（加盖公章）
◆办理时限
即时办结
"""


def ground(*lines: str) -> tuple[Ground, tuple[Block, ...]]:
    blocks = tuple(Paragraph(text=text, place=Place(line=number)) for number, text in enumerate(lines, 1))
    return Ground(blocks), blocks


def located(guide: Guide, *lines: str) -> dict[str, tuple[int | None, int, int]]:
    on, blocks = ground(*lines)
    found, _ = places_of(guide, (on.plot(blocks),), on)
    return {path: (one.place.line, one.start, one.end) for path, one in found.items()}


def guide(**parts: object) -> Guide:
    return Guide(region="320600", slug="x", **{"name": "甲", **parts})  # type: ignore[arg-type]


def test_a_value_is_found_from_its_first_character_to_its_last_across_blanks_and_lines() -> None:
    found = located(guide(name="参保凭证打印", conditions=("年满十六周岁的居民",)), "一、参保 凭证打印", "（一）年满十六", "周岁的居民；")
    assert found == {"name": (1, 2, 9), "conditions[0]": (2, 3, 5)}


def test_the_same_words_twice_are_two_places() -> None:
    found = located(guide(conditions=("按时缴费", "按时缴费")), "甲", "按时缴费", "按时缴费")
    assert (found["conditions[0]"][0], found["conditions[1]"][0]) == (2, 3)


def test_parts_are_found_inside_the_raw_text_they_belong_to() -> None:
    material = Material(name="身份证", note="原件", raw="身份证（原件）")
    found = located(guide(materials=(material,)), "甲", "凭身份证原件查询", "1、身份证（原件）")
    assert found["materials[0].raw"] == (3, 2, 9)
    assert found["materials[0].name"] == (3, 2, 5)
    assert found["materials[0].note"] == (3, 6, 8)


def test_a_value_that_stands_nowhere_has_no_place() -> None:
    on, blocks = ground("甲", "身份证")
    found, nowhere = places_of(guide(conditions=("编造的条件",)), (on.plot(blocks),), on)
    assert "conditions[0]" not in found
    assert nowhere == ("conditions[0]",)


def test_a_text_that_a_page_break_cut_in_two_is_found_with_less_confidence() -> None:
    on, blocks = ground("甲变更姓名等关键信息", "别的行", "的，应提供佐证资料")
    found, nowhere = places_of(guide(conditions=("变更姓名等关键信息的，应提供佐证资料",)), (on.plot(blocks[:1]),), on)
    assert nowhere == ()
    assert found["conditions[0]"].confidence < 1


def test_what_nothing_covers_is_unplaced_and_marks_are_framing() -> None:
    on, blocks = ground("1、身份证；", "谁也没有放的一句话", "◆办理材料")
    on.cover(blocks[2:])
    framing = on.covered
    on.find("身份证", (on.plot(blocks),))
    counts, unplaced = characters_of(on, framing)
    assert counts == {"placed": 3, "framing": 8, "unplaced": 9}
    assert [(one.text, one.place.line) for one in unplaced] == [("谁也没有放的一句话", 2)]
    assert share_of(counts) == 0.55


def test_labels_levels_and_numbers_frame_but_words_do_not() -> None:
    assert all(map(is_framing, ["（一）", "主项名称：", "√", "B、C、D", "①", "市、", "□"]))
    assert not any(map(is_framing, ["身份证", "并按规定", "告知"]))


def test_the_whole_of_a_clean_guide_is_placed_and_a_stray_sentence_is_listed() -> None:
    assert import_document("a.txt", GUIDE.encode(), region="320600").report.share == 1.0
    stray = "前言里有一句话谁也不认识，也不属于任何事项。\n" + GUIDE
    report = import_document("a.txt", stray.encode(), region="320600").report
    assert [(one.text, one.place.line) for one in report.unplaced] == [("前言里有一句话谁也不认识，也不属于任何事项。", 1)]
    assert 0.5 < report.share < 1.0


def test_the_written_report_names_file_counts_and_places() -> None:
    data = as_json(import_document("a.txt", GUIDE.encode(), region="320600").report)
    assert data["counts"] == {"guides": 1, "forms": 0, "documents": 0}
    assert data["places"]["canbao-pingzheng-dayin"]["materials[1].name"] == {"line": 6, "from": 2, "to": 9, "confidence": 1.0}
    assert data["unplaced"] == []
    assert {"schema", "file", "format", "region", "characters", "share", "findings"} <= set(data)

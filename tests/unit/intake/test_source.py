"""The source beside what was found in it: numbers of texts, places, passages."""

from __future__ import annotations

from mingbai.importing.blocks import Cell, Paragraph, Place, Table
from mingbai.intake import source


def line(number: int, text: str) -> Paragraph:
    return Paragraph(text=text, place=Place(line=number))


def cell(text: str, where: str, **merged: bool) -> Cell:
    return Cell(text=text, place=Place(cell=where, sheet="清单"), **merged)


TABLE = Table(
    place=Place(sheet="清单"),
    rows=(
        (cell("序号", "A1"), cell("名称", "B1"), cell("", "C1", left=True)),
        (cell("1", "A2"), cell("参保登记", "B2"), cell("", "C2")),
        (cell("", "A3", above=True), cell("停保", "B3"), cell("备注", "C3")),
    ),
)
BLOCKS = (line(1, "通知"), TABLE, line(9, "附件"))


def test_texts_are_numbered_in_reading_order() -> None:
    numbers = source.Numbers(BLOCKS)
    assert [text for text, _ in numbers.texts] == ["通知", "序号", "名称", "1", "参保登记", "停保", "备注", "附件"]
    assert numbers.at(Place(sheet="清单", cell="B2")) == 4
    assert numbers.at(Place(line=9)) == 7
    assert numbers.at(Place(line=5)) is None and numbers.at(Place()) is None


def test_of_several_texts_on_one_line_the_one_that_holds_the_words() -> None:
    row = Table(place=Place(line=3), rows=(tuple(Cell(text=text, place=Place(line=3)) for text in ("1", "参保登记", "身份证")),))
    numbers = source.Numbers((row,))
    assert numbers.at(Place(line=3), "参保 登记") == 1
    assert numbers.at(Place(line=3), "没有的") == 0
    assert numbers.there(Place(line=3)) == [0, 1, 2]


def test_a_line_within_a_longer_place_is_found() -> None:
    numbers = source.Numbers((Paragraph(text="甲乙", place=Place(line=3, last=5)),))
    assert numbers.at(Place(line=4)) == 0


def test_a_passage_is_what_stands_between_the_texts_of_an_item() -> None:
    blocks = tuple(line(number, f"第{number}段") for number in range(40))
    first, second = source.passages(source.written(blocks), [3, 5, 30])
    assert [one.number for run in first for one in run.lines] == [3, 4, 5]
    assert [one.number for run in second for one in run.lines] == [30]


def test_rows_keep_their_cells_and_merges() -> None:
    (passage,) = source.passages(source.written(BLOCKS), range(8))
    before, table, after = passage
    assert (before.table, table.table, after.table) == (False, True, False)
    head, first, second = table.lines
    assert [(one.number, one.text, one.across) for one in head.cells] == [(1, "序号", 1), (2, "名称", 2)]
    assert [one.text for one in first.cells] == ["1", "参保登记", ""]
    assert [(one.number, one.text) for one in second.cells] == [(None, ""), (5, "停保"), (6, "备注")]


def test_two_tables_are_two_runs() -> None:
    other = Table(place=Place(), rows=((cell("乙", "A1"),),))
    (passage,) = source.passages(source.written((TABLE, other)), range(7))
    assert [len(run.lines) for run in passage] == [3, 1]


def test_places_in_words() -> None:
    assert source.words(Place(line=12)) == "第 12 行"
    assert source.words(Place(line=12, last=14)) == "第 12—14 行"
    assert source.words(Place(page=3, cell="B4")) == "第 3 页 B4"
    assert source.words(Place(sheet="清单", cell="A3")) == "工作表“清单” A3"
    assert source.words(Place()) == ""


def test_a_row_that_two_passages_share_stands_in_one() -> None:
    wide = Table(place=Place(), rows=(tuple(cell(f"格{at}", f"A{at}") for at in range(20)),))
    found = source.passages(source.written((wide,)), [0, 19])
    numbers = [one.number for passage in found for run in passage for row in run.lines for one in row.cells]
    assert numbers == list(range(20))

"""Due days: the vectors that were run by hand, the rules of 民法典, and every day of the data against a second source."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.errors import BadText
from mingbai.guides.guide import LimitCase, TimeLimit
from mingbai.guides.limits import parse_limit
from mingbai.guides.workdays import Calendar, Due, due, packaged, read_year

CALENDAR = packaged()


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        ("2024-02-07", 10, "2024-02-27"),
        ("2025-01-24", 10, "2025-02-13"),
        ("2025-04-27", 5, "2025-05-07"),
        ("2025-09-26", 5, "2025-10-10"),
        ("2025-09-28", 1, "2025-09-29"),
        ("2025-12-31", 20, "2026-01-29"),
        ("2026-02-12", 5, "2026-02-26"),
        ("2026-09-18", 20, "2026-10-22"),
    ],
)
def test_working_days(start, count, expected):
    limit = TimeLimit(raw="", kind="working_days", days=count)
    assert due(date.fromisoformat(start), limit, CALENDAR) == Due(day=date.fromisoformat(expected))


@pytest.mark.parametrize(
    ("start", "printed", "expected"),
    [
        ("2026-03-02", "即时办结", "2026-03-02"),
        ("2026-10-03", "即时办结", "2026-10-03"),
        ("2026-03-02", "30日", "2026-04-01"),
        ("2026-09-01", "30日", "2026-10-08"),
        ("2026-01-02", "15天", "2026-01-19"),
        ("2025-11-30", "3个月", "2026-02-28"),
        ("2025-12-31", "2个月", "2026-02-28"),
        ("2026-01-31", "1个月", "2026-02-28"),
        ("2024-01-31", "一个月", "2024-02-29"),
        ("2026-02-01", "8个月", "2026-10-08"),
        ("2025-08-15", "半年", "2026-02-24"),
        ("2025-03-31", "一年", "2026-03-31"),
        ("2026-03-02", "在职职工不超过5个工作日；灵活就业人员即时办结", "2026-03-09"),
    ],
)
def test_other_units_end_on_a_day_that_exists_and_is_worked(start, printed, expected):
    assert due(date.fromisoformat(start), parse_limit(printed), CALENDAR) == Due(day=date.fromisoformat(expected))


@pytest.mark.parametrize("printed", ["按协议约定时间拨付", "长期", "报销30个工作日内，生育津贴20日"])
def test_a_limit_that_is_no_number_of_days_has_no_due_day(printed):
    assert due(date(2026, 3, 2), parse_limit(printed), CALENDAR) == Due(day=None)


def test_the_cases_of_a_limit_fall_due_one_by_one():
    case = LimitCase(applies_to="特殊情况", kind="working_days", days=20)
    assert due(date(2026, 3, 2), case, CALENDAR).day == date(2026, 3, 30)


def test_a_year_without_data_gives_an_estimate_that_says_so():
    known = due(date(2026, 12, 30), TimeLimit(raw="", kind="working_days", days=1), CALENDAR)
    beyond = due(date(2026, 12, 30), TimeLimit(raw="", kind="working_days", days=10), CALENDAR)
    assert not known.estimated
    assert beyond == Due(day=date(2027, 1, 13), missing=(2027,))
    assert beyond.estimated
    assert due(date(1999, 5, 3), parse_limit("1个工作日"), CALENDAR).missing == (1999,)
    assert not due(date(2031, 5, 3), parse_limit("即时办结"), CALENDAR).estimated


@pytest.mark.parametrize("year", range(2004, 2027))
def test_every_day_of_the_data_agrees_with_chinesecalendar(year):
    days = (date(year, 1, 1) + timedelta(days=count) for count in range(366))
    assert [day for day in days if day.year == year and CALENDAR.works(day) != chinese_calendar.is_workday(day)] == []


def test_the_years_of_the_data():
    assert list(CALENDAR.years) == list(range(2004, 2027))
    assert CALENDAR.years[2025].notices == ("国办发明电〔2024〕12号",)
    assert CALENDAR.years[2004].notices == ()


def test_a_year_is_added_by_its_file():
    text = 'year: 2027\nholidays:\n- name: 元旦\n  first: "2027-01-01"\n  last: "2027-01-03"\nmake_up_days:\n- "2027-01-09"\n'
    longer = CALENDAR.including(read_year(text))
    assert not longer.works(date(2027, 1, 1))
    assert longer.works(date(2027, 1, 9))
    assert not CALENDAR.works(date(2027, 1, 9))
    assert longer.works(date(2026, 2, 14))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('year: 2027\nmake_up_days:\n- "2026-01-09"\n', "调休上班日 2026-01-09 不是 2027 年的日期"),
        ('year: 2027\nmake_up_days:\n- "1月9日"\n', "调休上班日 1月9日"),
        ('year: 2027\nholidays:\n- name: 元旦\n  first: "2027-01-03"\n  last: "2027-01-01"\n', "元旦的起止日期"),
        ("holidays: []\n", "缺少这个必填的键"),
    ],
)
def test_a_bad_year_is_refused_with_its_file(text, sentence):
    with pytest.raises(BadText, match=sentence) as refused:
        read_year(text, file="2027.yaml")
    assert "2027.yaml" in str(refused.value)


@given(st.dates(date(2004, 1, 1), date(2025, 12, 31)), st.integers(1, 60))
def test_a_due_day_is_worked_and_as_many_working_days_away_as_promised(start, count):
    day = due(start, TimeLimit(raw="", kind="working_days", days=count), CALENDAR).day
    between = (start + timedelta(days=offset) for offset in range(1, (day - start).days + 1))
    assert CALENDAR.works(day)
    assert sum(map(CALENDAR.works, between)) == count


def test_without_any_data_weekdays_are_worked():
    assert Calendar({}).after(date(2026, 9, 30), 1) == date(2026, 10, 1)

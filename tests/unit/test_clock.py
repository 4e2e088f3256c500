"""Days are days in Asia/Shanghai; instants are aware and in UTC."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mingbai import clock
from mingbai.errors import Refusal


def test_a_date_means_midnight_in_shanghai() -> None:
    assert clock.start_of(date(2022, 5, 19)) == datetime(2022, 5, 18, 16, tzinfo=UTC)


def test_a_day_ends_with_the_last_instant_before_the_next() -> None:
    day = date(2022, 5, 19)
    assert clock.end_of(day) + timedelta(microseconds=1) == clock.start_of(day + timedelta(days=1))
    assert clock.day_of(clock.end_of(day)) == day


def test_the_evening_of_utc_is_already_the_next_day() -> None:
    assert clock.day_of(datetime(2022, 5, 18, 15, 59, tzinfo=UTC)) == date(2022, 5, 18)
    assert clock.day_of(datetime(2022, 5, 18, 16, 0, tzinfo=UTC)) == date(2022, 5, 19)


@pytest.mark.parametrize("text", [None, "", "2022", "2022-05", "2022-5-19", "2022年5月19日", "2022-02-30", "2022-05-19 "])
def test_what_is_no_whole_date_is_not_guessed(text: str | None) -> None:
    assert clock.printed_day(text) is None


def test_a_date_that_somebody_asks_for_must_be_one() -> None:
    assert clock.asked_day("2022-06-01") == date(2022, 6, 1)
    with pytest.raises(Refusal, match="昨天"):
        clock.asked_day("昨天")


def test_now_is_aware_and_in_utc() -> None:
    assert clock.now().tzinfo is UTC

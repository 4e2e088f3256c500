"""A hall's hours and closures in words, and whether it is open: 周一至周五 09:00—12:00、13:30—17:00；今天办公到 17:00。

Takes what ``guides/opening.py`` found. Two sentences are told apart: ``today`` says the hours of a day, which holds all day long and may be
kept and printed; ``at_once`` says the state of this very moment, which only a page that is made anew for each visit may show.
"""

from __future__ import annotations

from datetime import date, time

from mingbai.guides.hall import Closure, Hours, Phone, Window
from mingbai.guides.opening import DayHours, Now, Span

JOINT = "、"
_WEEK = "一二三四五六日"
ESTIMATED = "（未计节假日调休）"
"""What stands behind a sentence about a day of a year whose days off are not known yet."""


def hours_line(hours: Hours) -> str:
    """One line of hours: 周一至周五 09:00—12:00、13:30—17:00（6月1日至9月30日；只取号到16:30）."""
    notes = hours_notes(hours)
    return " ".join(filter(None, (hours.days, JOINT.join(hours.times)))) + (f"（{notes}）" if notes else "")


def hours_notes(hours: Hours) -> str:
    """What stands behind the times of a line: the part of the year in which it holds, and its note."""
    season = f"{_month_day(hours.first)}至{_month_day(hours.last)}" if hours.first and hours.last else ""
    return "；".join(filter(None, (season, hours.note)))


def closure_line(closure: Closure) -> str:
    """One closure: 2026年3月2日至3月3日暂停办公：系统升级; with other hours 2026年3月2日办公 09:00—12:00：集中学习."""
    what = f"办公 {JOINT.join(closure.times)}" if closure.times else "暂停办公"
    return f"{run_of(closure.first, closure.last)}{what}：{closure.reason}"


def phone_line(phone: Phone) -> str:
    """A number with what it is for: 咨询 0513-00000001."""
    return " ".join(filter(None, (phone.name, phone.number)))


def window_line(window: Window) -> str:
    """A window as it is called: 7号窗口（参保登记）."""
    number = window_number(window)
    return f"{number}（{window.name}）" if window.name and window.name not in number else number


def window_number(window: Window) -> str:
    """The number of a window as people say it: 7号窗口; one that says what it is (导服台, 3号窗口) keeps its words."""
    number = window.number
    if "窗" in number or "台" in number:
        return number
    return f"{number}号窗口" if number[-1:].isdigit() else f"{number}窗口"


def today(day: DayHours) -> str:
    """The hours of a day, right at every time of it: 今天 09:00—12:00、13:30—17:00; 今天不办公（周末）; empty where not known."""
    estimated = ESTIMATED if day.estimated else ""
    if day.state == "open":
        why = f"（{day.why}）" if day.closure else ""
        return f"今天办公 {spans_line(day.spans)}{why}{estimated}"
    if day.state in ("off", "closed"):
        return f"今天不办公{f'（{day.why}）' if day.why else ''}"
    return ""


def at_once(now: Now) -> str:
    """The state of this moment: 正在办公，到 17:00; 午休，13:30 开门; 今天不办公（周末），3月9日（周一）09:00 开门.
    Empty where it is not known."""
    estimated = ESTIMATED if now.day.estimated else ""
    until = clock_of(now.until)
    said = {
        "open": f"正在办公，到 {until}",
        "break": f"午休，{until} 开门",
        "before": f"今天 {until} 开门",
        "after": "今天已下班",
        "off": f"今天不办公{f'（{now.day.why}）' if now.day.why else ''}",
        "closed": f"今天不办公（{now.day.why}）",
    }.get(now.state, "")
    return f"{said}{_following(now)}{estimated}" if said else ""


def spans_line(spans: tuple[Span, ...]) -> str:
    """The hours of a day: 09:00—12:00、13:30—17:00."""
    return JOINT.join(f"{clock_of(span.first)}—{clock_of(span.last)}" for span in spans)


def clock_of(moment: time | None) -> str:
    """A time as it is printed; 24:00 for None, the end of the day."""
    return moment.strftime("%H:%M") if moment else "24:00"


def weekday(day: date) -> str:
    """周一 … 周日."""
    return f"周{_WEEK[day.weekday()]}"


def _following(now: Now) -> str:
    following = now.next
    if following is None or not following.spans:
        return ""
    day = following.day
    return f"，{day.month}月{day.day}日（{weekday(day)}）{clock_of(following.spans[0].first)} 开门"


def run_of(first: str, last: str) -> str:
    """2026年3月2日至3月3日; a date that is none stands as it is written."""
    days = [_day(first), _day(last)]
    if None in days:
        return first if first == last else f"{first}至{last}"
    start, end = (one for one in days if one)
    whole = f"{start.year}年{start.month}月{start.day}日"
    if start == end:
        return whole
    return f"{whole}至{'' if start.year == end.year else f'{end.year}年'}{end.month}月{end.day}日"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _month_day(text: str) -> str:
    found = _day(f"2024-{text}")
    return f"{found.month}月{found.day}日" if found else text

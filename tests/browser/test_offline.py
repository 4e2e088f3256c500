"""The offline file in Chromium, opened from a disk: rules as in Python, a whole journey by keys, no request, nothing for axe to say."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from mingbai.guides import situations, workdays
from mingbai.guides.guide import Guide, Option, Situation, TimeLimit
from mingbai.guides.version import Name
from mingbai.rendering.offline import Bundle, Held, calendar_data, index_of, offline_page, rules_data
from mingbai.search.sounds import spell
from tests.browser.chromium import Reader
from tests.makers import make_guide
from tests.papers import make_imprint, make_subject, seeded
from tests.sites import ROOT

FOLDER = ROOT / "templates" / "offline"
STARTS = (date(2026, 1, 31), date(2026, 2, 10), date(2026, 9, 24), date(2026, 12, 20))


def answered(guide: Guide) -> list[dict[str, str]]:
    """Every way of answering, as ``situations`` counts them."""
    ways: list[dict[str, str]] = [{}]
    for one in situations.questions(guide):
        ways += [{**given, one.key: option.key} for given in ways for option in one.options]
    return ways


def told(guide: Guide, answers: dict[str, str], start: date) -> list[Any]:
    """What Python makes of answers, as the script tells it."""
    chosen = situations.choose(guide, answers)
    limit = situations.limit_of(guide, chosen)
    due = workdays.due(start, limit, workdays.packaged()) if limit and limit.days else None
    return [
        [[number, one.name, [child.name for child in one.children]] for number, one in chosen.needed],
        [[number, one.name] for number, one in chosen.dropped],
        list(chosen.notes),
        [list(pair) for pair in chosen.words],
        [one.key for one in chosen.open],
        situations.code_of(Name("guide", guide.region, guide.slug), answers) if situations.codable(guide) else "",
        due.day.isoformat() if due and due.day and not due.estimated else "",
    ]


def test_the_rules_in_the_file_are_those_of_the_site(chromium: webdriver.Chrome) -> None:
    guides = [seeded(path.parent.name, path.stem) for path in sorted((ROOT / "content" / "guides").glob("*/*.yaml"))]
    kinds = ("working_days", "calendar_days", "months", "immediate", "agreement")
    guides += [make_guide(f"limit-{kind}", time_limit=TimeLimit(raw="x", kind=kind, days=3)) for kind in kinds]  # type: ignore[arg-type]
    cases = [(place, answers, STARTS[place % len(STARTS)]) for place, one in enumerate(guides) for answers in answered(one)]
    chromium.get("about:blank")
    found = chromium.execute_script(
        (FOLDER / "rules.js").read_text(encoding="utf-8")
        + """
        var guides = arguments[0], calendar = arguments[1];
        return arguments[2].map(function (asked) {
          var guide = guides[asked[0]], chosen = Rules.choose(guide, asked[1]);
          function named(one) { return one.name; }
          return [
            chosen.needed.map(function (pair) { return [pair[0], pair[1].name, pair[1].children.map(named)]; }),
            chosen.dropped, chosen.notes, chosen.words, chosen.open, Rules.codeOf(guide, asked[1]),
            Rules.due(asked[2], Rules.limitOf(guide, chosen), calendar),
          ];
        });""",
        [rules_data(make_subject(one)) for one in guides],
        calendar_data(workdays.packaged(), 2026),
        [(place, answers, start.isoformat()) for place, answers, start in cases],
    )
    assert len(found) == len(cases) > 1100
    for (place, answers, start), line in zip(cases, found, strict=True):
        assert line == told(guides[place], answers, start), (guides[place].name, answers)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    guide = seeded("320600", "menzhen-feiyong-baoxiao")
    asked = Situation(key="q", text="有吗？", options=(Option(key="yes", text="有"),))
    items = (Held(subject=make_subject(guide)), Held(subject=make_subject(make_guide(situations=(asked,))), words=("开公司",)))
    bundle = Bundle(
        region="320600",
        place="江苏省 南通市",
        hall=None,
        items=items,
        imprint=make_imprint(day=date.today()),
        until=date.today() + timedelta(days=30),
        calendar=workdays.packaged(),
    )
    path = tmp_path_factory.mktemp("stick") / "window.html"
    path.write_bytes(offline_page(bundle, FOLDER, spell))
    return path


def press(driver: webdriver.Chrome, *keys: str) -> None:
    ActionChains(driver).send_keys(*keys).perform()


def test_a_notice_by_twelve_keys_with_no_network(chromium: webdriver.Chrome, file: Path) -> None:
    reader = Reader(chromium, file.parent.as_uri())
    reader.requests()
    reader.open("/window.html", 768)
    reader.run("window.printed = []; window.print = function () { printed.push(document.getElementById('paper').textContent); };")
    keys = ["m", "z", "b", "x", Keys.ENTER, Keys.ENTER, "1", Keys.ENTER, "1", "2"]
    assert len(keys) + 1 <= 12
    press(chromium, *keys[:6])
    assert not reader.complaints()
    press(chromium, *keys[6:])
    assert not reader.complaints()
    press(chromium, "p")
    (sheet,) = reader.run("return printed")
    assert sheet.count("一次性告知单") == 2 and "编号 L0-0001" in sheet and "需要补正：第 3 项" in sheet
    assert reader.run("return document.getElementById('q').value + document.getElementById('work').textContent") == "", (
        "for the next person"
    )
    assert reader.run("return document.activeElement.id") == "q"
    press(chromium, "开公司", Keys.ENTER, Keys.ENTER, "0", "p")
    assert "编号 L0-0002" in reader.run("return printed[1]") and "需要补正：第" not in reader.run("return printed[1]")
    assert {address for address in reader.requests() if not address.startswith("file:///")} <= {"about:blank"}


def test_initials_and_everyday_words_find_what_is_meant(chromium: webdriver.Chrome, file: Path) -> None:
    folder = ROOT / "content" / "guides" / "320600"
    guides = [seeded("320600", path.stem) for path in sorted(folder.glob("*.yaml"))]
    index = [{**rules_data(make_subject(one)), **index_of(Held(subject=make_subject(one)), spell)} for one in guides]
    scripts = "".join((FOLDER / name).read_text(encoding="utf-8") for name in ("rules.js", "finding.js"))
    asked = {
        "mzbx": "门诊费用报销",
        "zybx": "住院费用报销",
        "ydzzba": "异地转诊人员备案",
        "单位参保": "单位参保登记",
        "6016": "异地转诊人员备案",
    }
    chromium.get("about:blank")
    first = "var all = arguments[0]; return arguments[1].map(function (one) { return Finding.find(one, all)[0][0].name; });"
    found = chromium.execute_script(scripts + first, index, list(asked))
    assert found == list(asked.values())


def test_six_digits_open_the_case_and_an_old_file_says_so(chromium: webdriver.Chrome, file: Path) -> None:
    guide = seeded("320600", "menzhen-feiyong-baoxiao")
    first = situations.questions(guide)[0]
    digits = situations.code_of(Name("guide", guide.region, guide.slug), {first.key: first.options[0].key})
    reader = Reader(chromium, file.parent.as_uri())
    reader.open("/window.html", 360)
    press(chromium, digits, Keys.ENTER)
    assert f"{first.text} {first.options[0].text}" in reader.run("return document.getElementById('work').textContent")
    assert reader.run("return document.documentElement.scrollWidth") <= 360
    late = file.with_name("late.html")
    late.write_text(
        file.read_text(encoding="utf-8").replace(f'"until":"{date.today() + timedelta(days=30)}"', '"until":"2026-01-01"'), encoding="utf-8"
    )
    reader.open("/late.html", 360)
    assert "已经过期" in reader.run("return document.querySelector('.banner.late').textContent")

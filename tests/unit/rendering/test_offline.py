"""The offline file: whole, with nothing from outside, the same twice, and safe whatever a guide says."""

from __future__ import annotations

import dataclasses
import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from mingbai.guides import situations, workdays
from mingbai.guides.version import Name
from mingbai.rendering.offline import Bundle, Held, calendar_data, data_of, offline_page
from mingbai.search.sounds import spell
from tests.papers import DAY, make_imprint, make_subject, seeded
from tests.sites import ROOT

TEMPLATES = ROOT / "templates" / "offline"


def make_bundle(*guides: Any, **parts: Any) -> Bundle:
    plain: dict[str, Any] = {
        "region": "320600",
        "place": "江苏省 南通市",
        "hall": None,
        "items": tuple(Held(subject=make_subject(one), words=("看病报销",)) for one in guides),
        "imprint": make_imprint(),
        "until": date(2026, 4, 1),
        "calendar": workdays.packaged(),
    }
    return Bundle(**(plain | parts))


@cache
def nantong() -> tuple[Any, ...]:
    folder = Path(ROOT) / "content" / "guides" / "320600"
    return tuple(seeded("320600", path.stem) for path in sorted(folder.glob("*.yaml")))


def test_a_city_fits_in_two_megabytes_and_asks_for_nothing() -> None:
    page = offline_page(make_bundle(*nantong()), TEMPLATES, spell).decode()
    assert len(page.encode()) < 2_000_000
    assert page.count("<article") == len(nantong())
    shown = re.sub(r"<script[^>]*>.*?</script>", "", page, flags=re.DOTALL)
    assert not re.search(r"""(?:src|href|action|srcset|data)\s*=\s*["']|url\(|@import""", shown), "nothing is fetched"
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
    assert "有效期至 2026年4月1日" in page and "样张" not in shown.replace("打印件都是样张", "")


def test_the_same_day_gives_the_same_bytes() -> None:
    guide = seeded("320600", "menzhen-feiyong-baoxiao")
    first, second = (offline_page(make_bundle(guide), TEMPLATES, spell) for _ in range(2))
    assert first == second


def test_the_words_of_a_guide_cannot_end_the_script() -> None:
    evil = "</script><script>alert(1)</script><!--"
    guide = dataclasses.replace(seeded("320600", "menzhen-feiyong-baoxiao"), name=evil, tips=(evil,))
    page = offline_page(make_bundle(guide), TEMPLATES, spell).decode()
    assert page.count("<script") == 2 and "<!--" not in page
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found and json.loads(found[1])["guides"][0]["name"] == evil


def test_a_guide_is_found_by_its_initials_and_everyday_words() -> None:
    guide = seeded("320600", "menzhen-feiyong-baoxiao")
    (told,) = data_of(make_bundle(guide), spell)["guides"]
    assert told["initials"] == ["mzfybx", "kbbx"] and told["words"] == [guide.name, "看病报销"]
    assert told["notice"]["stamp"]["address"].startswith("https://guide.example/v/")


def test_the_parts_of_an_answer_add_up_to_its_digits() -> None:
    guide = seeded("320600", "menzhen-feiyong-baoxiao")
    (told,) = data_of(make_bundle(guide), spell)["guides"]
    answers = {one["key"]: one["options"][0]["key"] for one in told["questions"]}
    added = (told["start"] + sum(one["options"][0]["part"] for one in told["questions"])) % 10**6
    assert f"{added:06}" == situations.code_of(Name("guide", guide.region, guide.slug), answers)


def test_the_calendar_has_the_known_years_from_now_on() -> None:
    told = calendar_data(workdays.packaged(), DAY.year)
    assert min(told) == "2026" and "2026-10-01" in told["2026"]["off"] and told["2026"]["worked"]


def test_a_sample_says_so() -> None:
    guide = seeded("320600", "menzhen-feiyong-baoxiao")
    page = offline_page(make_bundle(guide, imprint=make_imprint(sample=True)), TEMPLATES, spell).decode()
    assert "打印件都是样张" in page and '"sample":true' in page

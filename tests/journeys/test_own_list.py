"""A citizen finds what to bring in the own case, without script: questions as links, a list, six digits; an old link still holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mingbai.guides.guide import Guide, Material, Option, Situation
from mingbai.guides.short_codes import check_code
from mingbai.guides.situations import find, written
from mingbai.guides.text import digest, parse
from tests.makers import make_copy, make_guide

ROOT = Path(__file__).parents[2]
CLAIM = "/320600/menzhen-feiyong-baoxiao"
CASE = f"{CLAIM}/list?case=jizhen.yes~qiangjiu.no~yiwai-shanghai-jiuyi.unsure~shuangtongdao-guanli-ji.no"


def test_from_the_guide_to_the_own_list_in_at_most_five_taps(whole) -> None:
    page, taps = whole.get(CLAIM), 0
    assert page.html.find(class_="card").find_next_sibling("section")["class"] == ["narrow"]
    for answer in ("是", "否", "不清楚", "否"):
        assert page.html.find(class_="choices").find_all("a")[-1].get_text() == "不清楚"
        page, taps = answered(whole, page, answer), taps + 1
    assert taps <= 5 and page.html.find(class_="choices") is None
    told = page.html.main.get_text()
    assert "要带的材料：4 项" in told and "急诊需提供急诊诊断证明或急诊病历" in told
    assert "抢救需提供" not in told and "意外伤害就医的应提供" in told  # 不清楚 takes nothing away
    assert page.request.path_qs == CASE and len(page.body) <= 30_000
    assert "最迟" in told and "办完" in told


def test_from_a_scanned_sheet_to_the_own_list_in_at_most_five_taps(whole) -> None:
    text = (ROOT / "content" / "guides" / f"{CLAIM[1:]}.yaml").read_text("utf-8")
    page, taps = whole.get(f"/v/{check_code(digest(text))}"), 1
    while page.html.find(class_="choices"):
        page, taps = answered(whole, page, "不清楚"), taps + 1
    assert page.html.find(class_="six") is not None and taps <= 5


def test_the_six_digits_lead_back_and_the_page_holds_nothing_personal(whole) -> None:
    page = whole.get(CASE)
    guides = [parse(path.read_text("utf-8")) for path in sorted((ROOT / "content" / "guides" / "320600").glob("*.yaml"))]
    ((guide, answers),) = find(page.html.find(class_="six").get_text(), guides)
    assert guide.name == "门诊费用报销" and written(answers) == "jizhen.yes~qiangjiu.no~shuangtongdao-guanli-ji.no"
    assert page.html.main.find(["form", "input"]) is None and "Set-Cookie" not in page.headers


def test_an_answer_is_changed_and_the_others_stay(whole) -> None:
    page = whole.get(CASE)
    again = page.click("改", index=1)
    assert again.html.find(class_="narrow").h2.get_text() == "是抢救吗？"
    assert [a.get_text() for a in again.html.find(class_="told").find_all("strong")] == ["是", "不清楚", "否"]
    assert answered(whole, again, "是").html.find(class_="six") is not None


def test_the_list_may_be_seen_without_answering_and_in_large_type(whole) -> None:
    skipped = whole.get(f"{CLAIM}/list").click("直接看清单")
    assert skipped.html.find(class_="six") is not None
    assert "jizhen.unsure" in skipped.request.path_qs
    large = whole.get(CASE).click("大字版")
    assert large.request.path_qs == f"/elder{CASE}"


def test_what_need_not_be_brought_is_struck_and_said(whole) -> None:
    page = whole.get("/320600/322036036000/list?case=case.huli-yuan-yiyuan-ji-shequ")
    (first, second) = page.html.find(class_="dropped").find_all("li")
    assert first.find("del").get_text() == "养老机构设立许可证（或养老机构备案回执）"
    assert first.strong.get_text() == second.strong.get_text() == "不用带"
    assert "合作服务协议" not in page.html.find(class_="materials").get_text()


def test_the_promise_is_that_of_the_case_where_the_document_makes_one(whole) -> None:
    worker = whole.get("/512000/zhigong-canbao-dengji/list?case=case.zaizhi-zhigong~teshu-renqun.no~weituo-banli.no")
    free = whole.get("/512000/zhigong-canbao-dengji/list?case=case.linghuo-jiuye-renyuan~teshu-renqun.no~weituo-banli.no")
    assert "最迟" in worker.html.find(class_="due").get_text()
    assert free.html.find(class_="due").get_text() == "按您的情况：即时办结"


def test_the_notice_of_the_case_is_one_tap_away(whole) -> None:
    page = whole.get(CASE)
    (notice,) = [a["href"] for a in page.html.find_all("a") if a.get_text() == "打印一次性告知单"]
    assert notice == CASE.replace("/list?", "/print/notice.pdf?")


def test_a_guide_without_questions_has_a_list_and_no_code(whole) -> None:
    page = whole.get("/320600/322036009000/list")
    assert "要带的材料：1 项" in page.html.main.get_text() and page.html.find(class_="six") is None
    assert whole.get("/320600/322036009000").html.find(class_="narrow") is None


def test_an_old_link_keeps_what_still_fits_and_says_so(site) -> None:
    opened = site(make_copy(asking("emergency", "abroad")), make_copy(asking("emergency", "agent"), seen=1))
    page = opened.get("/320600/employer-enrolment/list?case=emergency.no~abroad.yes")
    assert "1 个已经不适用" in page.html.find(class_="banner").get_text()
    assert page.html.find(class_="narrow").h2.get_text() == "agent？"
    done = answered(opened, page, "否")
    assert "要带的材料：1 项" in done.html.main.get_text() and done.html.find(class_="banner") is None


def test_answers_that_are_none_are_passed_over(site) -> None:
    opened = site(make_copy(asking("emergency")))
    for case in ("<script>", "emergency.", "~~", "a" * 5000, "身份证.320600"):
        page = opened.get("/320600/employer-enrolment/list", params={"case": case})
        assert page.html.find(class_="narrow").h2.get_text() == "emergency？" and "<script>alert" not in page.text
    assert opened.get("/320600/nothing/list", expect_errors=True).status_code == 404


def answered(browser: Any, page: Any, answer: str) -> Any:
    """The page behind the link that gives ``answer`` to the question of ``page``."""
    return browser.get(next(a["href"] for a in page.html.find(class_="choices").find_all("a") if a.get_text() == answer))


def asking(*keys: str) -> Guide:
    """A guide with a paper for each of ``keys``, and the question whether it is needed."""
    yes, no = Option(key="yes", text="是"), Option(key="no", text="否")
    return make_guide(
        materials=(Material(name="身份证"), *(Material(key=key, name=f"{key}证明") for key in keys)),
        situations=tuple(
            Situation(key=key, text=f"{key}？", options=(yes, Option(key=no.key, text=no.text, drops=(key,)))) for key in keys
        ),
    )

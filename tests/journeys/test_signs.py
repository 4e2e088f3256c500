"""Signs at the desk, without script: entered, printed, hung; a release makes them stale; the new ones are printed and hung."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from webtest import TestApp

from mingbai.guides.guide import Material
from mingbai.guides.version import Name
from mingbai.publishing.releases import Ending
from tests.desks import signed_in
from tests.makers import make_copy, make_guide, publish
from tests.papers import seeded

URL = "https://ybj.nantong.gov.cn"
DAY = timedelta(days=1)
FORM = Material(name="《基本医疗保险单位参保信息登记表》", note="加盖单位公章")
CARD = Material(name="社会保障卡")


@pytest.fixture
def desk(site: Callable[..., TestApp]) -> SimpleNamespace:
    """Two guides, and somebody of the hall before the desk."""
    copies = (make_copy(), make_copy(make_guide("other", name="其他参保登记", ordinal=2)))
    app = site(copies, **{"site.url": URL})
    app.app.registry.printer.pdf = lambda paper: f"%PDF {paper.title} {paper.day} {paper.data['stamp']['address']}".encode()
    return SimpleNamespace(app=app, hall=signed_in(app, "hall"), database=app.app.registry.database, registry=app.app.registry)


def make(hall: TestApp, *guides: str, **typed: str) -> str:
    """The code of a sign that was entered by the form."""
    form = hall.get("/desk/signs/new?region=320600").forms[2]
    ticks = {box._value: box for box in form.fields["guide"]}
    for slug in guides:
        ticks[f"320600/{slug}"].checked = True
    for name, text in ({"hall_name": "政务服务中心", "window": "7", "format": "card-a5"} | typed).items():
        form[name] = text
    return str(form.submit().location.rpartition("/")[2].partition("?")[0])


def press(hall: TestApp, path: str, act: str) -> TestApp:
    """Press the first button on a page that does ``act``."""
    page = hall.get(path)
    return next(form for form in page.forms.values() if form.action.endswith(f"/{act}")).submit().follow()


def test_from_making_to_replacing(desk: SimpleNamespace) -> None:
    hall = desk.hall
    code = make(hall, "employer-enrolment")
    assert "未挂出" in hall.get(f"/desk/signs/{code}").text
    press(hall, f"/desk/signs/{code}", "print")
    pdf = hall.get(f"/desk/signs/{code}/sign.pdf")
    assert pdf.content_type == "application/pdf" and f"{URL}/s/{code}".encode() in pdf.body
    assert "与现行内容一致" in press(hall, f"/desk/signs/{code}", "hang").text
    assert "都与现行内容一致" in hall.get("/desk/signs/stale").text and "要更换的公示牌" not in hall.get("/desk/").text

    publish(desk.database, make_copy(make_guide(materials=(FORM, CARD)), seen=1))
    stale = hall.get("/desk/signs/stale")
    assert "增加“社会保障卡”" in stale.text and "7 号窗口" in stale.text and "自2026年3月2日起不符，最迟2026年3月4日更换" in stale.text
    assert "要更换的公示牌" in hall.get("/desk/").text
    assert hall.get("/desk/signs?state=stale").html.find("a", string=code)
    ready = press(hall, "/desk/signs/stale", f"{code}/print")
    assert "下载 PDF" in ready.text and "已更换" in ready.text
    assert "公示牌为旧版" in desk.app.get(f"/s/{code}").text, "until somebody hung the new one"
    assert "都与现行内容一致" in press(hall, "/desk/signs/stale", f"{code}/hang").text
    assert "与您面前的公示牌一致" in desk.app.get(f"/s/{code}").text
    told = hall.get(f"/desk/signs/{code}").text
    assert "第 2 次打印" in told and "挂着的" in told


def test_many_are_printed_at_once_as_one_file(desk: SimpleNamespace) -> None:
    codes = [make(desk.hall, "employer-enrolment"), make(desk.hall, "other", "employer-enrolment", format="placard-a3")]
    form = desk.hall.get("/desk/signs").forms[2]
    for box in form.fields["sign"]:
        box.checked = True
    packed = form.submit().follow()
    with zipfile.ZipFile(io.BytesIO(packed.body)) as archive:
        assert sorted(archive.namelist()) == sorted(f"{code}-1.pdf" for code in codes)
        assert archive.read(f"{codes[0]}-1.pdf").startswith(b"%PDF")
    assert "没有勾选" in desk.hall.post("/desk/signs/print", {"csrf_token": form["csrf_token"].value}, status=400).text


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(desk: SimpleNamespace) -> None:
    form = desk.hall.get("/desk/signs/new?region=320600").forms[2]
    form["hall_name"], form["window"] = "政务服务中心", "7"
    page = form.submit(status=422)
    assert "还没有选择事项" in page.text and page.forms[2]["hall_name"].value == "政务服务中心"
    narrowed = desk.hall.get("/desk/signs/new?region=320600&words=%E5%85%B6%E4%BB%96")
    assert [box._value for box in narrowed.forms[2].fields["guide"]] == ["320600/other"]


def test_a_sample_has_no_button_to_hang_it(site: Callable[..., TestApp]) -> None:
    app = site(make_copy())
    hall = signed_in(app, "hall")
    code = make(hall, "employer-enrolment")
    page = press(hall, f"/desk/signs/{code}", "print")
    assert "样张，不能挂出" in page.text and not [one for one in page.forms.values() if one.action.endswith("/hang")]
    token = page.forms[1]["csrf_token"].value
    assert "样张" in hall.post(f"/desk/signs/{code}/hang", {"csrf_token": token}, status=400).text


def test_a_sign_moves_and_is_taken_down(desk: SimpleNamespace) -> None:
    code = make(desk.hall, "other")
    for act in ("print", "hang"):
        press(desk.hall, f"/desk/signs/{code}", act)
    form = next(one for one in desk.hall.get(f"/desk/signs/{code}").forms.values() if one.action.endswith("/move"))
    form["window"] = "9"
    page = form.submit().follow()
    assert "窗口：7 号窗口 → 9 号窗口" in page.text and "要更换" in page.text
    publish(desk.database, Ending(Name("guide", "320600", "other"), "废止", "不再办理。", seen=1))
    assert "应当撤下" in desk.hall.get("/desk/signs/stale").text
    form = next(one for one in desk.hall.get(f"/desk/signs/{code}").forms.values() if one.action.endswith("/retire"))
    form["reason"] = "事项废止"
    assert "二维码仍然通向" in form.submit().follow().text
    assert "事项废止" in desk.hall.get(f"/desk/signs/{code}").text
    assert "已经撤下" in desk.app.get(f"/s/{code}").text


def test_scans_are_shown_to_staff_and_few_are_kept_from_the_public(desk: SimpleNamespace) -> None:
    code = make(desk.hall, "other")
    reader = {"User-Agent": "Mozilla/5.0 MicroMessenger/8.0", "Accept-Language": "zh-CN"}
    for _ in range(4):
        desk.app.get(f"/s/{code}", headers=reader)
    assert "4 / 0" in desk.hall.get("/desk/signs").text
    assert ",2026-03-02,不足 5" in desk.hall.get("/desk/signs/scans.csv").text
    desk.app.get(f"/s/{code}", headers=reader)
    assert ",2026-03-02,5" in desk.hall.get("/desk/signs/scans.csv").text


def test_what_a_hall_is_called_is_no_formula_in_a_spreadsheet(desk: SimpleNamespace) -> None:
    code = make(desk.hall, "other", hall_name="=1+1")
    assert f"{code},'=1+1," in desk.hall.get("/desk/signs/scans.csv").text


def test_an_item_that_ended_keeps_its_name_in_the_register(desk: SimpleNamespace) -> None:
    code = make(desk.hall, "other")
    publish(desk.database, Ending(Name("guide", "320600", "other"), "废止", "依据已经废止。"))
    row = desk.hall.get("/desk/signs").html.find("a", string=code).find_parent("tr").get_text()
    assert "其他参保登记" in row and "other" not in row


def test_a_sign_of_several_items_offers_the_questions_of_each_and_asks_none(site: Callable[..., TestApp]) -> None:
    guides = [make_copy(seeded("320600", slug)) for slug in ("322036001000", "322036002000")]
    app = site(tuple(guides), **{"site.url": URL})
    hall = signed_in(app, "hall")
    form = hall.get("/desk/signs/new?region=320600").forms[2]
    boxes = form.fields["guide"]
    for box, asks in ((boxes[0], 1), (boxes[1], 0)):
        box.checked = True
        form["hall_name"], form["format"] = "政务服务中心", "card-a5"
        code = form.submit().location.rpartition("/")[2].partition("?")[0]
        page = app.get(f"/s/{code}").html
        assert len(page.select(".narrow")) == asks
        assert len(page.select('.tools a[href$="/list"]')) == (0 if asks else 2)

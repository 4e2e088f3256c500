"""Every route of the desk × every role × inside and outside the place × signed out, GET and POST. The router is asked what there is: a view
that is not in the table below fails, so nobody adds a page without saying who may see it (standards 5.03)."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from pyramid.interfaces import IRoutesMapper
from webtest import TestResponse

from mingbai.desk.release_moves import MOVES
from mingbai.guides.short_codes import sign_code
from mingbai.people.actor import ROLES
from mingbai.people.policy import ACTS
from mingbai.publishing.workflow import MOVES as STEPS
from mingbai.web.access import HALF, OWN, PUBLIC
from mingbai.web.links import Links
from tests.journeys.grounds import INSIDE, OTHER, OUTSIDE, SECRET, SIGNS, WHERE, Ground

HERE, ANYWHERE, PLACE = "of one organ in one place", "of no place", "of one place"
"""Whether what stands at an address belongs to an organ and a place, to a place, or to the whole site."""


@dataclass(frozen=True)
class Case:
    """One address: the route, the method, the act that it takes, whose it is, how to fill it in, and what to send."""

    route: str
    method: str
    act: str
    whose: str = ANYWHERE
    path: dict[str, str] = field(default_factory=dict)
    posted: dict[str, str] = field(default_factory=dict)
    keeps: bool = False
    """Signed out, the answer is a page that holds what was typed, instead of the way to the door."""

    def __str__(self) -> str:
        return " ".join([self.method, self.route, *self.path.values()])


def reads(act: str, whose: str, *routes: str, **path: str) -> tuple[Case, ...]:
    return tuple(Case(route, "GET", act, whose, path) for route in routes)


MOVE_ACTS = {step.move: step.act for step in STEPS if step.move in MOVES.split("|")}
MOVE_ACTS |= {"send_back": "release.review", "cancel": "release.cancel", "pass_all": "release.review"}
"""What each move takes while a release is submitted, as the one of this ground is."""
ACTED = {"reason": "不再办理", "why": "废止", "number": "1", "version": "1"}
PICKED = {"draft": "1", "position-1": "1"}
ITEM = {"kind": "guide", "region": "320600", "slug": "other"}

AT_WINDOW = {"place": "320600", "item": "320600/other", "sheet": "notice-a5"}
SIGN = {"code": sign_code(random.Random(SIGNS))}
"""The one of this ground, which hangs in 南通."""

TABLE = (
    Case("desk_login", "GET", PUBLIC),
    Case("desk_login", "POST", PUBLIC, posted={"login": "x", "password": "x"}),
    Case("desk_without_slash", "GET", PUBLIC),
    Case("desk_second", "GET", HALF),
    Case("desk_second", "POST", HALF, posted={"code": "000000"}),
    Case("desk_logout", "POST", HALF),
    *reads(OWN, ANYWHERE, "desk_own", "desk_password", "desk_factor"),
    *(Case(route, "POST", OWN) for route in ("desk_own_others", "desk_password", "desk_factor")),
    *reads("desk", ANYWHERE, "desk_home"),
    *reads("account.read", ANYWHERE, "desk_accounts", "desk_account"),
    Case("desk_account_add", "POST", "account.manage", posted={"login": "fresh", "name": "新人"}),
    *(Case("desk_account_act", "POST", "account.manage", path={"act": act}) for act in ("close", "reopen", "reset")),
    Case("desk_account_role", "POST", "role.manage", posted={"role": "editor", "do": "give"}),
    *reads("audit.read", ANYWHERE, "desk_audit", "desk_audit_csv"),
    *reads("question.read", ANYWHERE, "desk_questions", "desk_questions_quality"),
    *reads("question.settle", ANYWHERE, "desk_questions_settle"),
    Case("desk_questions_settle", "POST", "question.settle", posted={"text": "报销", "act": "ignore"}),
    *reads("sign.read", ANYWHERE, "desk_signs", "desk_signs_stale", "desk_signs_scans"),
    *reads("sign.read", PLACE, "desk_sign", "desk_sign_paper", **SIGN),
    Case("desk_signs_papers", "GET", "sign.read", PLACE, {"sign": SIGN["code"]}),
    *reads("sign.write", ANYWHERE, "desk_signs_new"),
    Case(
        "desk_signs_new", "POST", "sign.write", posted={"region": "320600", "guide": "320600/other", "format": "card-a5", "hall_name": "厅"}
    ),
    Case("desk_signs_print", "POST", "sign.write", PLACE, posted={"sign": SIGN["code"]}),
    *(
        Case("desk_sign_act", "POST", "sign.write", PLACE, SIGN | {"act": act}, {"reason": "破损"})
        for act in ("print", "hang", "move", "retire")
    ),
    *reads("draft.read", ANYWHERE, "desk_items"),
    *reads("draft.read", PLACE, "desk_item", **ITEM),
    *(Case("desk_item_act", "POST", "draft.write", PLACE, ITEM | {"act": act}, ACTED) for act in ("edit", "withdraw", "restore")),
    *reads("draft.read", ANYWHERE, "desk_halls"),
    *reads("draft.write", ANYWHERE, "desk_halls_new"),
    *reads("hall", ANYWHERE, "desk_hall"),
    *(
        Case(route, "GET", "hall", PLACE, {"place": "320600"})
        for route in ("desk_hall_figures", "desk_hall_figures_public", "desk_hall_bundle")
    ),
    Case("desk_hall_paper", "GET", "hall", PLACE, AT_WINDOW),
    Case("desk_hall_print", "POST", "hall", PLACE, posted=AT_WINDOW),
    Case("desk_halls_new", "POST", "draft.write"),
    *reads("draft.write", ANYWHERE, "desk_new"),
    Case("desk_new", "POST", "draft.write"),
    *reads("bulk", ANYWHERE, "desk_bulk", "desk_sheets"),
    *(Case(route, "POST", "bulk") for route in ("desk_bulk", "desk_sheets", "desk_sheets_release")),
    *reads("bulk", ANYWHERE, "desk_sheets_file", region="320600"),
    *reads("draft.write", HERE, "desk_draft"),
    Case("desk_draft", "POST", "draft.write", HERE, keeps=True),
    Case("desk_draft_merge", "POST", "draft.write", HERE, keeps=True),
    Case("desk_draft_carried", "POST", "draft.write", HERE, keeps=True),
    *reads("draft.read", HERE, "desk_draft_preview", "desk_draft_compare"),
    Case("desk_draft_preview", "POST", "draft.write", HERE),
    Case("desk_draft_present", "POST", "draft.write", HERE),
    Case("desk_draft_verdict", "POST", "release.review", HERE, posted={"say": "pass", "edition": "2"}),
    *(Case(route, "POST", "draft.comment", HERE, posted={"text": "请核对"}) for route in ("desk_draft_remark", "desk_draft_settle")),
    *reads("release.read", ANYWHERE, "desk_releases"),
    *reads("release.read", HERE, "desk_release", "desk_release_summary", "desk_release_checks"),
    *reads("release.read", ANYWHERE, "desk_release_changes"),
    *reads("release.read", HERE, "desk_release_announcement"),
    *reads("release.prepare", HERE, "desk_release_facts", "desk_release_pick"),
    Case("desk_release_facts", "POST", "release.prepare", HERE, posted={"edition": "1", "title": "另一个名称", "region": "320600"}),
    Case("desk_releases", "POST", "release.prepare", PLACE, posted={"title": "新发布", "region": "320600"}),
    *(Case(route, "POST", "release.prepare", HERE, posted=PICKED) for route in ("desk_release_pick", "desk_release_order")),
    *(Case("desk_release_move", "POST", act, HERE, {"move": move}, {"reason": "理由"}) for move, act in MOVE_ACTS.items()),
    *reads("intake", ANYWHERE, "desk_intake"),
    Case("desk_intake", "POST", "intake"),
    *reads("intake", PLACE, "desk_upload", "desk_upload_progress", "desk_upload_file", "desk_found", position="1"),
    *(Case("desk_upload_act", "POST", "intake", PLACE, {"act": act}) for act in ("again", "front", "accept")),
    *(Case("desk_found_act", "POST", "intake", PLACE, {"position": "1", "act": act}) for act in ("accept", "edit", "leave", "reopen")),
)
NO_TOKEN = {"desk_draft_carried"}
"""Views that take a form without its token: it shows what was typed and changes nothing."""
REFUSED = (403, 404)
GOES_ON = (200, 303, 400, 409, 422)
"""Past the question of permission: done, or refused for what was sent."""
CASES = pytest.mark.parametrize("case", TABLE, ids=str)


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory, migrated_file: Any) -> Iterator[Ground]:
    made = Ground(tmp_path_factory.mktemp("ground"), migrated_file)
    yield made
    made.close()


def ask(ground: Ground, case: Case, who: tuple[str, str] | None, token: str | None = None) -> TestResponse:
    """Ask for the case's address as ``who``, with the token of their forms unless another is given."""
    kind = {"upload": "upload", "found": "upload", "draft": "draft", "account": "account"}.get(case.route.split("_")[1], "release")
    path = address(ground, case, str(ground.things[kind]))
    browser = ground.browser(who)
    if case.method == "GET":
        return browser.get(path, expect_errors=True)
    posted = {"csrf_token": ground.csrf(who) if token is None else token, "remark": str(ground.things["remark"]), **case.posted}
    response = browser.post(path, posted, expect_errors=True)
    if who is not None and response.status_int not in REFUSED:
        ground.restore()
    return response


def address(ground: Ground, case: Case, number: str) -> str:
    room = case.route.removeprefix("desk_")
    asked = {"id": number, **case.path} if "{id" in ground.registry.rooms[room] else case.path
    return Links(files={}, rooms=ground.registry.rooms).desk(room, **asked)


def leads_to_the_door(response: TestResponse) -> bool:
    return response.status_int == 303 and "/desk/login" in response.headers["Location"]


def may(role: str, act: str) -> bool:
    return act in (PUBLIC, OWN, HALF) or role in ACTS[act]


def desk_views(ground: Ground) -> set[tuple[str, str]]:
    """Every view under /desk/, by its route and method, as the router knows them."""
    found = set()
    for entry in ground.registry.introspector.get_category("views"):
        view = entry["introspectable"]
        route = view["route_name"] or ""
        if not route.startswith("desk") or view["context"] is not None:
            continue
        methods = view["request_methods"] or ()
        found |= {(route, method) for method in ((methods,) if isinstance(methods, str) else methods) if method != "HEAD"}
    return found


def test_the_table_holds_every_view_of_the_desk_and_no_other(ground: Ground) -> None:
    assert {(case.route, case.method) for case in TABLE} == desk_views(ground)
    assert set(MOVES.split("|")) == set(MOVE_ACTS)


def test_every_route_under_desk_has_a_view_with_a_method(ground: Ground) -> None:
    routes = ground.registry.getUtility(IRoutesMapper).get_routes()
    assert {one.name for one in routes if one.pattern.startswith("/desk")} == {route for route, _ in desk_views(ground)}


@CASES
def test_nobody_who_is_signed_out_gets_in(ground: Ground, case: Case) -> None:
    response = ask(ground, case, None)
    if case.act == PUBLIC:
        # A form without the token of its own cookie is not even looked at.
        assert response.status_int == (400 if case.method == "POST" else 301 if case.route == "desk_without_slash" else 200)
    elif case.keeps:
        assert SECRET not in response.text and "改了一步" not in response.text
    else:
        assert leads_to_the_door(response), response.status
    assert response.headers["Cache-Control"] == "no-store"


@CASES
@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_its_own_and_nothing_else(ground: Ground, case: Case, role: str) -> None:
    for where in WHERE:
        if case.act == PUBLIC:
            continue
        response = ask(ground, case, (role, where))
        if case.act == HALF and case.method == "POST":
            assert (response.status_int, leads_to_the_door(response)) == ((303, True) if case.route == "desk_logout" else (403, False))
            continue
        told = f"{role} {where}: {response.status}"
        assert response.headers["Cache-Control"] == "no-store"
        if not may(role, case.act):
            assert response.status_int == 403, told
        elif where == OTHER and case.whose == PLACE:
            assert response.status_int in REFUSED + GOES_ON, told  # what comes of it belongs to an organ, it does not
        elif refused_there(case, role, where):
            assert response.status_int in REFUSED, told
            assert SECRET not in response.text
        else:
            # Nothing is scheduled on this ground, so there is nothing to call off.
            nothing = (404,) if case.path.get("move") == "cancel" else ()
            assert response.status_int in GOES_ON + nothing and not leads_to_the_door(response), told


def refused_there(case: Case, role: str, where: str) -> bool:
    return (where == OUTSIDE and case.whose in (HERE, PLACE)) or (where == OTHER and case.whose == HERE)


@CASES
def test_whoever_is_half_in_gets_no_further_than_what_is_missing(ground: Ground, case: Case) -> None:
    for who, missing in ((("pending", ""), "/desk/second-factor"), (("new", ""), "/desk/password")):
        open_to = (PUBLIC, HALF) if who[0] == "pending" else (PUBLIC, HALF, OWN)
        if case.act in open_to:
            continue
        response = ask(ground, case, who)
        assert response.status_int == 303 and missing in response.headers["Location"], (who, response.status)
        assert SECRET not in response.text


@CASES
def test_an_account_without_a_role_has_its_own_account_and_nothing_else(ground: Ground, case: Case) -> None:
    if case.act not in (PUBLIC, HALF, OWN):
        assert ask(ground, case, ("nothing", "")).status_int == 403


@pytest.mark.parametrize("case", [case for case in TABLE if case.method == "POST"], ids=str)
def test_no_form_is_taken_without_its_token(ground: Ground, case: Case) -> None:
    who = next((role, INSIDE) for role in ROLES if may(role, case.act))
    for token in ("", "made-up", ground.csrf(("hall", INSIDE))):
        response = ask(ground, case, who, token)
        if case.route in NO_TOKEN:
            assert response.status_int in GOES_ON
        elif case.keeps:
            assert response.status_int == 409 or "登录" in response.text or response.status_int == 400
        else:
            assert response.status_int == 400, response.status
    assert drafts_unchanged(ground)


def drafts_unchanged(ground: Ground) -> bool:
    """Whether the draft of the ground is as it was prepared."""
    page = ground.browser(("reviewer", INSIDE)).get(f"/desk/drafts/{ground.things['draft']}/preview", expect_errors=True)
    return page.status_int == 200 and SECRET in page.text


@pytest.mark.parametrize("role", sorted(ACTS["draft.read"]))
def test_lists_leave_out_what_is_elsewhere(ground: Ground, role: str) -> None:
    for path in ("/desk/", "/desk/releases"):
        assert "调整参保登记" not in ground.browser((role, OUTSIDE)).get(path).text, path
    assert "调整参保登记" in ground.browser((role, INSIDE)).get("/desk/releases").text


def test_public_pages_know_nobody_and_set_no_cookie(ground: Ground) -> None:
    browser = ground.browser(("editor", INSIDE))
    for path in ("/", "/320600/", "/320600/employer-enrolment", "/search?q=%E7%99%BB%E8%AE%B0", "/health", "/sitemap.xml"):
        response = browser.get(path)
        assert "Set-Cookie" not in response.headers
        assert SECRET not in response.text and "editor-inside" not in response.text


def test_the_desk_stands_under_no_other_prefix(ground: Ground) -> None:
    for prefix in ("/en", "/elder", "/en/elder"):
        assert ground.browser(("editor", INSIDE)).get(f"{prefix}/desk/", expect_errors=True).status_int == 404

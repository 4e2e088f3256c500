"""The five seeds yield every item, keep their words, and are exactly what is committed in content/."""

from __future__ import annotations

import functools
import time
from pathlib import Path

import pytest

from mingbai.cli.importing import services_in
from mingbai.guides.guide import Guide
from mingbai.importing.pipeline import Imported, import_document
from mingbai.importing.write import content_files

ROOT = Path(__file__).parents[3]
SEEDS = sorted((ROOT / "tests" / "seeds").glob("*.txt"))
FLOORS = {"000": (38, 0, 1, 1.0), "001": (29, 23, 0, 0.995), "002": (30, 0, 1, 1.0), "003": (32, 7, 1, 0.995), "004": (34, 0, 1, 1.0)}
"""Guides, forms, documents and the least share of characters placed, by seed."""


@functools.cache
def imported(number: str) -> Imported:
    (seed,) = [path for path in SEEDS if path.name.startswith(number)]
    return import_document(seed.name, seed.read_bytes(), services=services_in(ROOT / "content" / "services"))


def guides(number: str) -> dict[str, Guide]:
    return {guide.name: guide for guide in imported(number).guides}


@pytest.mark.parametrize("number", FLOORS)
def test_every_item_is_found_and_nothing_is_lost(number: str) -> None:
    one = imported(number)
    found, forms, documents, share = FLOORS[number]
    assert (len(one.guides), len(one.forms), len(one.documents)) == (found, forms, documents)
    assert one.report.share >= share
    assert sum(one.report.characters.values()) > 5000


@pytest.mark.parametrize("number", FLOORS)
def test_every_string_of_every_guide_has_a_place(number: str) -> None:
    one = imported(number)
    assert [finding for finding in one.report.findings if finding.kind == "not-verbatim"] == []
    assert all(one.report.places[guide.slug]["name"].confidence > 0.5 for guide in one.guides)


@pytest.mark.parametrize("number", FLOORS)
def test_every_item_is_recognised_as_a_service_of_the_national_list(number: str) -> None:
    assert [guide.name for guide in imported(number).guides if not guide.service] == []


def test_the_committed_content_is_what_importing_yields() -> None:
    files = {path: text for number in FLOORS for path, text in content_files([imported(number)]).items()}
    folders = ("guides", "forms", "documents")
    committed = {
        str(path.relative_to(ROOT / "content")): path.read_text("utf-8")
        for folder in folders
        for path in (ROOT / "content" / folder).rglob("*.yaml")
    }
    assert sorted(committed) == sorted(files)
    assert [path for path in files if files[path] != committed[path]] == []


def test_the_notice_and_its_attachments_frame_the_guides_of_000() -> None:
    (notice,) = imported("000").documents
    assert (notice.issuer, notice.issued, notice.edition) == ("南通市医疗保障局", "2022-05-19", "2022版")
    assert [clause.number for clause in notice.clauses] == [None, "一", "二", "三", "四", "五", None, "附件1", "附件2", "附件3"]
    assert len(notice.attachments) == 4


def test_rows_that_lost_their_heads_join_their_guides_without_inventing_a_code() -> None:
    broken = {name: guide for name, guide in guides("000").items() if guide.checklist and guide.checklist.broken}
    assert sorted(guide.ordinal or 0 for guide in broken.values()) == [3, 8, 13, 17, 19, 23, 28]
    assert all(guide.code is None and guide.checklist and guide.checklist.name is None for guide in broken.values())


def test_items_of_the_list_alone_are_guides_too() -> None:
    alone = [guide for guide in imported("000").guides if guide.checklist is None]
    assert [(guide.ordinal, guide.code) for guide in alone] == [(31, "322036031000"), (32, "322036032000")]


def test_cases_paths_and_notes_of_000_stand_in_their_fields() -> None:
    found = guides("000")
    enrolment = found["单位参保登记"]
    assert [(part.situation, part.name) for part in enrolment.materials][1:] == [
        ("窗口（网上）办理", "《基本医疗保险单位参保信息登记表》"),
        ("联办建立登记", "法定代表人或负责人身份证"),
    ]
    assert [path.path for path in enrolment.process] == ["窗口（网上）办理流程", "联办建立登记流程"]
    assert len(found["职工参保登记"].material_notes) == 2
    assert "20世纪60年代精减退职职工" in found["医疗救助对象手工（零星）报销"].objects[4]
    assert found["计划生育医疗费用支付"].aliases == ("计划生育医疗费支付",)
    assert found["零售药店申请定点协议管理"].tips[0].startswith("现场需要查看的材料")


def test_oddities_of_000_are_reported_where_they_stand() -> None:
    told = {(finding.kind, finding.place.line) for finding in imported("000").report.findings}
    assert {("heading-differs", 1591), ("title-differs", 1364), ("heading-mark", 1447), ("repeated-number", 1495)} <= told
    assert {("glued-item", 1493), ("broken-line", 1457), ("unclosed-title", 727), ("image-lost", 1585)} <= told


def test_the_largest_document_takes_seconds() -> None:
    """Quadratic matching would take minutes; the bound is wide because other work may share the machine."""
    (seed,) = [path for path in SEEDS if path.name.startswith("001")]
    begun = time.process_time()
    import_document(seed.name, seed.read_bytes(), region="420000")
    assert time.process_time() - begun < 15

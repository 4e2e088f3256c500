"""First releases: one decision a source document, with its own date where it prints one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mingbai.errors import BadText
from mingbai.guides.kinds import Document, Lexicon, LifeEvent, Service
from mingbai.guides.version import Name
from mingbai.publishing.releases import copy_of, first_releases
from tests.makers import make_copy, make_guide, make_source


def test_all_items_of_a_document_are_one_release_in_its_order() -> None:
    copies = [make_copy(make_guide(slug, ordinal=ordinal)) for slug, ordinal in (("c", 3), ("a", 2), ("b", 1))]
    (decision,) = first_releases(copies, 0)
    assert [copy.name.slug for copy in decision.copies] == ["b", "a", "c"]
    assert (decision.title, decision.document_no, decision.organ, decision.issued) == (
        "关于公布办事指南的通知",
        "通医保发〔2022〕1号",
        "南通市医疗保障局",
        "2022-05-19",
    )


def test_a_printed_date_is_the_effective_time() -> None:
    (decision,) = first_releases([make_copy()], 0)
    assert decision.effective_from == datetime(2022, 5, 18, 16, tzinfo=UTC)
    assert decision.dated == "printed"


@pytest.mark.parametrize("issued", [None, "2022", "2022年5月"])
def test_without_a_whole_date_it_is_the_moment_of_loading(issued: str | None) -> None:
    (decision,) = first_releases([make_copy(make_guide(source=make_source(issued=issued)))], 0)
    assert (decision.effective_from, decision.dated, decision.issued) == (None, "loaded", issued)


def test_documents_come_in_the_order_of_their_dates_after_the_register() -> None:
    service = Service(slug="employer-enrolment", order=1, name="单位参保登记", plain="给单位办参保", group="参保")
    undated = make_copy(make_guide("u", source=make_source(document="无日期", issued=None)))
    late = make_copy(make_guide("l", source=make_source(document="晚", issued="2023-01-01")))
    early = make_copy(make_guide("e", source=make_source(document="早")))
    register = make_copy(service, kind="service")
    decisions = first_releases([undated, late, early, register], 0)
    assert [decision.title for decision in decisions] == ["服务登记册", "早", "晚", "无日期"]
    assert decisions[0].dated == "loaded"


def test_the_document_itself_belongs_to_its_release() -> None:
    source = make_source()
    notice = Document(
        region="320600", slug="notice", title=source.document, document_no=source.document_no, issuer=source.issuer, issued=source.issued
    )
    (decision,) = first_releases([make_copy(), make_copy(notice, kind="document")], 0)
    assert [copy.name.kind for copy in decision.copies] == ["document", "guide"]


def test_files_and_editions_are_told() -> None:
    one = make_copy(make_guide("a", source=make_source(file="附件2.docx", edition="2022版")))
    two = make_copy(make_guide("b", source=make_source(file="附件4.docx", edition="2022版")))
    (decision,) = first_releases([one, two], 0)
    assert (decision.source_document, decision.edition) == ("附件2.docx、附件4.docx", "2022版")


def test_a_text_that_is_not_of_its_kind_is_refused_with_its_place() -> None:
    with pytest.raises(BadText, match=r"guides/320600/a\.yaml"):
        copy_of(Name("guide", "320600", "a"), "region: '320600'\nslug: a\nnome: x\n", file="guides/320600/a.yaml")


def test_services_life_events_and_lexicons_are_the_register() -> None:
    service = Service(slug="s", order=1, name="参保", plain="办参保", group="参保")
    event = LifeEvent(slug="birth", order=1, name="出生", plain="参保。")
    values = {"service": service, "event": event, "lexicon": Lexicon(slug="papers", title="证件")}
    (decision,) = first_releases([make_copy(value, kind=kind) for kind, value in values.items()], 0)
    assert [copy.name.kind for copy in decision.copies] == ["event", "lexicon", "service"] and decision.title == "服务登记册"

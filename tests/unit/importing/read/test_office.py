"""Old office files by way of LibreOffice, and what is said where it is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import docx
import openpyxl
import pytest

from mingbai.errors import UnreadableSource
from mingbai.importing.read import office, read
from tests.unit.importing.read.makers import shown

needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None and not os.environ.get("CI"),
    reason="LibreOffice is not installed (libreoffice-writer-nogui)",
)
"""Under CI a machine without it fails."""


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One document as .doc, .rtf and .odt, and a sheet as .xls, all by one run of LibreOffice each."""
    folder = tmp_path_factory.mktemp("old")
    document = docx.Document()
    document.add_paragraph("办事指南")
    document.add_paragraph("办理材料", style="List Number")
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "主项"
    for at, words in ((2, "备注"), (3, "甲"), (4, "乙"), (5, "无")):
        table.cell(at // 3, at % 3).text = words
    document.add_paragraph("完")
    document.save(str(folder / "a.docx"))
    book = openpyxl.Workbook()
    for row in (["序号", "事项"], [1, "单位参保登记"]):
        book.active.append(row)
    book.save(folder / "b.xlsx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for target, source in (("doc", "a.docx"), ("rtf", "a.docx"), ("odt", "a.docx"), ("xls", "b.xlsx")):
        command = ["soffice", profile, "--headless", "--convert-to", target, "--outdir", str(folder), str(folder / source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder


@needs_office
@pytest.mark.parametrize("target", ["doc", "rtf", "odt"])
def test_old_documents_read_as_the_new_ones(old: Path, target: str) -> None:
    blocks = read(f"a.{target}", (old / f"a.{target}").read_bytes())
    assert shown(blocks.blocks)[:3] == ["办事指南", "1. 办理材料", [["主项", "←", "备注"], ["甲", "乙", "无"]]]
    assert blocks.findings[0].kind == "converted"


@needs_office
def test_old_workbooks_read_as_the_new_ones(old: Path) -> None:
    assert (old / "b.xls").exists(), "LibreOffice is installed without Calc: apt-get install libreoffice-calc-nogui"
    assert shown(read("b.xls", (old / "b.xls").read_bytes()).blocks) == [[["序号", "事项"], ["1", "单位参保登记"]]]


@needs_office
def test_a_broken_old_document_is_refused(old: Path) -> None:
    data = (old / "a.doc").read_bytes()
    with pytest.raises(UnreadableSource):
        read("a.doc", data[:1500] + bytes(2000))


def test_without_the_program_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(UnreadableSource) as refusal:
        read("指南.rtf", b"{\\rtf1 a}")
    assert "LibreOffice" in refusal.value.sentence and ".rtf" in refusal.value.sentence and ".docx" in refusal.value.remedy


def test_a_program_that_hangs_is_killed_with_what_it_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    witness = tmp_path / "witness"
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n(sleep 3; touch {witness}) &\nsleep 30\n")
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda _: str(program))
    monkeypatch.setattr(office, "SECONDS", 1)
    with pytest.raises(UnreadableSource, match="没能转换"):
        read("指南.rtf", b"{\\rtf1 a}")
    subprocess.run(["sleep", "3"], check=True)
    assert not witness.exists()

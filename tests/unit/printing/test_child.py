"""Typst in a process of its own: what goes wrong there costs one paper at most, and the worker stays as it was."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mingbai.errors import Unprinted
from mingbai.printing.child import Child, Limits
from mingbai.rendering.paper.sheet import Paper
from mingbai.rendering.pdf import Setter

FONTS = Path(__file__).parents[3] / "templates" / "print" / "fonts"
PAGE = """#let data = json(bytes(sys.inputs.data))
#set document(title: data.document)
#set text(font: "Noto Sans SC", lang: "zh")
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "fonts").mkdir()
    shutil.copy(FONTS / "NotoSansSC-Regular.ttf", tmp_path / "fonts")
    (tmp_path / "page.typ").write_text(PAGE + "#data.said", encoding="utf-8")
    (tmp_path / "endless.typ").write_text(
        PAGE + "#{ let n = 0\nfor a in range(9000) { for b in range(9000) { n += 1 } }\nn }", encoding="utf-8"
    )
    return tmp_path


@pytest.fixture
def child(folder: Path) -> Iterator[Child]:
    made = Child(Setter(folder), Limits(seconds=60))
    yield made
    made.close()


def _paper(said: str = "办事指南", template: str = "page") -> Paper:
    return Paper(template=template, title="试印", data={"said": said}, day=date(2026, 11, 21))


def test_a_child_sets_what_this_process_would(child: Child, folder: Path) -> None:
    assert child.number is None
    assert child.pdf(_paper()) == Setter(folder).pdf(_paper())
    first = child.number
    assert child.pdf(_paper("第二份"))[:5] == b"%PDF-" and child.number == first


def test_typst_is_not_loaded_in_the_worker(folder: Path) -> None:
    program = (
        "import sys; from datetime import date; from pathlib import Path; from mingbai.printing.child import Child;"
        "from mingbai.rendering.pdf import Setter; from mingbai.rendering.paper.sheet import Paper;"
        f"child = Child(Setter(Path({str(folder)!r})));"
        "child.pdf(Paper(template='page', title='试印', data={'said': '字'}, day=date(2026, 11, 21)));"
        "assert 'typst' not in sys.modules; print(child.number)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    number = int(told.stdout)
    with pytest.raises(ProcessLookupError):  # a child ends with its worker
        os.kill(number, 0)


def test_a_child_that_was_killed_is_replaced(child: Child) -> None:
    child.pdf(_paper())
    assert child.number
    os.kill(child.number, signal.SIGKILL)
    assert child.pdf(_paper())[:5] == b"%PDF-"


def test_a_paper_that_takes_too_long_is_refused_and_the_next_works(child: Child, monkeypatch: pytest.MonkeyPatch) -> None:
    child.pdf(_paper())
    with monkeypatch.context() as short:  # for the endless one alone: on a busy machine a child takes seconds to start
        short.setattr(child, "_limits", Limits(seconds=1.5))
        with pytest.raises(Unprinted, match="超过 1"):
            child.pdf(_paper(template="endless"))
    assert child.pdf(_paper("下一份"))[:5] == b"%PDF-"


def test_a_child_that_breaks_over_a_paper_is_a_refusal(folder: Path) -> None:
    child = Child(Setter(folder), Limits(memory=2**20))
    with pytest.raises(Unprinted, match="中断"):
        child.pdf(_paper())


def test_a_refusal_crosses_over_with_its_words(child: Child) -> None:
    with pytest.raises(Unprinted) as refused:
        child.pdf(_paper("\ue123"))
    assert "试印" in refused.value.sentence and refused.value.remedy
    assert child.pdf(_paper())[:5] == b"%PDF-"


def test_an_idle_child_ends_and_the_next_paper_starts_another(folder: Path) -> None:
    child = Child(Setter(folder), Limits(idle=0.1))
    child.pdf(_paper())
    deadline = time.monotonic() + 5
    while child.number is not None and time.monotonic() < deadline:
        time.sleep(0.02)
    assert child.number is None
    assert child.pdf(_paper())[:5] == b"%PDF-"
    child.close()


def test_a_child_that_has_grown_ends_after_its_answer(folder: Path) -> None:
    child = Child(Setter(folder), Limits(grown=1))
    assert child.pdf(_paper())[:5] == b"%PDF-"
    deadline = time.monotonic() + 5
    while child.number is not None and time.monotonic() < deadline:
        time.sleep(0.02)
    assert child.number is None
    assert child.pdf(_paper())[:5] == b"%PDF-"
    child.close()


def test_a_child_of_a_large_worker_stays(folder: Path) -> None:
    ballast = b"x" * (400 * 2**20)
    child = Child(Setter(folder), Limits(grown=300 * 2**20))
    child.pdf(_paper())
    first = child.number
    child.pdf(_paper("第二份"))
    assert first and child.number == first and ballast
    child.close()

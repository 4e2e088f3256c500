"""What a browser does between a form that is shown and the form that is posted, as far as texts can change on the way."""

from __future__ import annotations

from collections.abc import Iterator

from mingbai.desk.forms.entries import Entry, FormView
from mingbai.desk.forms.posted import END


def posted_of(form: FormView) -> list[tuple[str, str]]:
    """The pairs that a browser sends of ``form``: line ends as CRLF, none in a single line, ticked choices only."""
    return [*(pair for card in form.cards for entry in card.entries for pair in _sent(entry)), (END, "1")]


def _sent(entry: Entry) -> Iterator[tuple[str, str]]:
    if entry.sort in ("group", "rows"):
        for line in entry.rows:
            for part in (*line.carried, *line.entries, *line.folded):
                yield from _sent(part)
    elif entry.sort in ("choices", "marks"):
        yield entry.name, f"={entry.text}"
        yield from ((entry.name, choice.value) for choice in entry.choices if choice.chosen)
    elif entry.sort == "area":
        yield entry.name, entry.text.replace("\n", "\r\n")
    elif entry.sort == "select":
        assert any(choice.value == entry.text for choice in entry.choices), entry
        yield entry.name, entry.text
    else:
        assert "\n" not in entry.text, entry
        yield entry.name, entry.text

"""The tables of publishing. Rows stay in this package: whatever leaves it is a frozen value.

``Frozen`` tables take new rows only; triggers and the guard in ``frozen.py`` refuse everything else, and a new kind of
fact gets a new table. Accounts live in ``people``: here an actor is only its number, and 0 is the installation itself.
"""

from mingbai.publishing.rows.prepared import CommentRow, DraftRow, EditionRow, MoveRow, PresenceRow, ProceedingRow
from mingbai.publishing.rows.published import (
    CancellationRow,
    ItemRow,
    LedgerRow,
    ParsedRow,
    ReleaseRow,
    StateRow,
    SuccessionRow,
    TextRow,
    VanishingRow,
    VersionRow,
    WithdrawalRow,
)

__all__ = [
    "CancellationRow",
    "CommentRow",
    "DraftRow",
    "EditionRow",
    "ItemRow",
    "LedgerRow",
    "MoveRow",
    "ParsedRow",
    "PresenceRow",
    "ProceedingRow",
    "ReleaseRow",
    "StateRow",
    "SuccessionRow",
    "TextRow",
    "VanishingRow",
    "VersionRow",
    "WithdrawalRow",
]

"""Which symbol an address becomes."""

from __future__ import annotations

import pytest
import segno

from mingbai.rendering.qr import code_of


@pytest.mark.parametrize("length", [10, 14, 26, 27, 32, 33, 47, 120, 199])
def test_the_better_level_where_the_symbol_grows_no_larger_by_it(length: int) -> None:
    address = ("https://guide.example/v/" + "k7" * 100)[:length]
    medium, better = (segno.make_qr(address, error=level, boost_error=False) for level in "mq")
    expected = better if better.version == medium.version else medium
    found = code_of(address)
    assert (found.level, found.modules) == (expected.error, expected.symbol_size()[0])

"""What the law ordered away stands in no print of a sign; the sign itself, and that it was printed, stays."""

from __future__ import annotations

import pytest

from mingbai import db
from mingbai.errors import Gone
from mingbai.guides.version import Name
from mingbai.signage.purging import purge_prints
from mingbai.signage.staleness import match_of
from tests.makers import make_copy, make_guide, publish
from tests.unit.signage.registers import GUIDE, in_register, make_hung


def test_prints_of_a_version_are_emptied_and_others_are_not(database: db.Database) -> None:
    publish(database, make_copy(), make_copy(make_guide("other", name="其他")))
    spoilt, other = make_hung(database), make_hung(database, items=(Name("guide", "320600", "other"),))
    with db.writing(database) as (session, _):
        assert purge_prints(session, [(GUIDE, 2), (GUIDE, 1)]) == 1
    spoilt, other = (in_register(database, lambda signs, faces, code=one.code: signs.sign(code)) for one in (spoilt, other))
    assert spoilt.hanging and spoilt.hanging.removed and other.hanging and not other.hanging.removed
    match = in_register(database, lambda signs, faces: match_of(spoilt.hanging, spoilt, faces))
    assert match.reasons == ("打印时的文字已经依法移除",)
    with pytest.raises(Gone):
        in_register(database, lambda signs, faces: faces.paper(spoilt, spoilt.hanging))


def test_a_halls_words_go_from_all_prints_of_its_signs(database: db.Database) -> None:
    publish(database, make_copy())
    sign = make_hung(database, hall="zhengwu", hall_name="政务服务中心")
    with db.writing(database) as (session, _):
        assert purge_prints(session, [(Name("hall", "320600", "other"), 1)]) == 0
        assert purge_prints(session, [(Name("hall", "320600", "zhengwu"), 1)]) == 1
    assert in_register(database, lambda signs, faces: signs.sign(sign.code)).hanging.removed

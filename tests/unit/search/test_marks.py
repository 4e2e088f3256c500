"""Snippets and marks over stored text."""

from mingbai.search.marks import LENGTH, marked, snippet


def told(pieces) -> str:
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in pieces)


def test_marks_words_and_leaves_the_text_as_it_is() -> None:
    assert told(marked("办理生育津贴，生育津贴", ["生育", "生育津贴"])) == "办理[生育津贴]，[生育津贴]"


def test_width_and_case_do_not_matter() -> None:
    assert told(marked("江苏医保云ＡＰＰ", ["app"])) == "江苏医保云[ＡＰＰ]"


def test_text_is_never_taken_for_a_pattern() -> None:
    assert told(marked("a.b<script>", [".b", "(["])) == "a[.b]<script>"


def test_the_sentence_that_holds_most_words_is_cut_around_them() -> None:
    long = "无关" * 60 + "异地就医备案" + "其他" * 60
    cut = snippet(["备案", long], ["异地", "就医", "备案"])
    text = "".join(piece.text for piece in cut)
    assert "异地就医备案" in text and text.startswith("…") and text.endswith("…") and len(text) <= LENGTH + 2


def test_no_snippet_where_no_sentence_holds_a_word() -> None:
    assert snippet(["别的话"], ["津贴"]) == ()


def test_a_snippet_is_a_sentence_rather_than_an_aside_or_the_title_of_a_law() -> None:
    told = "参保人到外地长期居住，异地就医前要先办备案"
    sentences = ("异地就医参照执行。", "《关于做好异地就医住院费用直接结算工作的通知》", told)
    for order in (sentences, sentences[::-1]):
        assert "".join(piece.text for piece in snippet(order, ("异地", "就医", "异地就医"))) == told
    assert "".join(piece.text for piece in snippet(sentences[:2], ("异地就医",))) == "异地就医参照执行。"
    assert snippet(sentences[1:2], ("异地就医",)), "better than nothing"

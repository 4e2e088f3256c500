"""The regression set of search: queries as people type them, with graded judgments. Package data only, no code.

``tuned.jsonl`` and ``unseen.jsonl`` hold one query a line, UTF-8 and unescaped, keys in this order::

    {"query": "…", "type": "colloq", "judgments": [{"service": slug, "grade": 3, "region": "320600", "guide": slug}]}

``query`` stands as it would be typed, with its mistakes, blanks and full-width characters. ``type`` is one of ``colloq``,
``keyword``, ``synonym``, ``audience``, ``region``, ``code``, ``form``, ``law``, ``material``, ``partial``, ``long``, ``pinyin``,
``initials``, ``typo``, ``trad``, ``width``, ``negative`` and ``negative_hard`` (not ours, yet it shares words with ours).

A judgment: ``grade`` 3 is what does it, 2 clearly useful, 1 marginal; what is not named is worth nothing. ``region`` "" means
every place of that service, six digits that place only; where several judgments fit one guide the highest grade counts.
``guide`` names one guide of the place (its slug) where only some guides hold the fact asked for – codes, forms, laws,
materials – and is "" otherwise. A name for several services at once (异地就医, 生育保险待遇) grades all of them 3. A place that we
have nothing of (去上海看病) is where somebody goes, not where the guide is from: it narrows nothing. A negative query has no
judgments: the right answer is to return nothing and to say whose business it is.

Split: a query whose SHA-256 (of its UTF-8 bytes) begins with an even byte stands in ``tuned.jsonl``, with an odd one in
``unseen.jsonl``, whatever it asks, so a query that is added later finds its half by itself.

Who may read what: ``tuned.jsonl`` whoever works on the ranking. ``unseen.jsonl`` only those who write this set: of it only
aggregate figures are printed, else it measures nothing. Those who write phrasings and words of the content open neither file,
and whoever writes queries here does not read those phrasings. Nothing in the content or the code may be taken over from a query.

Judgments follow the guides in force when they were written; where a guide is renamed, the ``guide`` slug must follow. A wrong
judgment is mended in its line; the query itself is not changed, for that would move it to another half.
"""

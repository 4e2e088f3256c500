"""Finding guides by words: one small interface over an index that can be rebuilt at any time.

``chinese`` folds and cuts text; ``entry`` says what of a guide is searched; ``index`` is the interface and ``embedded`` its
Whoosh engine; ``refresh`` brings an index up to date by comparing digests; ``query`` says what was understood; ``finding`` puts
services and guides in order; ``marks`` cuts and marks snippets. The index is never the truth: texts come from the library.
"""

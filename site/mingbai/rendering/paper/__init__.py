"""What goes on paper, as data: one module a product, each a function from values to a ``Paper`` that ``rendering.pdf`` sets in type.

A product says what stands where in words; how it looks is its Typst template (templates/print/<template>.typ on parts.typ). Nothing here
is typed at print time: all words come from the guide, the hall, the form and the ``Stamp``. Knows no locale, no request, no database.
"""

"""What goes on paper, as Word documents (.docx) that editors take into their own papers: one module a product.

Each takes the same ``Paper`` that ``rendering.pdf`` sets in type, so that the words and their order are those of the printed sheet, and
gives bytes; equal papers give equal bytes. Knows no request, no database and no clock.
"""

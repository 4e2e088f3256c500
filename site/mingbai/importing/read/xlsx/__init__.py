"""Excel workbooks (ECMA-376 part 1, SpreadsheetML) as displayed: one table a sheet, with its merges and cell coordinates.

Read from the XML and not through openpyxl: that is stricter about styles than the programs of agencies are (a workbook from WPS with
one odd style could not be opened), does not format numbers, and lays out every cell that a hostile sheet declares.
"""

from mingbai.importing.read.xlsx.workbook import read_xlsx

__all__ = ["read_xlsx"]

"""What every family reads the same way: lists, legal bases, materials, channels, levels, stages, forms. Strings in, values out.

These modules know no block, no document and no region; a family hands them the text of one section or one cell.
"""

"""One command for each published figure. Results go to stdout and, with ``--keep``, to bench/results/ with date and machine.

Figures are ratios to a baseline measured in the same run wherever that makes sense: machines are noisy, ratios less so.
"""

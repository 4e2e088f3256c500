"""``python -m mingbai.cli``: the same as the ``mingbai`` command."""

from mingbai.cli import main

main()

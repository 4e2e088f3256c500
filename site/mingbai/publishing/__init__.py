"""Versions, releases and the ledger: the one place that writes what the public reads. Knows no kind of item by name."""

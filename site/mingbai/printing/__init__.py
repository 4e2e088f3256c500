"""From what is in force to paper: gathers a guide and what stands beside it, makes the product's ``Paper``, keeps its PDF by digest.

Writes nothing that the public reads, and no database at all. Knows no request: the public pages, the desk and the command line ask alike.
"""

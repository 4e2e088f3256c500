"""What points at what: the shared things of a place, and the guides that take something from them. Reads values, writes nothing.

Knows no request and no database: the library's values come in, frozen values go out.
"""

"""Values in, page data or bytes out. Knows no web framework, no database and no index."""

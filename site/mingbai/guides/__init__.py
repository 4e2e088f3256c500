"""Pure values of the trade: guides and what stands beside them. Knows no database, no web, no index."""

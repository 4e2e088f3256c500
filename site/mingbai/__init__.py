"""明白 Mingbai: service guides authored as structured content, published in versions, read everywhere from one record."""

"""What the law wants told without being asked (政府信息公开条例): announcements of what changed. Reads, and never writes."""

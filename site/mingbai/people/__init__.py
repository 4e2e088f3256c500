"""Who works here and what they may do: accounts, roles, sessions, and the audit log. Knows nothing of guides and releases."""

"""A document becomes drafts: uploads, their reading in a child process, and what an editor decides of each item found."""

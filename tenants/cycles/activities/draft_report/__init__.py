"""Drafting the report: composed from the data, with the words of whoever drafts it."""

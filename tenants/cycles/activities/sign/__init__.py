"""Signing the report: it gets its number and date, and the head signs what he has read."""

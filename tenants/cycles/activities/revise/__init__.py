"""Revising the report: every decision and every return is worked through, and the next version is written."""

"""Collecting: units fill the frozen form with figures and evidence; after visits, their results are gathered."""

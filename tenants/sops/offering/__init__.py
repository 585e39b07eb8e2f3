"""Offering an improvement to the library, and what became of it."""

"""Archiving the signed report: classified, kept where nobody can change it, and found again."""

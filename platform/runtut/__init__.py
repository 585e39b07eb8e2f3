"""Runtut: what every pemda shares."""

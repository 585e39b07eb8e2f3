"""Designing the form of a period: which indicators, which columns, until when; frozen when it is handed in."""

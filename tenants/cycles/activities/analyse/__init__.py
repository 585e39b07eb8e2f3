"""Analysing: why each indicator stands where it stands, and what is done about it."""

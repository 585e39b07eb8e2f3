"""Monev cycles: one run of an effective SOP in one OPD for one period."""

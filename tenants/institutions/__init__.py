"""The OPDs of a pemda and their units."""

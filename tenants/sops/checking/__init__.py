"""Checking SOPs where they live: with the OPD's surroundings, waivers with a reason, and the rules a pemda switched off."""

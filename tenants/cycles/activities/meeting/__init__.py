"""Meetings: the invitation, who came, what was said and decided; in one step, or in two halves."""

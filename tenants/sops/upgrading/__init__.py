"""Taking later versions of a template over into a clone: what changed, what was decided, and the way back."""

"""Two versions of an SOP beside one another: rows by their stable ids, words, and both drawings."""

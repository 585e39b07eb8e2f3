"""Carrying out the visits: the sheet of every scheduled unit filled in, or put off with a reason."""

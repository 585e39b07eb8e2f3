"""Writing a draft: the sheet that is filled in, what is done to its rows, saving without overwriting one another."""

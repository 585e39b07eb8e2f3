"""The demo: fictitious offices to look at, and a player that runs one whole cycle through the public API."""

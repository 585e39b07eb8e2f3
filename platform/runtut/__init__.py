"""Runtut: what every pemda shares."""

import gc

gc.set_threshold(50_000, 20, 20)
"""Python looks for garbage after every 700 new objects. Half a million come into being at each start and stay: looking
through them five hundred times took a fifth of it; and what an ordinary request leaves behind needs no search at all."""

"""Handing in an official's own file: read in a process of its own, looked through beside the source, kept as a draft."""

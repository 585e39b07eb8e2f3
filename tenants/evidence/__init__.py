"""Files that prove a figure or a deed: stored once, never changed, served as attachments."""

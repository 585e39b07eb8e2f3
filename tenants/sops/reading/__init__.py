"""Read a file of an official into SOPs: upload, reading in the background, review and taking over as a draft."""

"""The SOPs of an OPD: versions, the roles behind their actors, and what is in force."""

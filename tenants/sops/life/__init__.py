"""The life of a version: handed in, reviewed, approved, in force, replaced or revoked; who may do what, and who not."""

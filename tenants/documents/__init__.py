"""Papers of an OPD: versions, who wrote and who checked them, numbers, signatures, renderings, the archive."""

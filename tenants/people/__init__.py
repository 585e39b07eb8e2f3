"""Officials, the positions they hold over time, and the roles that hang on positions."""

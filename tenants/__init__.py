"""What one pemda owns: every table here is closed by row level security."""

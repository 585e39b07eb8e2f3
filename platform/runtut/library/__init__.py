"""What the platform shares with every pemda: SOP templates and scoring methods, versioned."""

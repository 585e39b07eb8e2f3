"""Performance indicators: targets, realisation, achievement and rating."""

"""Accounts, sessions and memberships: who is asking, and for which pemda he may ask."""

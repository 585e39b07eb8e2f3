"""The real servers of a single machine (PostgreSQL, Valkey, SeaweedFS), and the supervisor that keeps processes alive."""

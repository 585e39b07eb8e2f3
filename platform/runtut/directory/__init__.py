"""Regional governments and regions: who the tenants are."""

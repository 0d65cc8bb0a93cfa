"""The embedded PostgreSQL server, and the roles every server is given."""

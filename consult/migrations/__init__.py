"""Numbered migrations of the database, run by the owner role."""

"""Stored responses: found, exported, excluded, erased, deleted in time."""

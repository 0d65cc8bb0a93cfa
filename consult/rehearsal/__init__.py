"""Trying a plan out on invented replies, before there are real ones."""

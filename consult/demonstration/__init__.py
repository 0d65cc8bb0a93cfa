"""Demonstration: a consultation with invented people, their answers and what they write."""

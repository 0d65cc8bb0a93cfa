"""Drafting: what can be done with a questionnaire while it is written, as documents made of documents."""

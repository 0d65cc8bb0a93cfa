"""Reading definitions: documents, the rules and facts in them, and typed text."""

"""From an empty draft to a stored response, as one person lives it."""

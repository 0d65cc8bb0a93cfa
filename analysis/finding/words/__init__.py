"""A finding in words: its sentences, what it depends on, and the rule of the plan."""

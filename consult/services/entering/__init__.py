"""Replies on paper, by telephone and at events: typed in by staff, and checked by typing some of them twice."""

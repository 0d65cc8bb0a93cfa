"""From the plan, written and approved before opening, to the finding after closing."""

"""The replies as samples: weighted by the plan, measured, and judged by their gates."""

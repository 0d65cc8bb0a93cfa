"""Weights that make the replies match the population, the steps that lead to them, and their refusal."""

"""Signing in: guessed passwords are held back, and whoever knows the right one is let in."""

"""Signing in and out, and who may see which page."""

from consult.web.accounts.setup import register

__all__ = ["register"]

"""Whether the process lives, and whether it can serve."""

from consult.web.health.routes import register

__all__ = ["register"]

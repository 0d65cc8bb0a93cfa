"""From responses to figures that may be shown."""

"""The studio: consultations are written, commented, tried out, approved and corrected."""

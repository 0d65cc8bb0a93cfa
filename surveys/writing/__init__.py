"""What people write: made safe to store, compared as it is read, counted as it is seen."""

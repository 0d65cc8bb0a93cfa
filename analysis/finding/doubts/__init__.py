"""What speaks against a share: who chose to answer, other ways of computing it, what would overturn it."""

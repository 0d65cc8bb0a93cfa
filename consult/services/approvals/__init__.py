"""What nobody may do alone: asked for by one person, approved or refused by another."""

"""How people are reached: partner links, panels, batches of one-use codes, and what became of them."""

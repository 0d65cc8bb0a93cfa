"""What the board shows: groups of replies, their support, their answers, and who is missing."""

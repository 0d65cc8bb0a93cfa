"""What invented people write: sentences for and against, and the letter of a campaign."""

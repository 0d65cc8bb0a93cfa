"""What is asked, when, and how people are reached."""

"""How requests come in, and how answers leave: whatever was sent, the answer is a page with an honest status."""

"""The web server's front: it reads a whole request before a thread is taken for it."""

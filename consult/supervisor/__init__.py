"""`make run`: the database, the web service and the worker as one program that stops cleanly."""

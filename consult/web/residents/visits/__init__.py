"""A visit as the browser knows it: its cookie, how it stands, its token, and why a page is not taken."""

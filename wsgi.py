"""The application for any server: `application` speaks WSGI, `front` is what `make run` serves."""

from consult import create_app
from consult.server.front import Front

THREADS = 8

application = create_app()
front = Front(application.wsgi_app, THREADS)

"""What everybody may check: the method fixed beforehand, and the finding."""

from flask import Flask

from consult.web.results.routes import results


def register(app: Flask) -> None:
    app.register_blueprint(results)

"""The board: live and provisional figures for those who decide, with what may not be concluded from them."""

from flask import Flask

from consult.web.board.routes import board

__all__ = ["register"]


def register(app: Flask) -> None:
    app.register_blueprint(board)

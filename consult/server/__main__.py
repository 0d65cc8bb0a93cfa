"""`python -m consult.server`: one process of the web service, on 127.0.0.1 and the port of the settings.

Any number of them share a port; when one dies, the others go on, and whoever watches starts it again.
"""

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from consult.logbook import register_logging
from consult.parent import become_parent, follow_parent
from consult.settings import load_settings

HOST = "127.0.0.1"


def main() -> None:
    register_logging()
    settings = load_settings()
    follow_parent()
    become_parent()
    Granian(
        "wsgi:front",
        address=HOST,
        port=settings.port,
        interface=Interfaces.RSGI,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    ).serve()


if __name__ == "__main__":
    main()

"""Which operating-system account runs the embedded server, and what that account can reach."""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

UNPRIVILEGED = "nobody"


@dataclass(frozen=True, slots=True)
class Account:
    """An operating-system account; `switch` is true when we must change to it before starting the server."""

    uid: int
    gid: int
    switch: bool

    def popen_options(self) -> dict[str, int | list[int]]:
        """Arguments for `subprocess` that start a program as this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.switch else {}

    def can_reach(self, path: Path) -> bool:
        """Whether every folder above `path` lets this account pass."""
        if not self.switch:
            return True
        return all(folder.stat().st_mode & stat.S_IXOTH for folder in path.resolve().parents)

    def can_read(self, path: Path) -> bool:
        """Whether this account may read what lies at `path`."""
        return self.can_reach(path) and (not self.switch or bool(path.stat().st_mode & stat.S_IROTH))

    def own(self, path: Path) -> None:
        """Make `path` belong to this account alone."""
        if self.switch:
            os.chown(path, self.uid, self.gid)
        path.chmod(0o700)


def server_account() -> Account:
    """PostgreSQL refuses to run as root, so root hands it to an unprivileged account."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), switch=False)
    entry = pwd.getpwnam(UNPRIVILEGED)
    return Account(entry.pw_uid, entry.pw_gid, switch=True)

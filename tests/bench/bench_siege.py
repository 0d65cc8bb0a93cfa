"""A long siege: every rule of the URL map, every role, a tenth of all odd things, and others every day.

    python -m tests.bench bench_siege

What it finds can be found again: the seed is printed, and `SIEGE_SEED` sets it.
"""

import os
import subprocess
import sys
from datetime import UTC, datetime

SHARE = "0.1"

seed = os.environ.get("SIEGE_SEED") or str(datetime.now(UTC).toordinal())
print(f"seed {seed}, {SHARE} of all that could be sent", flush=True)
command = [sys.executable, "-m", "pytest", "--show-capture=no", "tests/faults/test_sieges.py"]
raise SystemExit(subprocess.call(command, env=os.environ | {"SIEGE_SHARE": SHARE, "SIEGE_SEED": seed}))

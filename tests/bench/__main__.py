"""`make bench`: every benchmark, one after the other; each measures its own limit in the same run."""

import os
import subprocess
import sys

from consult.supervisor.children import ONE_THREAD

BENCHES = (
    "bench_page",
    "bench_submit",
    "bench_outbox",
    "bench_fold",
    "bench_board",
    "bench_slow_senders",
    "bench_raking",
    "bench_rule",
    "bench_households",
    "bench_areas",
    "bench_themes",
    "bench_siege",
)

for name in sys.argv[1:] or BENCHES:
    print(f"\n== {name}", flush=True)
    subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], env=os.environ | ONE_THREAD, check=False)

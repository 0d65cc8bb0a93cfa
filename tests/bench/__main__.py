"""`make bench`: every benchmark, one after the other; each measures its own limit in the same run."""

from importlib import import_module

BENCHES = (
    "bench_page",
    "bench_submit",
    "bench_outbox",
    "bench_board",
    "bench_fold",
    "bench_slow_senders",
    "bench_raking",
    "bench_themes",
)

for name in BENCHES:
    module = import_module(f"tests.bench.{name}")
    print(f"\n== {(module.__doc__ or name).splitlines()[0]}", flush=True)
    module.main()

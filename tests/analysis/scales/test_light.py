import subprocess
import sys

HEAVY = "{'pandas', 'plotly', 'nltk', 'sklearn'}"
LOADED = "analysis.scales, analysis.hexmap, analysis.disclosure.live, analysis.disclosure.summaries"


def test_what_web_processes_load_is_light() -> None:
    program = f"import sys, {LOADED}; print({HEAVY} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"

"""A process whose parent is gone ends too, however that one ended."""

import os
import signal
import subprocess
import sys
import time

from consult.settings import ROOT
from tests.consult.supervisor.test_children import ends, is_alive

CHILD = "from consult.parent import follow_parent; follow_parent(); import time; time.sleep(60)"
# Starts a child that follows it, says its number, and waits to be killed.
PARENT = f"""
import os, subprocess, sys, time
from consult.parent import become_parent
os.environ["CONSULT_PARENT"] = "0"
become_parent()
print(subprocess.Popen([sys.executable, "-c", {CHILD!r}], start_new_session=True).pid, flush=True)
time.sleep(60)
"""


def test_a_child_ends_with_a_parent_that_was_killed() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    time.sleep(1)
    assert is_alive(child)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert ends(child)


def test_who_names_no_parent_follows_none() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "CONSULT_PARENT"}
    program = CHILD.replace("time.sleep(60)", "time.sleep(1)")
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, check=False)
    assert done.returncode == 0


def test_a_child_that_comes_too_late_ends_at_once() -> None:
    environment = os.environ | {"CONSULT_PARENT": "1"}
    done = subprocess.run([sys.executable, "-c", CHILD], cwd=ROOT, env=environment, check=False, timeout=30)
    assert done.returncode == -signal.SIGTERM

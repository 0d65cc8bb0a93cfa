"""Whatever anybody sends to any page: no fault of ours, no line forged in a log, and no log that repeats it."""

import pytest

from tests.faults.conftest import ROLES_OF_PEOPLE, Fortress

SHARE = 0.02


# A form that breaks off leaves a file without a name, which ends with the request and is nobody's fault.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("role", ROLES_OF_PEOPLE)
def test_nothing_that_is_sent_is_a_fault_of_ours_or_stands_in_a_log(fortress: Fortress, role: str) -> None:
    with fortress.besieged_by(role, SHARE) as siege:
        siege.attack()
    assert not siege.faults, "\n".join(siege.faults[:40])
    assert siege.sent > 15 * len(siege.atlas.rules)

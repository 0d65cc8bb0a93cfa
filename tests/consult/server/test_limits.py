"""Only the page that takes files may be sent much."""

import pytest

from consult.server.limits import FILE, FORM, limit_of


@pytest.mark.parametrize(
    ("path", "large"),
    [
        ("/staff/facial-recognition/submissions/add", True),
        ("/staff/facial-recognition/submissions", False),
        ("/staff/a/b/submissions/add", False),
        ("/consultations/x/submissions/add", False),
        ("/staff//submissions/add", False),
        ("/", False),
    ],
)
def test_one_address_takes_files(path: str, large: bool) -> None:
    assert limit_of(path) is (FILE if large else FORM)
    assert (FILE.at_once, FORM.at_once) == (4, None)

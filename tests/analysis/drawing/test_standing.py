"""A group in one bar."""

import re

import pytest

from analysis.drawing.markup import text
from analysis.drawing.palette import WHITE, contrast, first_side, second_side
from analysis.drawing.standing import KEYS, LONG, SHORT, WIDE, Standing, draw_key, draw_standing

LOT = Standing(support=54, oppose=34, low=51, high=58, replied=59)


@pytest.mark.parametrize("width", [SHORT, LONG, WIDE])
def test_support_and_opposition_fill_their_shares_of_the_width(width: int) -> None:
    boxes = re.findall(r'<rect x="([\d.]+)" y="5" width="([\d.]+)"', draw_standing(LOT, 50, width))
    (_, support), (_, neither), (_, oppose) = boxes
    shares = [round(100 * float(each) / width) for each in (support, neither, oppose)]
    assert shares == [54, 12, 34]


def test_the_range_and_the_share_as_replied_are_marked_where_they_are() -> None:
    drawn = draw_standing(LOT, 50, WIDE)
    assert f"M{51 * 6.4:.1f}," in drawn
    assert f"H{58 * 6.4:.1f}M" in drawn
    assert f"{59 * 6.4:.1f},5" in drawn


def test_people_who_chose_to_reply_have_no_range_and_no_mark() -> None:
    drawn = draw_standing(Standing(54, 34), 50)
    assert "<path" not in drawn.replace("patternUnits", "")
    assert "polygon" not in drawn


def test_shares_that_add_up_to_more_than_a_hundred_leave_no_box_of_less_than_nothing() -> None:
    assert 'width="-' not in draw_standing(Standing(61, 40), 50)


def test_a_share_without_room_has_no_letters_and_the_eye_alone_is_meant() -> None:
    drawn = draw_standing(Standing(5, 92), 50)
    assert text(4, 18, "5%") not in drawn
    assert ">5%<" not in drawn
    assert 'aria-hidden="true"' in drawn


def test_letters_can_be_read_on_both_sides() -> None:
    assert min(contrast(WHITE, side(1)[0]) for side in (first_side, second_side)) >= 4.5


def test_every_key_is_drawn() -> None:
    assert len({draw_key(name) for name, _ in KEYS}) == 3

from dataclasses import replace

import numpy as np

from analysis.disclosure.withheld import WITHHELD
from analysis.drawing.palette import luminance
from analysis.scales.likert import stacks
from analysis.scales.ordinal import ORDINAL
from analysis.scales.sides import sides
from analysis.scales.summary import Summary
from analysis.scales.tally import Tally
from analysis.scales.wording import NO_RESULT

CODES = ("strongly_support", "tend_support", "neither", "tend_oppose", "strongly_oppose", "dont_know")
LABELS = (
    "Strongly support",
    "Tend to support",
    "Neither support nor oppose",
    "Tend to oppose",
    "Strongly oppose",
    "Don’t know",
)


def summary_of(
    *counts: list[int],
    codes: tuple[str, ...] = CODES,
    labels: tuple[str, ...] = LABELS,
    sided: bool = True,
) -> Summary:
    outside = frozenset({"dont_know"})
    return ORDINAL.summarise(
        [
            Tally("s", f"Row {i}", codes, labels, np.array(row, dtype=float), outside, sided=sided)
            for i, row in enumerate(counts)
        ]
    )


def test_three_shares_stand_together() -> None:
    sentence = ORDINAL.describe(summary_of([300, 190, 70, 90, 300, 50]))
    assert sentence == "Of those who replied: 49 % support, 39 % oppose and 12 % neither or don’t know."


def test_a_withheld_side_is_named() -> None:
    summary = summary_of([300, 190, 70, 90, 300, 50])
    row = summary.rows[0]
    hidden = replace(row, counts=(*row.counts[:4], WITHHELD, 50), percents=(*row.percents[:4], WITHHELD, 5))
    sentence = ORDINAL.describe(replace(summary, rows=(hidden,)))
    assert sentence == (
        "Of those who replied: 49 % support and 12 % neither or don’t know; “oppose” is hidden."
    )


def test_no_share_is_told_where_percents_are_withheld() -> None:
    summary = summary_of([10, 10, 0, 0, 0, 0])
    row = replace(summary.rows[0], percents=(WITHHELD,) * 6)
    assert ORDINAL.describe(replace(summary, rows=(row,))) == NO_RESULT


def test_rows_name_the_highest_and_the_lowest() -> None:
    summary = summary_of([10, 10, 10, 35, 35, 0], [40, 40, 10, 5, 5, 0], [30, 20, 10, 20, 20, 0])
    assert ORDINAL.describe(summary) == (
        "Share of those who replied who said “support”: highest for Row 1 (80 %); lowest for Row 0 (20 %)."
    )


def test_sides_without_a_shared_word_keep_their_labels() -> None:
    summary = summary_of(
        [5, 3, 2], codes=("1", "2", "3"), labels=("More support", "No difference", "Less support")
    )
    assert [side.name for side in sides(summary)] == ["more support", "less support", "no difference"]


def test_an_even_scale_has_no_middle() -> None:
    summary = summary_of([5, 5], codes=("1", "2"), labels=("Safer", "Less safe"))
    assert ORDINAL.describe(summary) == "Of those who replied: 50 % safer and 50 % less safe."


def test_the_middle_answer_lies_over_zero() -> None:
    bar = stacks(summary_of([30, 20, 10, 25, 15, 0])).rows[0]
    assert [(piece.start, piece.percent) for piece in bar.segments] == [
        (-55, 30),
        (-25, 20),
        (-5, 10),
        (5, 25),
        (30, 15),
    ]
    assert [piece.start for piece in bar.apart] == [0]


def test_only_the_opposing_side_is_hatched() -> None:
    assert [key.hatched for key in stacks(summary_of([1, 1, 1, 1, 1, 1])).keys] == [
        False,
        False,
        False,
        True,
        True,
        False,
    ]


def test_every_answer_has_its_own_fill() -> None:
    assert len({key.fill for key in stacks(summary_of([1, 1, 1, 1, 1, 1])).keys}) == 6


AMOUNT = {
    "codes": ("never", "event", "trial", "regular"),
    "labels": ("Never", "After the event", "Trial", "Regular"),
}


def test_an_amount_is_drawn_from_the_left_in_shades_of_one_colour() -> None:
    """Only a scale with declared sides may look like support against opposition."""
    drawn = stacks(summary_of([40, 10, 20, 30], **AMOUNT, sided=False))
    assert [piece.start for piece in drawn.rows[0].segments] == [0, 40, 50, 70]
    assert not any(key.hatched for key in drawn.keys)
    assert [luminance(key.fill) for key in drawn.keys] == sorted(
        (luminance(key.fill) for key in drawn.keys), reverse=True
    )


def test_an_amount_is_not_told_as_sides() -> None:
    assert ORDINAL.describe(summary_of([40, 10, 20, 30], **AMOUNT, sided=False)) == (
        "Answer given most, of those who replied: Never (40 %)."
    )


def test_adjusted_sides_are_rounded_once() -> None:
    """16.4 + 16.4 + 16.3 are 49.1, and 49, not 50."""
    summary = summary_of([1, 1, 1, 1, 1, 1])
    row = replace(summary.rows[0], adjusted=(24.6, 24.5, 10.9, 20.0, 15.0, 5.0))
    assert sides(replace(summary, rows=(row,)))[0].adjusted(row) == 49

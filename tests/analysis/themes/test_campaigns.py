import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.themes.campaigns import Campaigns, find_campaigns
from analysis.themes.discovery import Text
from tests.analysis.themes.samples import LETTER, by_subject, unlike, variations

OTHER = (
    "Officers in our town already know the handful of people who cause most of the trouble at night. "
    "Give them time to walk the streets instead of parking a van beside the station every Saturday. "
    "Machines that watch everybody will never replace a constable whom shopkeepers know by name."
)


def numbered(*parts: list[str]) -> list[Text]:
    return list(enumerate(text for part in parts for text in part))


def members(found: Campaigns) -> list[set[int]]:
    return [set(campaign.ids) for campaign in found.campaigns]


def test_equal_letters_are_one_campaign() -> None:
    found = find_campaigns(numbered([LETTER] * 5, unlike(20)))
    assert members(found) == [set(range(5))]
    assert (found.submissions, found.distinct, found.campaigns[0].versions) == (25, 21, 1)


def test_case_and_punctuation_do_not_matter() -> None:
    found = find_campaigns(
        numbered([LETTER, LETTER.upper(), LETTER.replace(".", "!"), f"  {LETTER}", f"“{LETTER}”"])
    )
    assert found.campaigns[0].versions == 1


def test_changed_letters_stay_together_and_campaigns_apart() -> None:
    one, other = [LETTER, *variations(LETTER, 40)], [OTHER, *variations(OTHER, 20)]
    found = find_campaigns(numbered(one, other, unlike(100)))
    assert members(found) == [set(range(41)), set(range(41, 62))]
    assert found.distinct == 102


def test_a_letter_inside_a_longer_text_is_found() -> None:
    before, after = " ".join(unlike(3)), " ".join(unlike(3, seed=9))
    longer = f"{before} {LETTER} {after}"
    assert members(find_campaigns(numbered([LETTER] * 5, [longer]))) == [set(range(6))]


def test_four_letters_are_no_campaign() -> None:
    found = find_campaigns(numbered([LETTER] * 4, unlike(3)))
    assert found.campaigns == ()
    assert found.distinct == 4


def test_short_answers_are_counted_but_are_no_campaign() -> None:
    found = find_campaigns(numbered(["No."] * 50, ["I would support it with safeguards"] * 9))
    assert found.campaigns == ()
    assert (found.submissions, found.distinct) == (59, 2)


def test_people_who_write_about_one_subject_are_no_campaign() -> None:
    random = np.random.default_rng(0)
    words = " ".join(text for _, text in by_subject(30)[0]).split()
    texts = [" ".join(random.choice(words, 15)) for _ in range(300)]
    assert find_campaigns(numbered(texts)).campaigns == ()


def test_the_example_is_the_most_frequent_wording() -> None:
    texts = numbered(variations(LETTER, 8), [LETTER] * 4)
    assert texts[find_campaigns(texts).campaigns[0].example][1] == LETTER


def test_the_order_of_texts_does_not_matter() -> None:
    texts = numbered(variations(LETTER, 30), variations(OTHER, 12), unlike(60))
    order = np.random.default_rng(0).permutation(len(texts)).tolist()
    shuffled = [texts[place] for place in order]
    assert members(find_campaigns(shuffled)) == members(find_campaigns(texts))


@pytest.mark.parametrize("texts", [[], [(1, "")], [(1, "one two"), (2, "")]])
def test_next_to_nothing_is_no_campaign(texts: list[Text]) -> None:
    assert find_campaigns(texts).submissions == len(texts)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([LETTER, OTHER, "No.", "", *unlike(3)]), max_size=40))
def test_copies_are_counted_exactly(parts: list[str]) -> None:
    found = find_campaigns(list(enumerate(parts)))
    assert found.distinct == len(set(parts))
    large = [text for text in set(parts) if parts.count(text) >= 5 and len(text.split()) >= 8]
    assert sorted(len(campaign.ids) for campaign in found.campaigns) == sorted(
        parts.count(text) for text in large
    )

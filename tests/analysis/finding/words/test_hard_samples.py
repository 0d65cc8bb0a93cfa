"""Samples that are hard to speak of, from the replies to the sentence."""

from datetime import UTC, datetime

import pytest

from analysis.finding.finder import find
from analysis.finding.words.overturning import bound_sentences
from analysis.finding.words.sentences import write
from tests.analysis.finding.words.test_sentences import CLOSING, NAMES, flat
from tests.analysis.finding.worlds import Said, make_facts, make_plan, make_replies

PLAN = make_plan()
ENDING = (
    f" Gypsy, Traveller and Roma residents are heard in sessions; there are no figures for them. {CLOSING}"
)

HARD: dict[str, tuple[tuple[Said, ...], str]] = {
    "nobody replied": (
        (),
        "Nobody has replied, so nothing can be said about what Kent and Medway think.",
    ),
    "one reply": (
        (Said(1, 1, 0),),
        """Fewer than 10 people in a random sample answered the question. This is too little to say what Kent and
        Medway think. The replies are worth fewer than 10 random ones; at least 400 are needed.""",
    ),
    "a few who chose to reply": (
        (Said(5, 1, 0, "open_link"),),
        """Fewer than 10 people who chose to reply answered the question. Without a random sample this cannot show
        what Kent and Medway think.""",
    ),
    "all who chose to reply agree": (
        (Said(400, 1, 0, "open_link"),),
        """Of 400 people who chose to reply, too few gave some answers for shares to be printed. Without a random
        sample this cannot show what Kent and Medway think.""",
    ),
    "everyone in favour": (
        (Said(1000, 1, 0),),
        """In a random sample of 1,000, adjusted to the census, more than half support it. The shares are not printed:
        so few people gave one kind of answer that it would be told what they said. Black residents: """,
    ),
    "nobody in favour": (
        (Said(1000, 0, 1),),
        """In a random sample of 1,000, adjusted to the census, more than half oppose it. The shares are not printed:
        so few people gave one kind of answer that it would be told what they said. Black residents: """,
    ),
    "all do not know": (
        (Said(1000, 0, 0),),
        """In a random sample of 1,000, adjusted to the census, no shares are printed: so few people gave one kind of
        answer that it would be told what they said. Neither side reaches half, because so
        many are neither or unsure. More replies
        alone would not settle it.""",
    ),
    "all from one district": (
        (Said(1000, 0.66, 0.22, groups={"district": "E07000105"}),),
        """Of 1,000 people in a random sample, 66 % support it, 22 % oppose it and 12 % are neither or unsure. This is
        too little to say what Kent and Medway think. Everybody who replied is in the group “Maidstone and
        Ashford” (district), which is 16.6% of the population, so no weights can make the replies match it.""",
    ),
    "a small sample beside an open link": (
        (Said(300, 0.6, 0.3), Said(400, 0.5, 0.4, "open_link")),
        """Of 300 people in a random sample, adjusted to the census, 60 % support it, 30 % oppose it and 10 % are
        neither or unsure. This is too little to say what Kent and Medway think. The replies are worth 285 random
        ones; at least 400 are needed. Of 400 people who chose to reply, 50 % support it, 40 % oppose it and 10 %
        are neither or unsure.""",
    ),
}


def written(*said: Said, **changes: object) -> str:
    table = make_replies(*said)
    return str(write(find(PLAN, table, make_facts(table, **changes)), NAMES))


@pytest.mark.parametrize("sample", HARD)
def test_a_sample_that_is_hard_to_speak_of(sample: str) -> None:
    said, beginning = HARD[sample]
    text = written(*said)
    assert text.startswith(flat(beginning))
    assert text.endswith(ENDING)


def test_whatever_was_said_nothing_is_concluded_before_closing() -> None:
    text = written(Said(1000, 0.9, 0.05), now=datetime(2027, 2, 1, tzinfo=UTC))
    assert text.startswith("1,000 replies so far; open until 14 March.")
    assert text.endswith("No conclusion is drawn before closing.")
    assert not {"support", "oppose", "90"} & {*text.replace(".", " ").split()}


def test_each_gamma_of_the_ladder_has_a_sentence() -> None:
    table = make_replies(Said(1000, 0.66, 0.22))
    first, *_, last = bound_sentences(find(PLAN, table, make_facts(table)))
    assert first == flat("""
        If both sides were equally likely to answer, support lies between 63 and 69 % and opposition between 19 and
        25 %.
    """)
    assert last.startswith("If one side was up to 2.7 times as likely to answer, support lies between 39 and")

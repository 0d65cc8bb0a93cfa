"""The board, the finding with its companions and checks, and a finding after an erasure, read together."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.arrays import FloatArray
from analysis.board.figures import support_figures
from analysis.board.keys import choice_of
from analysis.board.populations import WHO, populations
from analysis.board.publication import PAUSE, Publication
from analysis.board.weighing import Weighing
from analysis.categories import Dimension
from analysis.cells import CellTable
from analysis.disclosure.edition import Edition, standing
from analysis.disclosure.rules import RULES
from analysis.disclosure.withheld import is_shown
from analysis.finding.facts import Arm, Facts
from analysis.finding.finder import find
from analysis.finding.finding import Finding
from analysis.finding.publication import Published, Shown, publish
from analysis.finding.replies import ANSWER
from analysis.finding.samples.figures import Result
from analysis.plan.plan import Family, Group, Member, Plan, Target, Weighting
from tests.analysis.disclosure.attack import reach
from tests.analysis.disclosure.readers import Reader, given_away
from tests.analysis.finding.worlds import AFTER, CLOSES, make_plan

ARMS = ("random_invitation", "open_link")
POPULATIONS = populations({arm: arm for arm in ARMS})
OPENED = datetime(2027, 1, 4, tzinfo=UTC)
DISTRICTS, ETHNIC = ("a", "b", "c"), ("white", "black")
DIMENSIONS = (
    Dimension("arm", ARMS),
    Dimension("district", DISTRICTS),
    Dimension("ethnicity", ETHNIC),
    Dimension("age", ("all",)),
    Dimension("sex", ("all",)),
    Dimension("campaign", ("no",)),
)
KINDS = [*product(range(len(ARMS)), range(len(DISTRICTS)), range(len(ETHNIC)))]
CODES = np.array([[*kind, 0, 0, 0] for kind in KINDS], dtype=np.intp)
CELLS = [
    {dimension.name: dimension.categories[code] for dimension, code in zip(DIMENSIONS, row, strict=True)}
    for row in CODES
]
NO_WEIGHTS = Weighing(None)
VALUES = 4


def target(dimension: str, people: dict[str, float]) -> Target:
    groups = tuple(Group(code, code, count) for code, count in people.items())
    return Target(dimension, "made up", CLOSES.date(), sum(people.values()), groups)


def small_plan() -> Plan:
    """Three districts, two ethnic groups, a gate that a few hundred replies hold."""
    plan = make_plan()
    targets = (
        target("district", {"a": 500, "b": 300, "c": 200}),
        target("ethnicity", {"white": 850, "black": 150}),
    )
    return replace(
        plan,
        weighting=Weighting(targets, None, 5.0, ()),
        gates=(replace(plan.gates[0], n_eff=50),),
        sensitivities=tuple(code for code in plan.sensitivities if code != "joint"),
        family=Family("none", (Member("ethnicity", ("black",), "Black residents", 30, 0.15),), ()),
    )


PLAN = small_plan()


def table_of(counts: FloatArray) -> CellTable:
    """Counts (cells, 4) of support, oppose, neither and no answer as a table."""
    columns = np.column_stack([counts.sum(axis=1), counts[:, :3]])
    return CellTable(DIMENSIONS, CODES, columns, {"n": slice(0, 1), ANSWER: slice(1, 4)})


def find_in(table: CellTable) -> Finding:
    replies = dict(zip(ARMS, table.margin("arm"), strict=True))
    arms = (
        Arm(ARMS[0], ARMS[0], "letters", round(6 * replies[ARMS[0]]), published=True),
        Arm(ARMS[1], ARMS[1], "the open link"),
    )
    return find(PLAN, table, Facts(AFTER, "0" * 64, arms, round(table.total)))


@dataclass
class Story:
    """What was true at each time, what the board let out at the first ones, and the findings after them."""

    counts: list[FloatArray]
    boards: list[dict[str, FloatArray | None]]
    findings: list[Published]


def tell(seed: int, *, open_link: bool, board: bool, taken_back: int) -> Story:
    """Four batches of replies, each let out on the board if there is one, a last few, closing, and erasures."""
    random = np.random.default_rng(seed)
    likely = random.dirichlet(np.full(len(KINDS), 2.0)) * [3 if e == 0 else 1 for *_, e in KINDS]
    likely *= [open_link or a == 0 for a, *_ in KINDS]
    lean = random.dirichlet([6, 4, 3, 0.4], size=len(KINDS))
    board_of = [Publication.of(table_of(np.ones((len(KINDS), VALUES))), each) for each in POPULATIONS]
    counts, boards, truth = [], [], np.zeros((len(KINDS), VALUES))
    for day, size in enumerate((*random.integers(60, 200, size=2), *random.integers(10, 60, size=2))):
        truth = truth + arrivals(random, likely, lean, int(size))
        if board:
            counts.append(truth)
            boards.append(let_out(board_of, truth, OPENED + day * PAUSE))
    truth = truth + arrivals(random, likely, lean, int(random.integers(0, 14)))
    first = publish(PLAN, table_of(truth), find_in(table_of(truth)), board_shows(board_of))
    after = truth - gone(random, truth, taken_back)
    second = publish(PLAN, table_of(after), find_in(table_of(after)), first)
    return Story([*counts, truth, after], boards, [first, second])


def arrivals(random: np.random.Generator, likely: FloatArray, lean: FloatArray, size: int) -> FloatArray:
    cells = random.multinomial(size, likely / likely.sum())
    return np.array([random.multinomial(n, p) for n, p in zip(cells, lean, strict=True)], dtype=np.float64)


def gone(random: np.random.Generator, truth: FloatArray, size: int) -> FloatArray:
    drawn = random.multivariate_hypergeometric(truth.ravel().astype(np.int64), size)
    return drawn.reshape(truth.shape).astype(np.float64)


def let_out(board: list[Publication], truth: FloatArray, now: datetime) -> dict[str, FloatArray | None]:
    """Groups of the board that are renewed: size, then rounded counts where they are shown."""
    table = table_of(truth)
    shown: dict[str, FloatArray | None] = {}
    for publication in board:
        for group in publication.renew(table, truth[:, :3], now)[1]:
            mask = table.mask(**{name: [code] for name, code in ways_of(group.choice).items()})
            (figures,) = support_figures(NO_WEIGHTS, truth[:, :3], mask[None])
            counts = [share.count for share in figures.shares if is_shown(share.count)]
            shown[group.key] = np.array([truth[mask].sum(), *counts])
    return shown


def ways_of(choice: dict[str, str]) -> dict[str, str]:
    """Each population has one way of being reached here."""
    arms = {"random_invitation": ARMS[0], "chose": ARMS[1]}
    return {("arm" if name == WHO else name): arms.get(code, code) for name, code in choice.items()}


def board_shows(board: list[Publication]) -> Shown:
    """What groups of the board showed last, by their keys."""
    found: dict[str, FloatArray] = {}
    for publication in board:
        key = publication.population.key
        for axis, editions in publication.editions.items():
            shown = last_shown(editions)
            found |= {key: shown[-1]} if shown[-1].any() else {}
            for code, counts in zip(publication.axes[axis], shown, strict=False):
                name = f"{axis}={code}" if axis == "arm" else f"{key}&{axis}={code}"
                found |= {name: counts} if counts.any() else {}
    return found


def last_shown(editions: list[Edition]) -> FloatArray:
    return standing(editions, editions[-1].table.shape)


def read(story: Story) -> Reader:
    reader = Reader(CELLS, VALUES, len(story.counts))
    for time, counts in enumerate(story.counts):
        reader.learn(reader.pick(time, {}, (0, 1, 2, 3)), counts.sum(), counts.sum())
    for earlier in range(len(story.boards)):
        reader.learn_order(earlier, earlier + 1)
    reader.learn_order(len(story.boards) + 1, len(story.boards))
    for time, shown in enumerate(story.boards):
        for key, figures in shown.items():
            if figures is not None:
                learn_group(reader, time, ways_of(choice_of(key)), figures)
    for time, published in enumerate(story.findings, start=len(story.boards)):
        learn_finding(reader, story, time, published)
    return reader


def learn_group(reader: Reader, time: int, group: dict[str, str], figures: FloatArray) -> None:
    reader.learn(reader.pick(time, group, (0, 1, 2, 3)), figures[0], figures[0])
    for answer, count in enumerate(figures[1:]):
        reader.learn_rounded(reader.pick(time, group, (answer,)), count)


def learn_finding(reader: Reader, story: Story, time: int, published: Published) -> None:
    """All results that are of this time: those that repeat what was shown before tell nothing new."""
    if published.notice:
        return
    finding, counts = published.finding, story.counts[time]
    groups: list[tuple[dict[str, str], Result | None]] = [
        ({"arm": way.code}, way.result) for way in finding.arms
    ]
    groups += [({"arm": ARMS[0], "ethnicity": "black"}, each.result) for each in finding.companions]
    for group, result in groups:
        for answer, share in enumerate(result.shares if result else ()):
            aim = reader.pick(time, group, (answer,))
            if is_shown(share.count) and is_now(aim, time, counts, share.count):
                reader.learn_rounded(aim, share.count)
    learn_checks(reader, time, finding)


def is_now(aim: FloatArray, time: int, counts: FloatArray, shown: float) -> bool:
    """Whether a rounded count fits what is true at its time; else it is known to be an older one."""
    true = float(aim.reshape(-1, *counts.shape)[time].ravel() @ counts.ravel())
    low, high = reach(shown, RULES)
    return low <= true <= high


def learn_checks(reader: Reader, time: int, finding: Finding) -> None:
    """How many replies are left without one district."""
    for check in finding.checks:
        if check.code == "leave_one_district_out" and is_shown(check.n):
            rest = [code for code in DISTRICTS if f"“{code}”" not in check.label and code != check.label[-1]]
            aim = sum(reader.pick(time, {"arm": ARMS[0], "district": code}, (0, 1, 2)) for code in rest)
            reader.learn_rounded(np.asarray(aim), check.n)


def targets(story: Story, reader: Reader) -> list[tuple[str, FloatArray, float]]:
    """Groups and answers, at each time and from one time to the next, with the true number."""
    groups: list[dict[str, str]] = [{"arm": code} for code in ARMS]
    groups += [{"ethnicity": code} for code in ETHNIC] + [{"district": code} for code in DISTRICTS]
    groups += [{"arm": arm, "ethnicity": "black"} for arm in ARMS]
    found, truth = [], np.array(story.counts).ravel()
    for group, answer in product(groups, range(3)):
        aims = [reader.pick(time, group, (answer,)) for time in range(len(story.counts))]
        named = [(f"{group} {answer}, {time}", aim) for time, aim in enumerate(aims)]
        for time, (earlier, later) in enumerate(pairwise(aims)):
            named.append((f"{group} {answer}, {time} to {time + 1}", later - earlier))
        found += [(name, aim, float(aim @ truth)) for name, aim in named]
    return found


def small_ones(story: Story, reader: Reader) -> Iterator[tuple[str, FloatArray, tuple[int, int]]]:
    """Every small number with what the reader makes of it, which must hold the truth."""
    for name, aim, true in targets(story, reader):
        if 0 < abs(true) < RULES.minimum:
            low, high = reader.interval(aim)
            assert low <= true <= high, name
            yield name, aim, (low, high)


taken = st.sampled_from([1, 1, 4, 12, 60])


@pytest.mark.parametrize("open_link", [True, False])
@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10_000), taken_back=taken)
def test_findings_by_themselves_give_away_nothing_small(open_link: bool, seed: int, taken_back: int) -> None:
    story = tell(seed, open_link=open_link, board=False, taken_back=taken_back)
    for name, _, interval in small_ones(story, read(story)):
        assert not given_away(*interval), (name, interval)


@pytest.mark.parametrize("open_link", [True, False])
@settings(max_examples=3, deadline=None)
@given(seed=st.integers(0, 10_000), taken_back=taken)
def test_board_and_findings_together_give_nothing_exactly_and_no_erasure(
    open_link: bool, seed: int, taken_back: int
) -> None:
    """What the board alone narrows down (see analysis.disclosure, limits) is not held against the finding."""
    story = tell(seed, open_link=open_link, board=True, taken_back=taken_back)
    alone = read(replace(story, findings=[]))
    erased = f"{len(story.counts) - 2} to {len(story.counts) - 1}"
    for name, aim, interval in small_ones(story, read(story)):
        assert interval[0] < interval[1], name
        if name.endswith(erased) and given_away(*interval):
            assert given_away(*alone.interval(aim)), (name, interval)


def test_a_reader_of_exact_counts_would_find_out() -> None:
    story = tell(1, open_link=True, board=False, taken_back=4)
    reader, truth = read(story), np.array(story.counts).ravel()
    for time, answer in product(range(2), range(3)):
        aim = reader.pick(time, {"arm": ARMS[0]}, (answer,))
        reader.learn(aim, float(aim @ truth), float(aim @ truth))
    assert any(given_away(*interval) for _, _, interval in small_ones(story, reader))

"""Measures: what the public says on each test, from figures that disclosure control has let out already."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.board.cards import Card
from analysis.disclosure.withheld import WITHHELD, Shown, is_shown
from analysis.evidence.comprehension import correct_for_guessing
from analysis.evidence.safeguards import Answers, Safeguard, measure_safeguard, rank_safeguards
from analysis.finding.samples.figures import Estimate
from analysis.scales import SCALES
from analysis.scales.sides import Side, sides
from analysis.scales.summary import Row, Summary
from analysis.scales.tables import Table
from analysis.scales.wording import NO_RESULT, NOBODY, lowered, quoted, silence, unranked
from analysis.support.intervals import clopper_pearson
from analysis.vocabulary import HIDDEN


@dataclass(frozen=True, slots=True)
class Wanted:
    """A measure of a test: how to measure (a key of KINDS) and from which questions.

    `labels` say in words what tells several questions apart, such as "Before the facts".
    """

    test: str
    kind: str
    questions: tuple[str, ...]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure as it is shown: a sentence and the table behind it.

    `of_all` is false where a question was not asked of everybody, so that fewer replies stand behind it.
    """

    test: str
    title: str
    sentence: str
    table: Table
    of_all: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """The cards of a measure's questions, and how many random replies those of the group are worth."""

    wanted: Wanted
    cards: tuple[Card, ...]
    worth: float | None = None


def measure(wanted: Sequence[Wanted], cards: Sequence[Card], worth: float | None = None) -> list[Measured]:
    """All measures whose questions were asked; `cards` are those of one group of replies, after disclosure."""
    by_name: dict[str, Card] = {}
    for card in cards:
        by_name.setdefault(card.question.name, card)
    found = []
    for each in wanted:
        if all(name in by_name for name in each.questions):
            asked = Asked(each, tuple(by_name[name] for name in each.questions), worth)
            sentence, table = KINDS[each.kind](asked)
            title = asked.cards[0].question.title
            of_all = all(card.question.of_all for card in asked.cards)
            found.append(Measured(each.test, title, sentence, table, of_all))
    return found


def _answers(asked: Asked) -> tuple[str, Table]:
    """The answers as they are, in the manner of their scale, with a line for each item where there are several."""
    summary = asked.cards[0].summary
    scale = SCALES[summary.scale]
    sentence = scale.describe(summary)
    if sentence in {NO_RESULT, NOBODY}:
        return sentence, Table((), ())
    compact = _LINES.get(summary.scale) if len(summary.rows) > 1 else None
    return sentence, scale.table(summary) if compact is None else compact(summary)


def _ordered(summary: Summary) -> Table:
    """The sides of each item, or its answers where they take none."""
    if not summary.sided:
        rows = tuple(
            (row.label, *(_column(row, at) for at in range(len(row.percents))), _number(row.base))
            for row in summary.rows
        )
        return Table(("Item", *(f"% {lowered(column.label)}" for column in summary.columns), "Replies"), rows)
    parted = sides(summary)
    rows = tuple(
        (row.label, *(_side(side, row) for side in parted), _number(row.base)) for row in summary.rows
    )
    return Table(("Item", *(f"% {side.name}" for side in parted), "Replies"), rows)


def _chosen(summary: Summary) -> Table:
    """How many chose each option, or ranked it first."""
    ranked = bool(summary.centre)
    rows = tuple(
        (row.label, _column(row, 0), *([str(row.centre)] if ranked else []), _number(row.base))
        for row in summary.rows
    )
    what = ("% ranked first", summary.centre) if ranked else ("% who chose it",)
    return Table(("Item", *what, "Replies"), rows)


def _comprehension(asked: Asked) -> tuple[str, Table]:
    """The share of right answers p, corrected for guessing among the k answers on the scale.

    Its range is that of Clopper and Pearson with as many replies as the answers are worth, at most their base.
    """
    card = asked.cards[0]
    row, place = card.summary.rows[0], _place(card.summary, card.question.correct)
    plain, base = row.percents[place], row.base
    if not is_shown(plain) or not is_shown(base):
        return silence(card.summary), Table((), ())
    adjusted = row.weighted(place)
    adjusted = adjusted if is_shown(adjusted) else None
    percent = plain if adjusted is None else adjusted
    p, n = np.array([percent / 100]), np.array([_size(base, asked.worth)])
    low, high = clopper_pearson(p, n)
    known = correct_for_guessing(Estimate(float(p[0]), float(low[0]), float(high[0])), card.summary.places)
    understood = f"about {_whole(known.p)} % (likely range {_whole(known.low)}–{_whole(known.high)})"
    rows = [("Right answer, as replied", f"{plain} %")]
    rows += [] if adjusted is None else [("Right answer, adjusted to the census", f"{adjusted} %")]
    rows += [("Understood it, allowing for guessing", understood), ("Replies", f"{base:,}")]
    right = f"Of those who replied, {percent} % gave the right answer"
    return f"{right}; allowing for guessing, {understood} understood it.", Table(
        ("Measure", "Figure"), tuple(rows)
    )


def _change(asked: Asked) -> tuple[str, Table]:
    """The sides of the same question, asked several times."""
    summaries = [card.summary for card in asked.cards]
    parted = [sides(summary) for summary in summaries]
    labels = asked.wanted.labels or tuple(f"Question {at}" for at in range(1, len(summaries) + 1))
    rows = tuple(
        (label, *(_side(side, summary.rows[0]) for side in each), _number(summary.rows[0].base))
        for label, summary, each in zip(labels, summaries, parted, strict=True)
    )
    headers = ("When", *(f"% {side.name}" for side in parted[0]), "Replies")
    first = [each[0].share(summary.rows[0]) for summary, each in zip(summaries, parted, strict=True)]
    if WITHHELD in first:
        return NO_RESULT, Table(headers, rows)
    told = ", ".join(f"{share} % {lowered(label)}" for share, label in zip(first, labels, strict=True))
    return f"Of those who replied, {parted[0][0].name}: {told}.", Table(headers, rows)


def _safeguards(asked: Asked) -> tuple[str, Table]:
    """Safeguards by the share who would support it more less the share who would support it less."""
    summary = asked.cards[0].summary
    ranked = rank_safeguards(_safeguard(row, asked.worth) for row in summary.rows)
    headers = (
        "Safeguard",
        *(f"% {lowered(column.label)}" for column in summary.columns[:3]),
        "Net (likely range)",
    )
    table = Table(headers, tuple(_ranked(each) for each in ranked))
    best = ranked[0]
    if best.net is None or best.more is None or best.less is None:
        return silence(summary), Table((), ())
    rest = unranked(sum(each.net is None for each in ranked), len(ranked))
    return (
        f"Of those who replied, {quoted(best.label)} would add most support: {_whole(best.more.p)} % would support it "
        f"more with it and {_whole(best.less.p)} % less{rest}."
    ), table


def _safeguard(row: Row, worth: float | None) -> Safeguard:
    counts = [count for count in row.counts[:3] if is_shown(count)]
    if len(counts) < 3 or not is_shown(row.base):
        return Safeguard(row.variable, row.label, 0)
    known = [percent for percent in row.adjusted[:3] if is_shown(percent)]
    weighted = np.array(known, dtype=np.float64) if len(known) == 3 else None
    answered = np.array(counts, dtype=np.float64)
    size = _size(row.base, worth)
    return measure_safeguard(Answers(row.variable, row.label, answered, weighted, size))


def _ranked(found: Safeguard) -> tuple[str, ...]:
    if found.net is None or found.more is None or found.same is None or found.less is None:
        return (found.label, HIDDEN, HIDDEN, HIDDEN, HIDDEN)
    shares = (str(_whole(each.p)) for each in (found.more, found.same, found.less))
    net = f"{_whole(found.net.p):+} ({_whole(found.net.low):+} to {_whole(found.net.high):+})"
    return (found.label, *shares, net)


def _size(base: int, worth: float | None) -> float:
    return float(base if worth is None else min(base, worth))


def _place(summary: Summary, code: str) -> int:
    return [column.code for column in summary.columns].index(code)


def _side(side: Side, row: Row) -> str:
    share = side.share(row)
    return _both(share, side.adjusted(row))


def _column(row: Row, place: int) -> str:
    return _both(row.percents[place], row.weighted(place))


def _both(plain: Shown[int], adjusted: Shown[int] | None) -> str:
    if not is_shown(plain) or adjusted is None:
        return str(plain)
    return f"{plain} as replied, {adjusted} adjusted"


def _number(base: Shown[int]) -> str:
    return f"{base:,}"


def _whole(share: float) -> int:
    """Whole percents; what guessing explains altogether is nobody."""
    return round(100 * max(share, -1))


_LINES: Mapping[str, Callable[[Summary], Table]] = {"ordinal": _ordered, "binary": _chosen, "rank": _chosen}

KINDS: Mapping[str, Callable[[Asked], tuple[str, Table]]] = {
    "answers": _answers,
    "comprehension": _comprehension,
    "change": _change,
    "safeguards": _safeguards,
}

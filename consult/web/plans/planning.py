"""Trying out letters before they are bought: nothing is kept, the address has all that was typed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms.validators import InputRequired, NumberRange, Optional

from analysis.drawing.svg import draw_stacks
from analysis.finding.words.phrases import percent
from analysis.plan.plan import Plan
from analysis.planning.mailings import GroupOutlook, Mailing, Outlook, expect, expect_groups
from analysis.planning.power import TRUTHS, Chance, chances, likely_span
from analysis.scales.likert import stacks
from analysis.scales.summary import Column, Row, Summary, nearest
from analysis.scales.tables import Table
from consult.web.plans.forms import NEEDED, Count, Figure

MOST_LETTERS, MOST_ADDRESSES = 1_000_000, 10_000_000
MORE_LETTERS = 1_000
OF_INTEREST = (0.55, 0.58, 0.60)
MAIN, BOOST = "All addresses", "Places with more of these people"
COLUMNS = (
    Column("support", "Majority support"),
    Column("not_settled", "Not settled"),
    Column("too_little", "Too little to say"),
    Column("opposition", "Majority opposition"),
)
SHARE = NumberRange(0, 100, "Enter a number from 0 to 100")
LETTERS = NumberRange(0, MOST_LETTERS, f"Enter a number from 0 to {MOST_LETTERS:,}")
ADDRESSES = NumberRange(1, MOST_ADDRESSES, f"Enter a number from 1 to {MOST_ADDRESSES:,}")


class MailingForm(FlaskForm):
    """What is asked; it changes nothing, so it needs no token."""

    class Meta:
        csrf = False

    letters = Count(
        "Letters to households drawn from all addresses", [InputRequired(NEEDED), LETTERS], default=6000
    )
    response = Figure(
        "Percent of them who are expected to reply",
        [InputRequired(NEEDED), SHARE],
        default=15,
        description="Take what comparable mailings had. The number that stands here at first is only an example.",
    )
    addresses = Count("Addresses on the list", [InputRequired(NEEDED), ADDRESSES], default=750_000)
    boost_letters = Count(
        "More letters to places where more people of the groups most affected live",
        [Optional(), LETTERS],
        default=0,
    )
    boost_response = Figure("Percent of them who are expected to reply", [Optional(), SHARE], default=12)
    boost_addresses = Count("Addresses on that list", [Optional(), ADDRESSES], default=80_000)
    boost_times = Figure(
        "How many times as many of these people live there as elsewhere",
        [Optional(), NumberRange(1, 100, "Enter a number from 1 to 100")],
        default=4,
    )
    deff = Figure(
        "Replies for the worth of one random one, after weighting",
        [InputRequired(NEEDED), NumberRange(1, 10, "Enter a number from 1 to 10")],
        default=1.5,
        description="Weighting to the census and to households costs some of the worth: more than 1, and only an "
        "earlier survey can tell how much.",
    )
    unsure = Figure("Percent who would be neither or unsure", [InputRequired(NEEDED), SHARE], default=10)
    reminder = Figure(
        "By how many percent one more reminder would raise the replies",
        [InputRequired(NEEDED), SHARE],
        default=15,
    )
    price = Figure(
        "Cost of one letter in pounds, with printing and return postage",
        [Optional(), NumberRange(0, 100, "Enter a number from 0 to 100")],
        description="Leave it empty if it is not known.",
    )

    def read(self) -> "Typed":
        """What was typed, once it is valid; lists without letters are left out."""
        main = Mailing(MAIN, self.addresses.data or 1, self.letters.data or 0, _share(self.response))
        boost = Mailing(
            BOOST,
            self.boost_addresses.data or 1,
            self.boost_letters.data or 0,
            _share(self.boost_response),
            self.boost_times.data or 1.0,
        )
        rest = _share(self.unsure), _share(self.reminder), self.price.data
        return Typed((main, boost) if boost.letters else (main,), self.deff.data or 1.0, *rest)


def _share(field: Figure) -> float:
    return (field.data or 0.0) / 100


@dataclass(frozen=True, slots=True)
class Typed:
    """Letters by list and what is supposed: shares, and the price of a letter in pounds (None: not known)."""

    mailings: tuple[Mailing, ...]
    deff: float
    unsure: float
    reminder: float
    price: float | None


@dataclass(frozen=True)
class Outcome:
    """What letters would bring, by the rule of a plan."""

    plan: Plan
    typed: Typed

    @cached_property
    def outlook(self) -> Outlook:
        return expect(self.typed.mailings, self.typed.deff)

    @property
    def groups(self) -> tuple[GroupOutlook, ...]:
        return expect_groups(self.typed.mailings, self.plan.family)

    @property
    def span(self) -> str:
        """The likely range around 60 %."""
        low, high = likely_span(self.plan, 0.6, self.outlook.worth)
        return f"{percent(low)} to {percent(high)}"

    @cached_property
    def chances(self) -> tuple[Chance, ...]:
        return self.find(TRUTHS)

    def find(self, truths: Sequence[float]) -> tuple[Chance, ...]:
        return chances(self.plan, self.outlook.replies, self.outlook.worth, self.typed.unsure, truths)

    @property
    def picture(self) -> Markup:
        sentence = "How often each finding would come out, by how many residents support it."
        return Markup(draw_stacks(stacks(summarise(self.chances)), sentence))  # noqa: S704 - drawn by analysis

    @property
    def table(self) -> Table:
        rows = [
            (percent(each.truth), *(f"{share} %" for share in row.percents))
            for each, row in zip(self.chances, summarise(self.chances).rows, strict=True)
        ]
        return Table(("If so many support it", *(column.label for column in COLUMNS)), tuple(rows))

    @property
    def changes(self) -> Table:
        """The same with 1,000 more letters, and with one more reminder."""
        found = [f"Found if {percent(truth)} support it" for truth in OF_INTEREST]
        return Table(("Letters", "Replies", "Range around 60 %", *found, "Cost"), tuple(self._changes()))

    def _changes(self) -> Iterator[tuple[str, ...]]:
        main, *rest = self.typed.mailings
        raised = 1 + self.typed.reminder
        reminded = tuple(
            replace(each, response=min(each.response * raised, 1.0)) for each in self.typed.mailings
        )
        yield self._line("As typed below", self.typed.mailings)
        more = (replace(main, letters=main.letters + MORE_LETTERS), *rest)
        yield self._line(f"{MORE_LETTERS:,} more letters", more)
        yield self._line("One more reminder", reminded)

    def _line(self, label: str, mailings: tuple[Mailing, ...]) -> tuple[str, ...]:
        other = replace(self, typed=replace(self.typed, mailings=mailings))
        found = [percent(each.support) for each in other.find(OF_INTEREST)]
        return (label, f"{other.outlook.replies:,.0f}", other.span, *found, other.cost)

    @property
    def cost(self) -> str:
        price = self.typed.price
        return "–" if price is None else f"£{self.outlook.letters * price:,.0f}"


def summarise(found: tuple[Chance, ...]) -> Summary:
    rows = tuple(
        Row(
            f"{each.truth}",
            f"If {percent(each.truth)} support it",
            (),
            tuple(nearest(100 * getattr(each, column.code)) for column in COLUMNS),
            0,
        )
        for each in found
    )
    return Summary("ordinal", COLUMNS, rows)

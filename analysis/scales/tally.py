"""What a scale reads: the counts of the values of one variable."""

from dataclasses import dataclass

from analysis.arrays import FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Counts of one variable: a question, a row of a grid, an option of a multiple choice, or one group.

    `counts` (K,) holds persons for each of `codes`, named by `labels`; `weighted` (K,) sums of weights, if
    any. Codes in `outside` (don't know, prefer not to say) are answers, but have no place on the scale.
    `edges` are the bounds of the bands of an interval variable, one more than its bands. `sided`: the ends of
    an ordered scale are for and against something.
    Raises ValueError when the lengths disagree or a code is named twice.
    """

    variable: str
    label: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    counts: FloatArray
    outside: frozenset[str] = frozenset()
    weighted: FloatArray | None = None
    edges: tuple[float, ...] = ()
    sided: bool = False

    def __post_init__(self) -> None:
        lengths = {len(self.codes), len(self.labels), len(self.counts)}
        if self.weighted is not None:
            lengths.add(len(self.weighted))
        if len(lengths) > 1 or len(set(self.codes)) < len(self.codes):
            raise ValueError(f"{self.variable}: each code needs one label and one count")
        if self.edges and len(self.edges) != len(self.on_scale) + 1:
            raise ValueError(f"{self.variable}: bands need one edge more than there are bands")

    @property
    def on_scale(self) -> FloatArray:
        """Counts of the values that have a place on the scale, in order."""
        return self.counts[[code not in self.outside for code in self.codes]]

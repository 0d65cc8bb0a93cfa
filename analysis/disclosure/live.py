"""Which figures of an open consultation may be renewed, so that no two editions give away a few people."""

from collections.abc import Mapping, Sequence

from analysis.arrays import FloatArray
from analysis.disclosure.draft import Draft
from analysis.disclosure.edition import Edition
from analysis.disclosure.margins import with_sums
from analysis.disclosure.rules import RULES, Rules


def refresh(editions: Sequence[Edition], counts: FloatArray, rules: Rules = RULES) -> Edition | None:
    """Decide which groups of a table may be renewed, given everything published before.

    `editions` are the earlier editions of the table, oldest first (see trim); `counts` (A, B, …, V) are persons now, by
    one or more axes of groups and by V values that cover everybody.
    A group is renewed if it differs from each edition in which it was fresh by at least `rules.batch` replies
    and by no value that could be told to have changed by some, but fewer than `rules.minimum` (see steps).
    Groups are then held back, smallest change first, until in each line (a sum and the groups it consists of)
    what can be worked out about the part held back has changed by no reply or by at least a batch:
      - from what the held groups show:  sum over the held of (now - shown);
      - from each edition j of the sum:  sum over those held in j of (now - then), to which, if some are
        held both times, is added the sum over those held only now of (now - shown).
    Groups without any change count as renewed. Returns None when the whole may not be renewed.
    """
    draft = Draft.of(with_sums(counts, counts.ndim - 1), editions, rules)
    fresh = draft.settle(~draft.changed | draft.free())
    everybody = (-1,) * fresh.ndim
    renewed = fresh[everybody] and draft.changed[everybody]
    return Edition(draft.table, fresh) if renewed else None


def refresh_all(
    editions: Mapping[str, Sequence[Edition]], counts: Mapping[str, FloatArray], rules: Rules = RULES
) -> dict[str, Edition] | None:
    """Renew tables of the same people together (by district, by age, by arm): all of them, or none.

    Raises ValueError when the tables do not count the same people.
    """
    sums = [table.reshape(-1, table.shape[-1]).sum(axis=0) for table in counts.values()]
    if any((each != sums[0]).any() for each in sums):
        raise ValueError("tables that are renewed together must have the same totals")
    found = {name: refresh(editions.get(name, ()), table, rules) for name, table in counts.items()}
    renewed = {name: edition for name, edition in found.items() if edition}
    return renewed if len(renewed) == len(found) else None

"""Templates: what the versions of one campaign have in common, and what else shares it."""

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from analysis.arrays import BoolArray, IntArray
from analysis.themes.shingles import Shingles

JOINING = 1 / 3
MERGING = 0.5
FEWEST_SHARED = 8


def joined(shingles: Shingles, group: IntArray, copies: IntArray, fewest: int) -> IntArray:
    """The groups (V,) after versions have joined templates, and groups with like templates have merged.

    `group` and `copies` (V,) are the group of each version and how many texts have that wording. The template
    of a group of at least `fewest` texts is the shingles that half of its versions have. A version outside such
    groups joins the template with which it shares most, if that is at least eight shingles and a third of the
    smaller set of the two; groups merge when their templates share half of the smaller one.
    """
    inside = (np.bincount(group, copies) >= fewest)[group]
    groups, place = np.unique(group[inside], return_inverse=True)
    held, size = _held(shingles, inside), np.bincount(shingles.owner, minlength=len(group))
    places = (place, np.flatnonzero(inside))
    member = csr_array((np.ones(len(place)), places), shape=(len(groups), len(group)))
    template = _common(csr_array(member @ held), np.bincount(place, minlength=len(groups)))
    length = np.diff(template.indptr)
    version, nearest = _best(_belonging(held, template, (size, length), JOINING), ~inside)
    alike = _belonging(template, template, (length, length), MERGING)
    ends = [group[version], groups[alike.row]], [groups[nearest], groups[alike.col]]
    one, other = np.concatenate(ends[0]), np.concatenate(ends[1])
    graph = coo_array((np.ones(len(one)), (one, other)), shape=(len(group), len(group)))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.intp)[group]


def _held(shingles: Shingles, inside: BoolArray) -> csr_array:
    """Which versions (V) hold which shingles of the versions inside groups (U): 1 or nothing."""
    kinds = np.unique(shingles.hashes[inside[shingles.owner]])
    column = np.searchsorted(kinds, shingles.hashes)
    found = column < len(kinds)
    found[found] = kinds[column[found]] == shingles.hashes[found]
    rows, columns = shingles.owner[found], column[found]
    held = csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(inside), len(kinds)))
    held.data[:] = 1
    return held


def _common(often: csr_array, versions: IntArray) -> csr_array:
    """The shingles that at least half of the versions of a group have."""
    half = np.repeat(versions / 2, np.diff(often.indptr))
    often.data = (often.data >= half).astype(np.float64)
    often.eliminate_zeros()
    return often


def _belonging(
    sets: csr_array, templates: csr_array, sizes: tuple[IntArray, IntArray], part: float
) -> coo_array:
    """How many shingles sets (rows) share with templates (columns), where it is enough to belong together."""
    shared = coo_array(sets @ templates.T)
    smaller = np.minimum(sizes[0][shared.row], sizes[1][shared.col])
    enough = (shared.data >= FEWEST_SHARED) & (shared.data >= part * smaller)
    places = (shared.row[enough], shared.col[enough])
    return coo_array((shared.data[enough], places), shape=shared.shape)


def _best(shared: coo_array, chosen: BoolArray) -> tuple[IntArray, IntArray]:
    """The chosen rows with an entry, and of each the column of its largest one."""
    order = np.lexsort((-shared.data, shared.row))
    order = order[chosen[shared.row[order]]]
    rows, first = np.unique(shared.row[order], return_index=True)
    return rows.astype(np.intp), shared.col[order][first].astype(np.intp)

"""The regression on the margins copes with their redundancy, and its projections are plain sums."""

import numpy as np
from hypothesis import given

from analysis.support.regression import generalised_inverse, regress
from analysis.support.weighting.raking import rake
from analysis.support.weighting.weights import Sums
from tests.analysis.support.samples import Sample, samples, unhurried


def indicators(sample: Sample) -> np.ndarray:
    table = sample.table
    blocks = [
        np.eye(len(each.categories))[table.codes[:, axis]] for axis, each in enumerate(table.dimensions)
    ]
    return np.hstack(blocks)


@unhurried
@given(samples())
def test_the_inverse_is_a_generalised_one(sample: Sample) -> None:
    x = indicators(sample)
    gram = x.T @ (x * sample.table.n[:, None])
    np.testing.assert_allclose(gram @ generalised_inverse(gram) @ gram, gram, atol=1e-8)


@unhurried
@given(samples())
def test_projections_add_up_cells_by_category_and_domain(sample: Sample) -> None:
    weights = rake(sample.table, sample.margins)
    domains = np.array([sample.table.mask(d0=["00"]), sample.table.mask(d1=["11"])])
    once, twice = regress(weights).project(Sums.equal(sample.states), domains)
    for row, domain in enumerate(domains):
        members = indicators(sample)[domain].T
        np.testing.assert_allclose(once[row], members @ sample.states[domain])
        squares = weights.factor[domain, None] ** 2 * sample.states[domain]
        np.testing.assert_allclose(twice[row], members @ squares)


@unhurried
@given(samples())
def test_what_is_explained_in_each_domain_is_the_diagonal_of_it_all(sample: Sample) -> None:
    regression = regress(rake(sample.table, sample.margins))
    domains = np.array([sample.table.mask(d0=["00"]), sample.table.mask(d1=["11"])])
    once, twice = regression.project(Sums.equal(sample.states), domains)
    for row, found in enumerate(regression.explain_each(once, twice)):
        whole = regression.explain(once[row], twice[row])
        np.testing.assert_allclose(found, np.diagonal(whole), atol=1e-9 * np.abs(whole).max())

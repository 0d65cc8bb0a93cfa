"""Every reference case made with R, to its tolerances; what is compared follows from the keys of the case."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from analysis.arrays import BoolArray
from analysis.support.averages import estimate_means, weighted_quantiles
from analysis.support.comparisons import benjamini_hochberg, compare_waves, holm
from analysis.support.crosstabs import joint_counts, rao_scott
from analysis.support.estimates import Estimates, estimate
from analysis.support.jackknife import jackknife
from analysis.support.weighting.feasibility import smallest_cap
from analysis.support.weighting.margins import drop_empty, rescale
from analysis.support.weighting.raking import place, rake, unweighted
from analysis.support.weighting.refusals import RakingRefused
from analysis.support.weighting.trimming import trim
from analysis.support.weighting.weights import Sums, Weights
from tests.analysis.gold_cases import Case, Sample, all_cases, draw, margins, values_of, weigh, weigh_rows
from tests.analysis.gold_checks import (
    Block,
    check_range,
    check_row_weights,
    check_share,
    check_test,
    check_weights,
    close,
    kind_of,
)

YES_NO = ("0", "1")


def estimate_column(
    sample: Sample, weights: Weights, column: str, domains: BoolArray | None = None
) -> Estimates:
    return estimate(weights, sample.count(column, YES_NO), domains)


def column_of(case: Case, key: str) -> str:
    return key if key in case.rows[0] else str(case.spec["outcome"])


def check_weight_summary(case: Case, key: str) -> None:
    sample, weights = weigh(case)
    assert weights.miss < 1e-11
    assert close(weights.deff, case.expected[key]["kish_deff"], 1e-8)
    check_weights(sample.row_weights(weights), case.expected[key])
    if case.weights:
        check_row_weights(sample.row_weights(weights), sample.rows, case.weights, "weight")


def check_one_share(case: Case, key: str) -> None:
    sample, weights = weigh(case)
    found = estimate_column(sample, weights, column_of(case, key))
    check_share(found, 0, case.expected[key], kind_of(case, key))


def check_both_shares(case: Case, key: str) -> None:
    sample, weights = weigh(case)
    found = estimate_column(sample, weights, str(case.spec["outcome"]))
    for kind, block in case.expected[key].items():
        check_share(found, 0, block, kind_of(case, kind))


def check_domains(case: Case, key: str) -> None:
    sample, weights = weigh(case)
    dimension = key.removeprefix("by_").removesuffix("_raked").removesuffix("_fixed")
    blocks: list[Block] = case.expected[key]
    domains = np.array([sample.table().mask(**{dimension: [block["level"]]}) for block in blocks])
    found = estimate_column(sample, weights, str(case.spec["outcome"]), domains)
    for row, block in enumerate(blocks, start=1):
        check_share(found, row, block, kind_of(case, key + "_raked" if "design" in case.spec else key))


def check_crosstab(case: Case, key: str) -> None:
    if kind_of(case, key) == "design":
        return
    sample, weights = weigh(case)
    row, column = str(case.spec["row"]), str(case.spec["col"])
    answers = values_of(sample.rows, row)
    table = sample.table()
    axis = table.axis(column)
    codes, size = table.codes[:, axis], len(table.dimensions[axis].categories)
    joint = sample.count(row, answers).apply(lambda sums: joint_counts(codes, size, sums))
    check_test(rao_scott(weights, joint, raked="raked" in key), case.expected[key])
    weighted = np.einsum("c,crk->rk", weights.factor, joint.base)
    for each in case.expected[key]["weighted_table"]:
        place = table.dimensions[axis].code(each[column]), answers.index(each[row])
        assert close(float(weighted[place]), each["Freq"], 1e-8)


def check_item_tests(case: Case, key: str) -> None:
    sample, weights = weigh(case)
    items = [name for name, block in case.expected.items() if name in case.rows[0] and "ci" in block]
    table = sample.table()
    axis = table.axis(key.removesuffix("_tests"))
    codes, size = table.codes[:, axis], len(table.dimensions[axis].categories)
    counts = [
        sample.count(item, YES_NO).apply(lambda sums: joint_counts(codes, size, sums)) for item in items
    ]
    found = np.array([rao_scott(weights, joint).p_value for joint in counts])
    np.testing.assert_allclose(found, case.expected[key]["p"], rtol=1e-8)
    np.testing.assert_allclose(holm(found), case.expected[key]["holm"], rtol=1e-8)
    np.testing.assert_allclose(benjamini_hochberg(found), case.expected[key]["BH"], rtol=1e-8)


def check_trimmed(case: Case, key: str) -> None:
    sample, weights = weigh(case)
    block, upper = case.expected[key], float(case.spec["upper_x_mean"])
    trimmed = trim(weights, upper, float(case.spec.get("lower_x_mean") or 0), strict=key == "strict")
    rows = sample.row_weights(trimmed)
    check_weights(rows, block["weights"])
    check_row_weights(rows, sample.rows, case.weights, key)
    assert (rows >= upper * weights.total / weights.n - 1e-6).sum() == block["n_at_cap"]
    assert close(100 * trimmed.miss, block["max_margin_error_pct"], 1e-8)
    check_share(estimate_column(sample, trimmed, str(case.spec["outcome"])), 0, block["outcome"], "fixed")


def check_refusal(case: Case, key: str) -> None:
    known = margins(case.spec["margins"])
    table = draw(case, case.rows, known).table()
    with pytest.raises(RakingRefused) as caught:
        rake(table, known)
    refused = caught.value
    assert refused.margin in known
    assert refused.miss > 1e-6
    assert refused.sentence.endswith(".")
    if refused.reason == "totals":
        assert "rescale" in case.expected[key]
        assert rake(table, rescale(known)).miss < 1e-11
    else:
        assert refused.reason in {"infeasible", "slow"}
        assert refused.category in known[refused.margin].categories


def check_empty_categories(case: Case, key: str) -> None:
    known = margins(case.spec["margins_population"])
    table = draw(case, case.rows, known).table()
    covered = drop_empty(table, known)
    wanted = {name: [each] if isinstance(each, str) else each for name, each in case.expected[key].items()}
    assert {name: list(each) for name, each in covered.dropped.items() if each} == wanted
    for name, used in case.spec["margins_used"].items():
        assert dict(zip(covered.margins[name].categories, covered.margins[name].totals, strict=True)) == (
            pytest.approx(used, rel=1e-12)
        )
    with pytest.raises(RakingRefused) as caught:
        rake(table, known)
    assert caught.value.category in wanted[caught.value.margin]


def check_coverage(case: Case, key: str) -> None:
    known = margins(case.spec["margins_population"])
    covered = drop_empty(draw(case, case.rows, known).table(), known)
    for name, share in case.expected[key].items():
        assert close(covered.coverage[name], share, 1e-9)


def check_used(case: Case, key: str) -> None:
    sample, _ = weigh(case)
    assert {"n_used": len(sample.rows), "n_dropped": len(case.rows) - len(sample.rows)}[key] == case.expected[
        key
    ]


def check_waves(case: Case, key: str) -> None:
    wave, outcome = str(case.spec["wave"]), str(case.spec["outcome"])
    known = margins(case.spec["population"])
    rows = [tuple(row for row in case.rows if row[wave] == each) for each in values_of(case.rows, wave)]
    samples = [weigh_rows(case, each, known) for each in rows]
    before, after = (estimate_column(sample, weights, outcome) for sample, weights in samples)
    change = compare_waves(before, after)
    found: dict[str, Any] = {
        "wave_p": [before.p[0, 1], after.p[0, 1]],
        "wave_se": [before.se_fixed[0, 1], after.se_fixed[0, 1]],
        "diff": change.difference[0, 1],
        "diff_se": change.se[0, 1],
        "ttest": [change.t[0, 1], change.df[0, 1], change.p_value[0, 1]],
    }
    wanted = case.expected[key]
    wanted = [wanted[each] for each in ("t", "df", "p")] if key == "ttest" else wanted
    np.testing.assert_allclose(found[key], wanted, rtol=1e-8, atol=1e-9)
    every = np.concatenate([sample.row_weights(weights) for sample, weights in samples])
    check_row_weights(every, tuple(row for each in rows for row in each), case.weights, "weight")


def check_campaign(case: Case, key: str) -> None:
    flag = str(case.spec["flag"])
    rows = [row for row in case.rows if key == "all" or row[flag] == "0"]
    sample, weights = weigh_rows(case, rows, margins(case.spec["population"]))
    found = estimate_column(sample, weights, str(case.spec["outcome"]))
    check_share(found, 0, case.expected[key], "fixed")


def check_jackknife(case: Case, key: str) -> None:
    sample, weights = weigh(case)
    found = jackknife(weights, sample.count(str(case.spec["outcome"]), YES_NO).n)
    assert close(float(found.p[1]), case.expected[key]["p"], 1e-9)
    assert close(float(found.se[1]), case.expected[key]["se"], 1e-9)


def check_certain(case: Case, key: str) -> None:
    sample, weights = weigh(case)
    found = estimate_column(sample, weights, str(case.spec["outcome"]))
    check_range((float(found.low[0, 1]), float(found.high[0, 1])), case.expected[key])
    assert close(float(found.n_eff[0, 1]), case.expected[key]["neff"], 1e-8)
    assert found.low[0, 1] < found.high[0, 1]


def check_unweighted(case: Case, key: str) -> None:
    sample, _ = weigh(case)
    found = estimate(unweighted(sample.table()), sample.count(str(case.spec["outcome"]), YES_NO).n)
    assert found.n[0, 1] == case.expected[key]["n"]
    assert close(float(found.p[0, 1]), case.expected[key]["p"], 1e-9)


def check_calibrated(case: Case, key: str) -> None:
    """R's other road to the same weights; its standard error differs where base weights do."""
    sample, weights = weigh(case)
    found = estimate_column(sample, weights, str(case.spec["outcome"]))
    assert close(float(found.p[0, 1]), case.expected[key]["p"], 1e-9)
    if "base_weight" not in case.spec:
        assert close(float(found.se_raked[0, 1]), case.expected[key]["se"], 1e-9)


def scored(case: Case, column: str) -> tuple[Weights, Sums, np.ndarray]:
    sample, weights = weigh(case)
    answers = values_of(sample.rows, column)
    return weights, sample.count(column, answers), np.array([float(answer) for answer in answers])


def check_mean(case: Case, key: str) -> None:
    block = case.expected[key]
    found = estimate_means(*scored(case, key.removeprefix("mean_")))
    assert close(float(found.mean[0]), block.get("mean", block.get("est")), 1e-9)
    if "se_raked" in block:
        assert close(float(found.se_raked[0]), block["se_raked"], 1e-9)


def check_quantiles(case: Case, key: str) -> None:
    weights, states, scores = scored(case, key.removesuffix("_quantiles"))
    found = weighted_quantiles(scores, weights.factor @ states.base, np.array([0.25, 0.5, 0.75]))
    assert found.tolist() == case.expected[key]


def check_distribution(case: Case, key: str) -> None:
    sample, weights = weigh(case)
    block = case.expected[key]
    found = estimate(weights, sample.count(key.removesuffix("_distribution"), block["level"]))
    np.testing.assert_allclose(found.p[0], block["p"], rtol=1e-9)
    np.testing.assert_allclose(found.se_fixed[0], block["se"], rtol=1e-9)


CHECKS: dict[str, Callable[[Case, str], None]] = {
    "weights": check_weight_summary,
    "one_pass": check_trimmed,
    "strict": check_trimmed,
    "must": check_refusal,
    "dropped_categories": check_empty_categories,
    "coverage_share": check_coverage,
    "n_used": check_used,
    "n_dropped": check_used,
    "wave_p": check_waves,
    "wave_se": check_waves,
    "diff": check_waves,
    "diff_se": check_waves,
    "ttest": check_waves,
    "all": check_campaign,
    "jackknife": check_jackknife,
    "our_rule": check_certain,
    "unweighted": check_unweighted,
    "calibrate": check_calibrated,
    "score": check_mean,
}
BY_FORM: dict[str, Callable[[Case, str], None]] = {
    "without_": check_campaign,
    "by_": check_domains,
    "mean_": check_mean,
    "_tests": check_item_tests,
    "_quantiles": check_quantiles,
    "_distribution": check_distribution,
}
UNUSED = re.compile("id|R|survey|note|rule|unweighted_p|(R_|svyglm_|weights_after_).*")
"""Keys of what the product does not compute."""


def find_check(case: Case, key: str) -> Callable[[Case, str], None] | None:
    """The comparison for one key of `expected.json`; an unknown key is an error, never passed over."""
    block = case.expected[key]
    if key in CHECKS or UNUSED.fullmatch(key):
        return CHECKS.get(key)
    for part, check in BY_FORM.items():
        if key.startswith(part) or key.endswith(part):
            return check
    if "F" in block:
        return check_crosstab
    if "ci" in block:
        return check_one_share
    if all("ci" in each for each in block.values()):
        return check_both_shares
    raise LookupError(f"nothing compares {key!r} of {case.name}")


PARTS = [(case, key) for case in all_cases() for key in case.expected if find_check(case, key)]


@pytest.mark.parametrize(("case", "key"), PARTS, ids=[f"{case.name}-{key}" for case, key in PARTS])
def test_reference(case: Case, key: str) -> None:
    check = find_check(case, key)
    assert check is not None
    check(case, key)


CAPPED = [case for case in all_cases() if "upper_x_mean" in case.spec]


@pytest.mark.parametrize("case", CAPPED, ids=[case.name for case in CAPPED])
def test_cap_holds_with_the_margins_or_is_refused(case: Case) -> None:
    sample, _ = weigh(case)
    cap, known = float(case.spec["upper_x_mean"]), margins(case.spec["margins"])
    smallest = smallest_cap(place(sample.table(), known), sample.size().n)
    if smallest > cap:
        with pytest.raises(RakingRefused, match=f"more than {cap:g} times"):
            rake(sample.table(), known, sample.size(), cap)
    weights = rake(sample.table(), known, sample.size(), max(cap, 1.25 * smallest))
    assert weights.miss < 1e-11
    most = max(cap, 1.25 * smallest) * weights.total / weights.n
    assert sample.row_weights(weights).max() <= most * (1 + 1e-9)


def test_there_are_cases() -> None:
    assert len(PARTS) > len(all_cases()) > 0

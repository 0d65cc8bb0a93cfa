"""How one block of figures from R is compared with the product's own."""

from math import isclose
from typing import Any

import numpy as np
from scipy import stats

from analysis.support.crosstabs import CrosstabTest
from analysis.support.estimates import Estimates, design_effect
from analysis.support.intervals import korn_graubard, logit_interval
from tests.analysis.gold_cases import Case, Row

Block = dict[str, Any]


def close(found: float, wanted: float, tolerance: float) -> bool:
    return isclose(found, wanted, rel_tol=tolerance, abs_tol=tolerance)


def kind_of(case: Case, key: str) -> str:
    """Which standard error R gives: of fixed weights, of raked ones, or of a design the product has not."""
    if "design" in case.spec and "no_design" not in key:
        return "design"
    return "raked" if "raked" in key or key == "poststratified" else "fixed"


def check_share(found: Estimates, row: int, block: Block, kind: str) -> None:
    """The share of "1" (the second state) in one domain."""
    if block["p"] is None:
        assert np.isnan(found.p[row, 1])
        return
    p, n = float(found.p[row, 1]), block["n"] if kind == "design" else block["df"] + 1
    assert close(p, block["p"], 1e-9)
    assert found.n[row, 1] == block.get("unwtd_n", n)
    assert close(float(found.n_eff[row, 1]), block["kish_neff"], 1e-8)
    assert close(float(found.deff[row, 1]), block["kish_deff"], 1e-8)
    if kind == "design":
        return
    assert close(float((found.se_raked if kind == "raked" else found.se_fixed)[row, 1]), block["se"], 1e-9)
    low, high = float(found.low[row, 1]), float(found.high[row, 1])
    if p in {0, 1}:
        check_range((low, high), exact_range(p, block["kish_neff"]))
    elif block["se"] > 1e-9:
        check_spread(block, kind)
        if kind == "fixed":
            check_range((low, high), block["ci"]["beta"])


def check_spread(block: Block, kind: str) -> None:
    """The design effect and the ranges that follow from a share between 0 and 1 and its standard error."""
    p, se, n = np.array(block["p"]), np.array(block["se"]), np.array(block["df"] + 1.0)
    assert close(float(design_effect(p, se, n)), block["deff_replace"], 1e-8)
    low, high = logit_interval(p, se, n)
    for method in ("xlogit", "logit") if n >= 10 else ("xlogit",):
        check_range((float(low), float(high)), block["ci"][method])
    low, high = korn_graubard(p, se)
    # R's own beta range of a raked sample uses the number of all rows, not of those in the base.
    reference = exact_range(float(p), float(p * (1 - p) / se**2)) if kind == "raked" else block["ci"]["beta"]
    check_range((float(low), float(high)), reference)


def exact_range(p: float, n: float) -> Block:
    """Clopper and Pearson by another route than the product's."""
    low = 0.0 if p == 0 else stats.beta.ppf(0.025, n * p, n * (1 - p) + 1)
    high = 1.0 if p == 1 else stats.beta.ppf(0.975, n * p + 1, n * (1 - p))
    return {"lo": float(low), "hi": float(high)}


def check_range(found: tuple[float, float], wanted: Block) -> None:
    assert "error" not in wanted
    assert close(found[0], wanted["lo"], 1e-7)
    assert close(found[1], wanted["hi"], 1e-7)


def check_weights(found: np.ndarray, wanted: Block) -> None:
    """A summary of weights (N,)."""
    mean = found.mean()
    kish = found.sum() ** 2 / (found**2).sum()
    summary = {
        "n": len(found),
        "sum": found.sum(),
        "min": found.min(),
        "max": found.max(),
        "mean": mean,
        "cv2": (found**2).mean() / mean**2 - 1,
        "kish_deff": len(found) / kish,
        "kish_neff": kish,
    }
    for name, value in summary.items():
        assert close(float(value), wanted[name], 1e-8), name


def check_row_weights(found: np.ndarray, rows: tuple[Row, ...], wanted: tuple[Row, ...], column: str) -> None:
    """Each weight, against the row of the same id."""
    key = next(iter(wanted[0]))
    by_id = {row[key]: float(row[column]) for row in wanted}
    reference = np.array([by_id[row[key]] for row in rows])
    assert len(found) == len(wanted)
    np.testing.assert_allclose(found, reference, rtol=1e-8)


def check_test(found: CrosstabTest, block: Block) -> None:
    second, first = block["F"], block["Chisq"]
    assert close(found.f, second["statistic"], 1e-8)
    assert close(found.df[0], second["parameter"][0], 1e-8)
    assert close(found.df[1], second["parameter"][1], 1e-8)
    assert close(found.p_value, second["p"], 1e-8)
    assert close(found.chi2, first["statistic"], 1e-8)
    assert close(found.first_order, first["p"], 1e-8)

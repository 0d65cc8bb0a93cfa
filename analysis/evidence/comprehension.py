"""Whether facts were understood: right answers to a closed question, corrected for guessing."""

from analysis.finding.samples.figures import Estimate


def correct_for_guessing(right: Estimate, choices: int) -> Estimate:
    """(c - 1/k) / (1 - 1/k) of the share c of right answers among k choices, and of both ends of its range.

    1 when everybody knew, 0 when as many were right as by guessing, negative when fewer. "Don't know" is no
    choice but counts as not right. Standard errors are divided by 1 - 1/k. Raises ValueError for k < 2.
    Source: Thurstone 1919, Psychological Bulletin 16:235.
    """
    if choices < 2:
        raise ValueError("guessing needs at least two choices")
    guessed = 1 / choices

    def corrected(share: float) -> float:
        return (share - guessed) / (1 - guessed)

    return Estimate(
        p=corrected(right.p),
        low=corrected(right.low),
        high=corrected(right.high),
        se=None if right.se is None else right.se / (1 - guessed),
        se_raked=None if right.se_raked is None else right.se_raked / (1 - guessed),
    )

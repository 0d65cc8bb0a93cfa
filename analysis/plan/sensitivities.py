"""The checks that a plan can register: the same question asked of the replies in another way."""

PUT_BACK = "put_back"
SENSITIVITIES: dict[str, str] = {
    "unweighted": "without any weights",
    "uncapped": "without a limit on weights",
    "of_persons": "without counting a household’s adults",
    "joint": "weighted by two characteristics together",
    PUT_BACK: "with everything put back that staff took out by judgement",
    "without_campaigns": "without texts of campaigns",
    "without_doubts": "without replies in doubt",
    "without_unsure": "only of those who took a side",
    "by_order": "by which end of the scale stood first",
    "each_way": "by how people were reached",
    "leave_one_district_out": "without one district at a time",
}
"""Codes and what they mean, in the order of printing; how each is made is in analysis.finding.doubts.specifications."""

SHOWN_ONLY = frozenset({"of_persons", "by_order"})
"""Those that never stop a majority: one leans by its making, and halves drawn by lot differ by the order alone."""

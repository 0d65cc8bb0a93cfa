"""The finer target of the check that weights by two characteristics together, as coarse as the ladder made them."""

from analysis.categories import JOINT
from analysis.plan.plan import Target
from analysis.population import Margin
from analysis.support.weighting.ladder import Climb, Merge


def merged(target: Target, climb: Climb) -> Margin:
    """The joint target after the merges that the ladder made of its parts."""
    margin, names = target.margin(), target.dimension.split(JOINT)
    for step in [taken.step for taken in climb.taken]:
        if isinstance(step, Merge) and step.dimension in names:
            axis = names.index(step.dimension)
            new_of = {old: new for new, olds in step.groups.items() for old in olds}
            groups: dict[str, list[str]] = {}
            for code in margin.categories:
                parts = code.split(JOINT)
                if parts[axis] in new_of:
                    parts[axis] = new_of[parts[axis]]
                    groups.setdefault(JOINT.join(parts), []).append(code)
            margin = margin.collapse(groups)
    return margin

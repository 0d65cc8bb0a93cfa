"""What a questionnaire asks, as far as a plan must agree with it: answers and groups, by their codes."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """`answers` are the codes of each variable's values, `groups` the categories of each dimension of people."""

    answers: Mapping[str, tuple[str, ...]]
    groups: Mapping[str, tuple[str, ...]]

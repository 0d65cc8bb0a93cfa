"""Keys of groups of replies: how a group is written, such as "who=chose&age=16-24" or "arm=open_link"."""

from collections.abc import Mapping

Choice = Mapping[str, str]


def key_of(choice: Choice) -> str:
    """The key of a group, its characteristics in the order given."""
    return "&".join(f"{name}={category}" for name, category in choice.items())


def choice_of(key: str) -> dict[str, str]:
    """The restrictions that a key stands for."""
    return dict(part.split("=", 1) for part in key.split("&") if part)

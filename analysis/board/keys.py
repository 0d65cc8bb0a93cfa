"""Keys of groups: how a group of replies is written, such as "age=16-24&sex=female"; everybody is empty."""

from collections.abc import Mapping

Choice = Mapping[str, str]


def key_of(choice: Choice) -> str:
    """The key of a group, its characteristics in the order given."""
    return "&".join(f"{name}={category}" for name, category in choice.items())


def choice_of(key: str) -> dict[str, str]:
    """The restrictions that a key stands for."""
    return dict(part.split("=", 1) for part in key.split("&") if part)

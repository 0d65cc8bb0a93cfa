"""What fills in a question's template: somebody's own answers, and what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wtforms.form import BaseForm

from surveys.questions.fields import as_typed

Errors = list[tuple[str, str]]


@dataclass(frozen=True)
class FilledPage:
    """A page with a visitor's own data.

    `mark` tells pages of one visit from those of another, `base` what was answered when the page was made.
    `leaving` names the button that was pressed to leave a page with something wrong on it, `kept` is the answer
    that is saved where it is another one.
    """

    data: Mapping[str, Any]
    errors: Errors = field(default_factory=list)
    token: str = ""
    progress: str = ""
    mark: str = ""
    base: str = ""
    deadline: str = ""
    leaving: str = ""
    kept: tuple[str, ...] = ()

    def error(self, name: str) -> str:
        return next((message for at, message in self.errors if at == name), "")

    def value(self, name: str) -> str:
        return as_typed(self.data.get(name))

    def checked(self, name: str, code: str) -> str:
        return " checked" if self._picked(name, code) else ""

    def selected(self, name: str, code: str) -> str:
        return " selected" if self._picked(name, code) else ""

    def _picked(self, name: str, code: str) -> bool:
        value = self.data.get(name)
        return code in value if isinstance(value, list) else value == code or (value is True and code == "y")


def typed_data(form: BaseForm) -> dict[str, Any]:
    """What was typed, field by field, also where it could not be understood."""
    return {field.name: getattr(field, "typed", field.data) for field in form}

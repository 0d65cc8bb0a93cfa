"""Contact: whom people can ask, in every way that they may need."""

import re
from dataclasses import dataclass

from surveys.reading.reader import Reader

_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")
_FEWEST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Contact:
    """`words` say in Markdown what can be asked for; the ways to ask are empty where there is none."""

    words: str
    email: str = ""
    telephone: str = ""
    address: str = ""

    @property
    def dialled(self) -> str:
        """The telephone number as a telephone dials it."""
        return "".join(re.findall(r"^\s*\+|\d", self.telephone)).strip()


def read_contact(reader: Reader) -> Contact:
    """Read the fields of a proposal that say how to reach its owner."""
    contact = Contact(
        words=reader.text("contact"),
        email=reader.text("email", ""),
        telephone=reader.text("telephone", ""),
        address=reader.text("address", ""),
    )
    if contact.email and not _EMAIL.fullmatch(contact.email):
        reader.note("“email” must be one e-mail address, like name@example.org.")
    if contact.telephone and len(contact.dialled) < _FEWEST_DIGITS:
        reader.note(f"“telephone” must be a number with at least {_FEWEST_DIGITS} digits.")
    return contact

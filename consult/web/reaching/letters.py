"""Codes as they are handed over: a file for whoever prints the letters, or the letters themselves."""

from collections.abc import Iterator

from flask import Response, current_app, render_template

from consult.models import InvitationBatch
from consult.web.staff_consultation import StaffConsultation

MOST_LETTERS = 2_000
CODES_A_PIECE = 1_000


def letter_address(place: StaffConsultation) -> str:
    """Where the holder of a letter begins; short enough to be typed."""
    return f"{current_app.extensions['settings'].site_url}/consultations/{place.listing.slug}"


def show_letters(place: StaffConsultation, batch: InvitationBatch, codes: list[str]) -> str:
    """A page to print; what the letters say is the consultation's own proposal."""
    return render_template(
        "invitations/letters.html",
        codes=codes,
        batch=batch,
        address=letter_address(place),
        closes_at=place.listing.closes_at,
        **place.frame,
    )


def send_file(place: StaffConsultation, batch: InvitationBatch, codes: list[str]) -> Response:
    name = f"{place.listing.slug}-codes-{batch.id}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(write_codes(letter_address(place), codes), mimetype="text/csv", headers=headers)


def write_codes(address: str, codes: list[str]) -> Iterator[bytes]:
    """No column can be taken for a formula: numbers, codes and addresses begin with letters or digits."""
    yield b"number,code,address\r\n"
    for start in range(0, len(codes), CODES_A_PIECE):
        piece = enumerate(codes[start : start + CODES_A_PIECE], start + 1)
        yield "".join(f"{number},{code},{address}\r\n" for number, code in piece).encode()

"""The list of ways in which people are reached, with addresses to copy, and adding one."""

from flask import Blueprint, current_app, redirect, render_template
from werkzeug.wrappers import Response

from consult.extensions import db
from consult.services.consultations.publishing import OPEN_LINK, PARTNER_LINK
from consult.services.reaching.batches import count_letters
from consult.services.reaching.ways import CODED, NewWay, add_way, read_ways
from consult.services.refusals import FieldRefusedError
from consult.web.accounts.identity import current_person
from consult.web.fields import say_at_field, words
from consult.web.reaching.forms import WayForm
from consult.web.staff_consultation import ADDRESS, StaffConsultation, find_staff_consultation

ways = Blueprint("ways", __name__, url_prefix=ADDRESS)
Page = Response | str | tuple[str, int]


@ways.get("/ways")
def list_ways(consultation: str) -> Page:
    return show(find_staff_consultation(consultation), WayForm())


@ways.post("/ways")
def add(consultation: str) -> Page:
    place = find_staff_consultation(consultation)
    form = WayForm()
    new = NewWay(form.kind.data or "", words(form.name), words(form.code).lower())
    try:
        if form.validate():
            add_way(db.session, current_person(), place.listing.id, new)
            return redirect(f"{place.address}/ways")
    except FieldRefusedError as refused:
        say_at_field(form, refused)
    return show(place, form), 422


def show(place: StaffConsultation, form: WayForm) -> str:
    found = read_ways(db.session, place.listing.id)
    addresses = {way.arm.id: address_of(place, way.arm.kind, way.arm.code) for way in found}
    return render_template(
        "reaching/ways.html",
        ways=found,
        addresses=addresses,
        letters=count_letters(db.session, place.listing.id),
        form=form,
        **place.frame,
    )


def address_of(place: StaffConsultation, kind: str, code: str) -> str:
    """What people type or follow; blank for those whose replies staff type in."""
    page = f"{current_app.extensions['settings'].site_url}/consultations/{place.listing.slug}"
    if kind == PARTNER_LINK:
        return f"{page}?via={code}"
    return page if kind == OPEN_LINK or kind in CODED else ""

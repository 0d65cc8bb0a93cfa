"""Which survey a staff page is about, from its address."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import current_app
from sqlalchemy import select

from consult.extensions import db
from consult.models import SurveyVersion
from consult.services.consultations.catalogue import Catalogue, Listing, Phase, SurveyEntry, Version
from consult.services.vault import Vault
from surveys.questions import AnyQuestion

ADDRESS = "/staff/<consultation>/<survey>"


@dataclass(frozen=True)
class StaffSurvey:
    """A survey with its consultation, its newest version and the ids of all its versions."""

    listing: Listing
    entry: SurveyEntry
    version: Version
    version_ids: list[int]

    @property
    def open(self) -> bool:
        """Whether replies can still be begun."""
        return self.listing.phase(datetime.now(UTC)) is not Phase.CLOSED

    @property
    def blinded(self) -> bool:
        return self.listing.blinded(datetime.now(UTC))

    @property
    def address(self) -> str:
        return f"/staff/{self.listing.slug}/{self.entry.slug}"

    @property
    def primary(self) -> AnyQuestion | None:
        """The question that findings are about; None in a consultation without a test of public support."""
        questionnaire = self.version.questionnaire
        return questionnaire.owners.get(questionnaire.primary)

    @property
    def question_labels(self) -> dict[str, str]:
        """What each question is called outside its page, by name."""
        return {question.name: question.label for question in self.version.questionnaire.questions}

    @property
    def frame(self) -> dict[str, object]:
        """What every staff page about a survey shows around its content."""
        return {"place": self, "proposal": self.listing.proposal, "synthetic": self.listing.synthetic}


def find_staff_survey(consultation: str, survey: str, *, fresh: bool = True) -> StaffSurvey:
    """As it stands, unless it may be some seconds old; raises `NotFoundError` for an address that leads nowhere."""
    catalogue: Catalogue = current_app.extensions["catalogue"]
    listing = catalogue.listing(db.session, consultation, fresh=fresh)
    entry = listing.survey(survey)
    version = catalogue.version(db.session, entry.version_id)
    ids = db.session.scalars(select(SurveyVersion.id).where(SurveyVersion.survey_id == entry.id))
    return StaffSurvey(listing, entry, version, list(ids))


def current_vault() -> Vault:
    vault: Vault = current_app.extensions["vault"]
    return vault

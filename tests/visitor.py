"""A visitor without a browser: follows redirects, sends forms with their token, answers question after question."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

START = "/consultations/facial-recognition/views/start"
CHECK = "/consultations/facial-recognition/views/check-answers"
TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')
REFERENCE = re.compile(r'app-reference">([^<]+)<')
MOST_PAGES = 80

Fields = Mapping[str, Any]


@dataclass
class Visitor:
    """One browser's worth of cookies, and the page it is on."""

    client: FlaskClient
    pages: list[str] = field(default_factory=list)

    def send(self, address: str, **fields: Any) -> TestResponse:
        """Open the page for its token, then post the fields."""
        page = self.client.get(address)
        found = TOKEN.search(page.text)
        return self.client.post(address, data={"csrf_token": found.group(1) if found else "", **fields})

    def start(self) -> str:
        return self.send(START).headers["Location"]

    def answer_all(self, answers: Mapping[str, Fields]) -> str:
        """From the first question to the check page; questions not in `answers` are passed over."""
        address = self.start()
        for _ in range(MOST_PAGES):
            if address == CHECK:
                return address
            question = address.rpartition("/")[2]
            self.pages.append(question)
            response = self.send(address, **answers.get(question, {}))
            assert response.status_code == 302, (question, response.status_code)
            address = response.headers["Location"]
        raise AssertionError("the questionnaire never ended")

    def finish(self) -> str:
        """Send everything; the reference on the confirmation page."""
        response = self.send(CHECK)
        assert response.status_code == 302, response.text
        return self.reference()

    def reference(self) -> str:
        page = self.client.get(CHECK.replace("check-answers", "confirmation"))
        found = REFERENCE.search(page.text)
        assert found, page.text
        return found.group(1)


SHORT_ROUTE: dict[str, Fields] = {
    "replying_as": {"replying_as": "lives"},
    "place": {"place-district": "E07000110"},
    "support_before": {"support_before": "neither"},
    "support": {"support": "tend_support"},
    "use": {"use": "trial"},
    "why": {"why": "It could help, but only with strict rules."},
    "age": {"age": "35-44"},
    "sex": {"sex": "female"},
}

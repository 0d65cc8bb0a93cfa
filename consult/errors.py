"""What can go wrong, each with its status and its words; services raise, only `consult.http.error_pages` catches."""


class ConsultError(Exception):
    """Base of the errors people see; `title` and `message` are shown to them."""

    status = 400
    title = "There is a problem"
    message = "Something in what was sent could not be understood."

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.message)
        self.message = message or self.message


class NotFoundError(ConsultError):
    status = 404
    title = "Page not found"
    message = (
        "If you typed the web address, check it is correct. If you pasted it, check you copied all of it."
    )


class ForbiddenError(ConsultError):
    status = 403
    title = "You do not have access to this page"
    message = "Your account does not include this page. Ask the consultation's administrator if you need it."


class DraftExpiredError(ConsultError):
    status = 410
    title = "Your answers are no longer kept here"
    message = (
        "Answers that are not sent are deleted after some days, and when they were sent already. "
        "If you had not finished, you can start again."
    )


class StaleFormError(ConsultError):
    title = "This page was open for too long"
    message = "Nothing was saved. Go back, reload the page and send it again."


class UnreadableError(ConsultError):
    message = "Something in what was sent cannot be stored. Change it, then send it again."


class ConflictError(ConsultError):
    status = 409
    title = "This could not be saved"
    message = (
        "It may have been sent twice, or somebody else may just have changed the same thing. "
        "Look at the page again before you send it once more."
    )


class SealedError(ConsultError):
    status = 500
    title = "This cannot be read"
    message = (
        "It was sealed with a secret that is not set here, or it was changed. Tell whoever runs this service."
    )


class UnavailableError(ConsultError):
    status = 503
    title = "Sorry, the service is not available"
    message = "Nothing you sent in the last step has been saved yet. Wait a minute, then try again."


class BusyError(UnavailableError):
    title = "Sorry, the service is very busy"

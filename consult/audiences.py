"""Who may see which page: every endpoint is listed here, and one that is not is shown to nobody."""

PUBLIC = "public"
STAFF = frozenset({"staff"})
WATCHERS = frozenset({"staff", "pcc"})
NOBODY: frozenset[str] = frozenset()  # pages of libraries that we do not offer

AUDIENCES: dict[str, str | frozenset[str]] = {
    "static": PUBLIC,
    "health.process_lives": PUBLIC,
    "health.can_serve": PUBLIC,
    "information.hub": PUBLIC,
    "information.overview": PUBLIC,
    "information.privacy": PUBLIC,
    "information.cookies": PUBLIC,
    "information.accessibility": PUBLIC,
    "answering.start": PUBLIC,
    "answering.invitation": PUBLIC,
    "answering.ask": PUBLIC,
    "answering.answer": PUBLIC,
    "answering.check": PUBLIC,
    "answering.confirmation": PUBLIC,
    "security.login": PUBLIC,
    "security.logout": PUBLIC,
    "security.verify": NOBODY,
    "accounts.home": WATCHERS,
    "responses.list_responses": STAFF,
    "responses.show_response": STAFF,
    "responses.exclude": STAFF,
    "responses.choose_export": STAFF,
    "responses.export": STAFF,
    "moderation.queue": STAFF,
    "moderation.rule": STAFF,
    "themes.list_themes": STAFF,
    "themes.find_themes": STAFF,
    "themes.progress": STAFF,
    "ways.list_ways": STAFF,
    "ways.add": STAFF,
    "invitations.list_batches": STAFF,
    "invitations.choose": STAFF,
    "invitations.make": STAFF,
    "batches.show": STAFF,
    "batches.take": STAFF,
    "board.show": WATCHERS,
    "board.live": WATCHERS,
    "board.pulse": WATCHERS,
    "board.table": WATCHERS,
}

"""Which tables migrations look after."""

JOB_QUEUE = "procrastinate_"


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """The job queue's tables come from its own release and are not models of ours."""
    return not (kind == "table" and name is not None and name.startswith(JOB_QUEUE))

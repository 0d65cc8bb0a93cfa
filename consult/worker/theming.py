"""The job that looks for themes."""


def run_theme_search(run_id: int) -> None:
    raise NotImplementedError(run_id)

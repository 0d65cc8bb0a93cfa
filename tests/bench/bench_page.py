"""A question page: CPU ms of one GET, draft and routing and all, beside an empty Flask view (goal 2 ms)."""

from functools import partial

from flask import Flask

from consult import create_app
from tests.bench.bench_submit import submissions_of
from tests.bench.calls import call, cpu_ms, environ
from tests.bench.stage import staged

QUESTIONS = "/consultations/facial-recognition/views/questions"
PAGES = ("support", "purposes", "why", "ethnic_group", "check-answers")


def get(app: Flask, path: str, cookie: str) -> None:
    call(app, environ(path, cookie))


def main() -> None:
    empty = Flask("empty")
    empty.add_url_rule("/", "empty", lambda: "page " * 2000)
    limit = cpu_ms(lambda: call(empty, environ("/")))
    with staged() as stage:
        app = create_app(stage.settings, ["residents"])
        _visit, cookie = submissions_of(stage, stage.open_consultation(), 1)[0]
        for page in PAGES:
            path = f"{QUESTIONS}/{page}".replace("questions/check-answers", "check-answers")
            status, body = call(app, environ(path, cookie))
            assert status == 200, (page, status)
            spent = cpu_ms(partial(get, app, path, cookie))
            print(
                f"{page:15} {spent:5.2f} ms CPU, {len(body):6} bytes ({spent / limit:.1f} times an empty view)"
            )
    print(f"{'empty view':15} {limit:5.2f} ms CPU")


if __name__ == "__main__":
    main()

"""Pages are compressed as they leave, unless somebody else made the browser ask for them.

Whoever can make a browser ask for a page again and again, and see how long each answer is, could guess what stands
in it, letter by letter, if the guess comes back in the same page. Such a request comes from a page of another site
and carries the person's cookies; its answer is left as long as it is.
"""

import gzip
from collections.abc import Callable

import brotli
from flask import Flask, Response, request

SMALLEST = 600  # bytes; below that nothing is won
TYPES = {"text/html", "application/json", "image/svg+xml", "text/plain", "text/css", "text/javascript"}
OWN = {"same-origin", "none"}  # asked for by a page of ours, or by the person: typed, or from the bookmarks
Compress = Callable[[bytes], bytes]


def brotli_of(body: bytes) -> bytes:
    found: bytes = brotli.compress(body, quality=5)
    return found


def gzip_of(body: bytes) -> bytes:
    return gzip.compress(body, compresslevel=6, mtime=0)


ENCODINGS: dict[str, Compress] = {"br": brotli_of, "gzip": gzip_of}


def register_compression(app: Flask) -> None:
    app.after_request(compress)


def compress(response: Response) -> Response:
    if response.mimetype not in TYPES or response.is_streamed or "Content-Encoding" in response.headers:
        return response
    response.vary.add("Accept-Encoding")
    encoding = next((name for name in ENCODINGS if request.accept_encodings[name]), "")
    if not encoding or not is_safe() or len(response.get_data()) < SMALLEST:
        return response
    response.set_data(ENCODINGS[encoding](response.get_data()))
    response.headers["Content-Encoding"] = encoding
    weaken(response)
    return response


def is_safe() -> bool:
    """Whether nobody but the person can learn anything from the length of the answer."""
    return not request.cookies or request.headers.get("Sec-Fetch-Site") in OWN


def weaken(response: Response) -> None:
    """The same page, in other bytes: its tag must not claim more."""
    tag, weak = response.get_etag()
    if tag and not weak:
        response.set_etag(tag, weak=True)

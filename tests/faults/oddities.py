"""What no form offers: values, bodies, kinds and methods that somebody may send all the same.

Whatever can carry it carries the mark, by which a log that repeats what was sent is known.
"""

from tests.faults.pages import BOUNDARY
from tests.faults.wire import FORM

MARK = "zqfault"
DIGITS = "7" * 5_000
SIGNS = (MARK, DIGITS[:40])  # what no log may have
ELEMENT = f"<{MARK}"  # what no page may have

WORDS = (
    f"{MARK}\x00end",
    f"{MARK}\r\n2026-11-26 12:00:00 ERROR {MARK} forged",
    f"{MARK}\n\tat forged.line({MARK})\x1b[2J",
    "".join(map(chr, range(1, 32))) + f"{MARK}\x7f\x85\u2028\u202e\ufeff",
    f"{MARK}\u200b\u2060\u00ad",
    "\u200b\u2060",
    f"\"'>{ELEMENT} onload=1>{{{{7*7}}}}${{7*7}}%s%(x)s{{0}}",
    f"{MARK}' OR 1=1; --%_\\",
    f"../../{MARK}",
    f"//{MARK}.example/",
    f"https://{MARK}.example\\@x",
    f"javascript:{MARK}",
    f"=1+{MARK}",
    f"{MARK} " * 4_000,
    f"{MARK}\u0130\u00df\ufb01" + "e" + "\u0301" * 300,
    f"\U0001f469\U0001f3fd\u200d\U0001f680{MARK}",
    "",
    " ",
    ",",
)
NUMBERS = (
    DIGITS,
    f"-{DIGITS}",
    f"0.{DIGITS}",
    f"1e{DIGITS[:9]}",
    "1e400",
    "-1",
    "0",
    "2147483648",
    "9223372036854775808",
    "nan",
    "inf",
    "\u00b2",
    "\u0663",
    "\u2167",
    "\uff15",
    "1_000",
    "0x10",
    "1,5",
    "true",
    "None",
)
DAYS = (
    "0000-00-00",
    "2026-02-30",
    "9999-12-31",
    "10000-01-01",
    "31 12 9999",
    "1 1 1",
    "29 2 2027",
    "1 1 0000",
)
DOCUMENTS = (
    "[" * 20_000,
    '{"a":' * 5_000,
    "null",
    "[]",
    "{}",
    f'"{MARK}"',
    f'{{"{MARK}": 1e999}}',
    f'{{"title": "\\ud800{MARK}", "format": 99}}',
    DIGITS,
)
BYTES = (
    f"{MARK}\xff\xfe".encode("latin-1"),
    MARK.encode() + b"\xed\xa0\x80",
    b"\xc0\xaf" + MARK.encode() + b"\xc3(",
    MARK.encode("utf-16"),
    MARK.encode() + b"\xf4\x90\x80\x80",
)
VALUES: tuple[bytes, ...] = (*(each.encode() for each in (*WORDS, *NUMBERS, *DAYS, *DOCUMENTS)), *BYTES)
IN_PATHS: tuple[bytes, ...] = tuple(value for value in VALUES if 0 < len(value) < 6_000)

METHODS = ("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", MARK.upper())

# Bodies of no form of ours, each with the kind that it says it is.
PART = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{MARK}"'
BODIES: tuple[tuple[str | None, bytes], ...] = (
    (None, f"{MARK}=1".encode()),
    ("", f"{MARK}=1".encode()),
    (f"{MARK}; charset={MARK}", f"{MARK}=1".encode()),
    (f"{FORM}; charset=utf-7", f"{MARK}=+AGE-".encode()),
    (f"{FORM}; charset={MARK}", f"{MARK}=1".encode()),
    (FORM, f"{MARK}=%ZZ%&%=&&=;{MARK}".encode()),
    (FORM, bytes(range(256)) + MARK.encode()),
    (FORM, f"{MARK}=1&".encode() * 1_500),
    (FORM, f"{MARK}=".encode() + b"x" * 1_200_000),
    (FORM, f"{MARK}=".encode() + b"x" * 2_200_000),
    ("application/json", b"[" * 50_000),
    ("application/json", f'{{"csrf_token": {{"{MARK}": []}}}}'.encode()),
    ("text/plain", MARK.encode()),
    ("multipart/form-data", PART.encode()),
    (f"multipart/form-data; boundary={MARK}", PART.encode()),
    (f"multipart/form-data; boundary={BOUNDARY}", PART.encode()),
    (
        f"multipart/form-data; boundary={BOUNDARY}",
        f'{PART}; filename="{MARK}\x00.txt"\r\n\r\n\xff\r\n'.encode(),
    ),
    (f"multipart/form-data; boundary={BOUNDARY}", f"{PART}\r\n\r\n{MARK}\r\n".encode() * 1_500),
    (
        f"multipart/form-data; boundary={BOUNDARY}; charset={MARK}",
        f"{PART}\r\n\r\nx\r\n--{BOUNDARY}--".encode(),
    ),
    (f"multipart/form-data; boundary={'b' * 400}", PART.encode()),
)
COOKIES = (
    "",
    "=",
    ";;;",
    MARK,
    f"{MARK}=\xff\xfe",
    f"{MARK}={DIGITS}",
    f'{MARK}="\\000\\777',
    "; ".join(f"{MARK}{number}=1" for number in range(300)),
)

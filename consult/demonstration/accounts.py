"""Accounts: one for each role, with passwords made for the occasion and kept in a private file."""

import json
import os
import secrets
from pathlib import Path

from flask_security import hash_password
from sqlalchemy.orm import Session

from consult.services.people import add_person

STAFF = "staff@demo.example"
COLLEAGUE = "colleague@demo.example"  # much needs a second person
COMMISSIONER = "pcc@demo.example"
ACCOUNTS = {STAFF: "staff", COLLEAGUE: "staff", COMMISSIONER: "pcc"}
FILE_NAME = "demo-sign-ins.json"
PASSWORD_BYTES = 12


def add_accounts(session: Session, folder: Path) -> Path:
    """Add the accounts and give the file with their passwords; needs an application context.

    The file is written before the accounts are committed: a password must not be lost.
    """
    passwords = {email: secrets.token_urlsafe(PASSWORD_BYTES) for email in ACCOUNTS}
    for email, role in ACCOUNTS.items():
        add_person(session, email, hash_password(passwords[email]), role)
    return write_private(folder / FILE_NAME, json.dumps(passwords, indent=2) + "\n")


def write_private(file: Path, text: str) -> Path:
    """Write a file that only its owner can read, from its first moment on."""
    file.unlink(missing_ok=True)
    handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as new:
        new.write(text)
    return file

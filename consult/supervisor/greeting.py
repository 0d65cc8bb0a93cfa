"""What is said when the site is up: its address, and how to sign in to the demonstration."""

import json

from consult.settings import Settings

SIGN_INS = "demo-sign-ins.json"


def greeting(settings: Settings) -> str:
    lines = ["", f"Open {settings.site_url} in a browser. Ctrl-C stops everything and keeps the data."]
    file = settings.instance / SIGN_INS
    if file.exists() and not settings.production:
        lines.append(f"Sign in at {settings.site_url}/staff/ with one of:")
        accounts = json.loads(file.read_text(encoding="utf-8"))
        lines += [f"  {email}  {password}" for email, password in accounts.items()]
    return "\n".join(lines)

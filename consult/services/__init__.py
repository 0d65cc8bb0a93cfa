"""What the product does: functions `verb(session, thing, …)` that hold the rules and never commit."""

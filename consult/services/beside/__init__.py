"""What is heard beside the form: written submissions, notes of sessions, consultees. None of it is a percentage."""

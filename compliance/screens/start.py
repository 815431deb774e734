"""start."""

from compliance.screens import look

look.title("start")

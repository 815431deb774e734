"""check."""

from compliance.screens import look

look.title("check")

"""outside."""

from compliance.screens import look

look.title("outside")

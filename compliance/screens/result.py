"""result."""

from compliance.screens import look

look.title("result")

"""examples."""

from compliance.screens import look

look.title("examples")

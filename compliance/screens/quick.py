"""quick."""

from compliance.screens import look

look.title("quick")

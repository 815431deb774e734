"""rules."""

from compliance.screens import look

look.title("rules")

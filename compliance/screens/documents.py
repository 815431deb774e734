"""documents."""

from compliance.screens import look

look.title("documents")

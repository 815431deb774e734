"""The questions about the person, one topic a page."""

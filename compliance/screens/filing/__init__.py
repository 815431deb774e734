"""Pages about filing: duties and dates, and the papers that go with the return."""

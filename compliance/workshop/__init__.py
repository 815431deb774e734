"""The engine as a teaching instrument: people, exercises, comparison with other people's figures."""

"""`python -m compliance`: the command line."""

import sys


def start() -> int:
    """Run one command, and return its exit status also where it is interrupted while it loads."""
    try:
        from compliance.cli import main
    except KeyboardInterrupt:
        # The catalogue of sentences is not loaded yet.
        sys.stderr.write("Interrupted. Nothing was written.\n")
        return 130
    return main()


if __name__ == "__main__":
    sys.exit(start())

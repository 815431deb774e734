"""The program's version, printed on every output."""

VERSION = "0.1.0"

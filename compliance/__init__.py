"""Freelancer tax and compliance helper for Pakistan: the public API."""

from compliance.assessment import assess
from compliance.batch import assess_many
from compliance.rulebook import load_rulebook

__all__ = ["assess", "assess_many", "load_rulebook"]

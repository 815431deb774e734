"""The facts of the law, one module a chapter, and the two graphs they make."""

from __future__ import annotations

from compliance.engine import Graph
from compliance.facts import balance, export_tax, normal_tax, published_policy, receipts, retention
from compliance.facts.inputs import PERSON, RECEIPT, RETENTION, SWITCHES

TAX = Graph((*RECEIPT, *PERSON, *SWITCHES), (receipts, published_policy, export_tax, normal_tax, balance))
"""Tax of a year: rows are receipts and persons."""

RETENTION_BY_MONTH = Graph(RETENTION, (retention,))
"""Retention: rows are receipts and calendar months."""

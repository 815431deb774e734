"""The registry: order by dependency, two levels with two ways between them, and what stops the load."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from compliance.engine import Columns, Fact, Graph, GraphFault, Input, person_fact, receipt_fact, summed
from compliance.facts import RETENTION_BY_MONTH, TAX
from compliance.money import Paisa, Rate, YesNo
from compliance.rulebook import NotCovered

RECEIPT_AMOUNT = Input("amount", "receipt", "paisa", "amount")
RECEIPT_MARK = Input("marked", "receipt", "yes_no", "marked")
PERSON_SALARY = Input("salary", "person", "paisa", "salary")
INPUTS = (RECEIPT_AMOUNT, RECEIPT_MARK, PERSON_SALARY)


def chapter(**facts: Fact) -> ModuleType:
    module = ModuleType("chapter")
    vars(module).update(facts)
    return module


def sum_of(name: str, amount: str, where: str | None = None) -> Fact:
    return summed(name, amount, where, unit="paisa", label=name, cite="s.1")


def test_a_person_without_receipts_gets_nothing_and_not_the_next_persons_money() -> None:
    graph = Graph(INPUTS, [chapter(total=sum_of("total", "amount"))])
    columns = Columns(
        3,
        np.array([0, 2, 2]),
        {"amount": np.array([5, 7, 11]), "marked": np.ones(3, bool), "salary": np.zeros(3, int)},
    )
    assert graph.run(2026, columns, {})["total"].tolist() == [5, 0, 18]


def test_a_sum_counts_only_where_its_condition_holds() -> None:
    graph = Graph(INPUTS, [chapter(total=sum_of("total", "amount", "marked"))])
    columns = Columns(
        1, np.zeros(3, int), {"amount": np.array([5, 7, 11]), "marked": np.array([True, False, True])}
    )
    assert graph.run(2026, columns, {})["total"].tolist() == [16]


def test_sums_are_exact_beyond_what_a_float_holds() -> None:
    graph = Graph(INPUTS, [chapter(total=sum_of("total", "amount"))])
    columns = Columns(1, np.zeros(2, int), {"amount": np.array([2**53, 1])})
    assert graph.run(2026, columns, {})["total"].tolist() == [2**53 + 1]


def test_a_persons_value_is_spread_down_to_that_persons_receipts() -> None:
    @receipt_fact(cite="s.1", label="over")
    def over(amount: Paisa, salary: Paisa) -> YesNo:
        return amount > salary

    graph = Graph(INPUTS, [chapter(over=over)])
    columns = Columns(
        2, np.array([0, 1, 1]), {"amount": np.array([5, 5, 50]), "salary": np.array([9, 9 + 1])}
    )
    assert graph.run(2026, columns, {})["over"].tolist() == [False, False, True]


def test_a_person_fact_that_takes_receipts_stops_the_load() -> None:
    @person_fact(cite="s.1", label="wrong")
    def wrong(amount: Paisa) -> Paisa:
        return amount

    with pytest.raises(GraphFault, match=r"wrong .* amount .* summed"):
        Graph(INPUTS, [chapter(wrong=wrong)])


def test_a_sum_of_a_persons_column_stops_the_load() -> None:
    with pytest.raises(GraphFault, match="sums salary"):
        Graph(INPUTS, [chapter(total=sum_of("total", "salary"))])


def test_two_formulas_for_one_year_stop_the_load() -> None:
    @person_fact(name="tax", until=2025, cite="s.1", label="tax")
    def tax_before(salary: Paisa) -> Paisa:
        return salary

    @person_fact(name="tax", since=2025, cite="s.1", label="tax")
    def tax_after(salary: Paisa) -> Paisa:
        return salary

    with pytest.raises(GraphFault, match="tax has two formulas for tax year 2025"):
        Graph(INPUTS, [chapter(a=tax_before, b=tax_after)])


def test_a_circle_stops_the_load() -> None:
    @person_fact(cite="s.1", label="egg")
    def egg(hen: Paisa) -> Paisa:
        return hen

    @person_fact(cite="s.1", label="hen")
    def hen(egg: Paisa) -> Paisa:
        return egg

    with pytest.raises(GraphFault, match="circle"):
        Graph(INPUTS, [chapter(egg=egg, hen=hen)])


def test_the_formula_of_the_year_is_taken_and_a_year_without_one_is_not_covered() -> None:
    @person_fact(name="tax", since=2024, until=2024, cite="s.1", label="tax")
    def tax_2024(salary: Paisa) -> Paisa:
        return salary + 1

    @person_fact(name="tax", since=2025, until=2025, cite="s.1", label="tax")
    def tax_2025(salary: Paisa) -> Paisa:
        return salary + 2

    graph = Graph(INPUTS, [chapter(a=tax_2024, b=tax_2025)])
    columns = Columns(1, np.zeros(0, int), {"salary": np.array([10])})
    assert graph.run(2024, columns, {}, ["tax"])["tax"].tolist() == [11]
    assert graph.run(2025, columns, {}, ["tax"])["tax"].tolist() == [12]
    with pytest.raises(NotCovered):
        graph.run(2026, columns, {}, ["tax"])


def test_a_given_fact_is_not_computed() -> None:
    graph = Graph(INPUTS, [chapter(total=sum_of("total", "amount"))])
    columns = Columns(2, np.zeros(0, int), {"total": np.array([3, 4])})
    assert graph.run(2026, columns, {}, ["total"])["total"].tolist() == [3, 4]


def test_a_parameter_reaches_the_formula() -> None:
    @person_fact(cite="s.1", label="part")
    def part(salary: Paisa, share: Rate) -> Paisa:
        return salary * share

    graph = Graph(INPUTS, [chapter(part=part)])
    assert graph.parameters(2026) == {"share"}
    columns = Columns(1, np.zeros(0, int), {"salary": np.array([10])})
    assert graph.run(2026, columns, {"share": np.array([3])})["part"].tolist() == [30]


@pytest.mark.parametrize("graph", [TAX, RETENTION_BY_MONTH], ids=["tax", "retention"])
@pytest.mark.parametrize("year", range(2021, 2028))
def test_every_fact_has_one_formula_in_every_covered_year_or_none_by_design(graph: Graph, year: int) -> None:
    ordered = graph.order(year)
    names = [fact.name for fact in ordered]
    assert len(names) == len(set(names))
    ready = set(graph.inputs) | graph.parameters(year)
    for fact in ordered:
        assert set(fact.inputs) <= ready, fact.name
        ready.add(fact.name)


@pytest.mark.parametrize(
    "path",
    sorted((Path(__file__).parent.parent / "compliance" / "facts").glob("*.py")),
    ids=lambda path: path.stem,
)
def test_every_formula_uses_every_argument_and_stays_on_columns(path: Path) -> None:
    for function in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(function, ast.FunctionDef):
            continue
        used = {
            node.id
            for node in ast.walk(function)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
        }
        for argument in function.args.args:
            assert argument.arg in used, f"{path.name}: {function.name} does not use {argument.arg}"
        forbidden = (ast.If, ast.IfExp, ast.For, ast.While, ast.And, ast.Or, ast.Not)
        for node in ast.walk(function):
            assert not isinstance(node, forbidden), f"{path.name}: {function.name} branches on a column"


def test_every_input_is_used_by_some_formula() -> None:
    for graph in (TAX, RETENTION_BY_MONTH):
        used = {name for facts in graph.variants.values() for fact in facts for name in fact.inputs}
        assert set(graph.inputs) <= used


def test_every_fact_has_a_label_a_citation_and_a_docstring() -> None:
    for graph in (TAX, RETENTION_BY_MONTH):
        for facts in graph.variants.values():
            for fact in facts:
                assert fact.label and fact.cite, fact.name
                assert fact.compute is None or inspect.getdoc(fact.compute), fact.name

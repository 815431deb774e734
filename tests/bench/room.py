"""A room at one laptop: 40 people at once on the result page, over the real websocket.

`python -m tests.bench.room` prints what each click took while all think 5 seconds between two clicks, and the
memory a person costs; `python -m tests.bench.room hour` then lets an hour's worth of clicks pass without the
thinking, and prints the memory at intervals. The visitors share the machine with the program.
"""

from __future__ import annotations

import random
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

from tests.bench.served import open_result, resident_mb, served, wait_until_served, write_amounts
from tests.bench.wire import Visitor

PEOPLE = 40
RECEIPTS = 100
THOUGHT_SECONDS = 5.0
MINUTES = 3
HOUR_OF_CLICKS = int(3600 / THOUGHT_SECONDS)
SETTLED_CLICKS = 40
"""Clicks of each person before memory is compared: caches fill up first."""
LATE_MS, MB_A_PERSON, MB_GROWN = 300.0, 5.0, 0.02
"""What is allowed: the 95th percentile, and memory; growth over the hour as a part of what there was."""


@dataclass
class Clicks:
    """What clicks took, in milliseconds, and what went wrong."""

    taken: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def late(self) -> float:
        """The 95th percentile."""
        return statistics.quantiles(self.taken, n=20)[-1]


def click(visitor: Visitor, number: int) -> float:
    """One click on the result page: mostly a look at something, sometimes one that makes everything anew."""
    if number % 10 == 4:
        write_amounts(visitor, in_lakh=number % 20 == 4)
    if number % 10 == 9:
        return visitor.press("result.other_regime")
    return visitor.run()


def everybody(people: list[Visitor], work: Callable[[Visitor, int], None]) -> None:
    """Let all people do something at the same time, each on a thread of its own."""
    threads = [threading.Thread(target=work, args=(visitor, at)) for at, visitor in enumerate(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def think_and_click(people: list[Visitor], minutes: float) -> Clicks:
    """All click for some minutes, with 5 seconds of thought between two clicks, each a bit otherwise."""
    found = Clicks()
    until = time.monotonic() + minutes * 60

    def one(visitor: Visitor, at: int) -> None:
        chance = random.Random(at)
        time.sleep(chance.uniform(0, THOUGHT_SECONDS))
        number = at
        try:
            while time.monotonic() < until:
                found.taken.append(click(visitor, number))
                number += 1
                time.sleep(chance.uniform(0.5, 1.5) * THOUGHT_SECONDS)
        except Exception as error:
            found.errors.append(f"person {at}: {error!r}")

    everybody(people, one)
    return found


def click_on(people: list[Visitor], clicks: int) -> list[str]:
    """All click so many times without a pause. What went wrong."""
    errors: list[str] = []

    def one(visitor: Visitor, at: int) -> None:
        try:
            for number in range(clicks):
                click(visitor, number + at)
        except Exception as error:
            errors.append(f"person {at}: {error!r}")

    everybody(people, one)
    return errors


def room(port: int, stack: ExitStack, count: int) -> Iterator[Visitor]:
    """So many people, each with the result of an own year on the screen."""
    for _number in range(count):
        visitor = stack.enter_context(Visitor(port))
        open_result(visitor, RECEIPTS)
        yield visitor


def main() -> None:
    """Print what was asked for."""
    hour = sys.argv[1:2] == ["hour"]
    with served() as (program, port), ExitStack() as stack:
        wait_until_served(port, program)
        first = list(room(port, stack, 1))
        click_on(first, SETTLED_CLICKS)
        alone = resident_mb(program.pid)
        people = first + list(room(port, stack, PEOPLE - 1))
        found = think_and_click(people, MINUTES)
        errors = found.errors + click_on(people, SETTLED_CLICKS)
        together = resident_mb(program.pid)
        each = (together - alone) / (PEOPLE - 1)
        print(
            f"{PEOPLE} people, {RECEIPTS} receipts each, {THOUGHT_SECONDS:.0f} s of thought, "
            f"{MINUTES} minutes"
        )
        print(
            f"{len(found.taken)} clicks: median {statistics.median(found.taken):.0f} ms, "
            f"95% below {found.late():.0f} ms (at most {LATE_MS:.0f}), longest {max(found.taken):.0f} ms"
        )
        print(f"memory: {alone:.0f} MB with one person, {together:.0f} MB with all: {each:.2f} MB each")
        good = found.late() <= LATE_MS and each <= MB_A_PERSON
        if hour:
            before = together
            for part in range(1, 11):
                errors += click_on(people, HOUR_OF_CLICKS // 10)
                now = resident_mb(program.pid)
                print(f"{part * 6:3} minutes' worth of clicks: {now:.0f} MB", flush=True)
            good = good and now <= before * (1 + MB_GROWN)
        print(f"errors: {len(errors)}", *errors[:5], sep="\n")
    if errors or not good:
        raise SystemExit("beyond what is allowed")


if __name__ == "__main__":
    main()

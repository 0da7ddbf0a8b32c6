"""Measure the code that the template writes against other ways to write it.

make bench
"""

import argparse
import json
import signal
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from typing import NoReturn

from bench import rounds
from bench.checks import check, model_row
from bench.contestants import CACHED, DEEP, FIELD, LIMIT, OPERATIONS, Contestant
from bench.load import Failed
from bench.report import Results, tables
from bench.rounds import Effort, those_with
from bench.rows import Rows, open_rows
from bench.servers import Running, Stable, interpreter, open_stable, open_valkey
from tools.rendering import ROOT

ROWS = 10_000
MANY_ROWS = 200_000
WARM = Effort(rounds=1, seconds=0.3)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the tables, and write build/bench.json; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--python", help="the interpreter that has the contenders")
    parser.add_argument("--rounds", type=int, default=10, help="10 by default")
    parser.add_argument("--seconds", type=float, default=0.7, help="of a sample: 0.7")
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        results = measured(options.python, Effort(options.rounds, options.seconds))
    except KeyboardInterrupt:
        print("\nInterrupted; nothing is left running.")
        return 130
    except Failed as error:
        print(f"The measurement failed: {error}", file=sys.stderr)
        return 1
    file = ROOT / "build" / "bench.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(results.document(), indent=1), "utf-8")
    print(f"\n{tables(results)}")
    return 0


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def measured(python: str | None, effort: Effort) -> Results:
    """All that there is to measure."""
    with ExitStack() as stack:
        rows = stack.enter_context(open_rows())
        variables = {
            "DATABASE_URL": rows.url,
            "CACHE_URL": stack.enter_context(open_valkey()),
        }
        stable = stack.enter_context(open_stable(interpreter(python), variables))
        _say("Starting and checking all servers")
        running = started(stable, rows, dict.fromkeys((*FIELD, *CACHED)))
        return _measured(running, rows, effort)


def started(
    stable: Stable,
    rows: Rows,
    contestants: Sequence[Contestant] | dict[Contestant, None],
) -> dict[Contestant, Running]:
    """The contestants, each of which answers as the first one does."""
    stable.migrate()
    rows.grow(ROWS)
    running = {one: stable.start(one) for one in contestants}
    model = model_row(running[LIMIT])
    for one in running.values():
        check(one, rows.count, model)
        rows.clean()
    return running


def _measured(
    running: dict[Contestant, Running], rows: Rows, effort: Effort
) -> Results:
    field = {one: running[one] for one in FIELD}
    operations = {}
    for name in OPERATIONS:
        _say(f"Measuring {name}")
        those = those_with(name, field)
        rounds.operation(name, those, rows, WARM)
        operations[name] = rounds.operation(name, those, rows, effort)
    memory = {one.name: server.memory for one, server in running.items()}
    _say("Measuring the cached list")
    cached = [running[one] for one in CACHED]
    rounds.operation("list", cached, rows, WARM)
    of_cache = rounds.operation("list", cached, rows, effort)
    _say(f"Measuring depth in {MANY_ROWS} rows")
    rows.grow(MANY_ROWS)
    depth = rounds.depth([running[one] for one in DEEP], rows, effort)
    return Results(operations, of_cache, depth, memory)


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())

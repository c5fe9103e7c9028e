"""On what and how a bench was run: figures travel between machines only with that beside them."""

import os
import platform
import statistics
from collections.abc import Callable

RUNS = 5
"""A single run says as much about the neighbours as about the code; the median of five does not."""


def tell() -> None:
    """Print the Python, the machine and its load, before anything is measured."""
    load = ", ".join(f"{each:.2f}" for each in os.getloadavg())
    cores = os.cpu_count() or 1
    system = f"{platform.system()} {platform.machine()}"
    print(f"Python {platform.python_version()}, {system}, {cores} cores, load {load}", flush=True)
    if os.getloadavg()[0] > cores / 2:
        print("Other work is running here: plain figures say little, ratios somewhat more.")
    print(f"Each figure is the median of {RUNS} runs.", flush=True)


def median_of(measure: Callable[[], float], *, runs: int = RUNS) -> float:
    """The median of several runs of one measurement."""
    return statistics.median(measure() for _run in range(runs))

"""`python -m tests.browsers [NAME…]`: the main job in every browser that we promise and have."""

import os
import sys
import tempfile
import traceback
from pathlib import Path

from tests.browsers.drivers import DRIVERS, Driver
from tests.browsers.walk import Walk
from tests.demo import copy_demo, load_demo, served

SIZES = ((800, 1280), (500, 900))


def main(names: list[str]) -> int:
    """How many walks failed."""
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        load_demo(Path(folder, "demo"))
        for name in names or DRIVERS:
            driver = DRIVERS[name]()
            for width, height in SIZES:
                site = copy_demo(Path(folder, "demo"), Path(folder, f"{name}-{width}"))
                driver.resize(width, height)
                with served(site.app) as address:
                    good = _is_good(driver, address)
                print(f"{name} at {width} x {height}: {'good' if good else 'failed'}", flush=True)
                failed += not good
            driver.close()
    return failed


def _is_good(driver: Driver, address: str) -> bool:
    try:
        Walk(driver, address).question()
        Walk(driver, address).main_job()
    except Exception:
        traceback.print_exc()
        return False
    return True


if __name__ == "__main__":
    result = main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(min(result, 1))  # Qt falls over its own pages when Python tidies up

"""Print the sum of the test runs whose reports lie in a folder, as the last line: "N passed, N failed"."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree


def totals(folder: Path) -> tuple[int, int, int]:
    """Passed, failed and skipped tests of all reports."""
    tests = failed = skipped = 0
    for report in sorted(folder.glob("*.xml")):
        for suite in ElementTree.parse(report).iter("testsuite"):
            tests += int(suite.get("tests", 0))
            failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            skipped += int(suite.get("skipped", 0))
    return tests - failed - skipped, failed, skipped


def main() -> None:
    """Sum the folder given; without any report, the checks before the tests have failed."""
    folder = Path(sys.argv[1])
    if not any(folder.glob("*.xml")):
        print("The checks before the tests did not pass, so no test was run.")
        print("0 passed, 1 failed")
        return
    passed, failed, skipped = totals(folder)
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))


if __name__ == "__main__":
    main()

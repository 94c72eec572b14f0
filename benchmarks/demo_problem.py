"""Write the roster problem of the demo scheme to a file: load the demo afresh and take what its last run was asked.

python benchmarks/demo_problem.py OUT
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

import django
from django.core.management import call_command
from django.utils import timezone


def main(out: Path) -> None:
    """The problem of the next eight weeks, as the demo's work leader would ask it today."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"SELVSTYRT_VAR": folder, "DJANGO_SETTINGS_MODULE": "selvstyrt.config.settings"}
        django.setup()
        from selvstyrt.apps.plans.models import Run
        from selvstyrt.faces.cli.demo import draw, load

        call_command("migrate", verbosity=0)
        load.load_once(seed=draw.SEED, weeks_behind=10, now=timezone.now(), say=lambda _: None)
        problem = Run.objects.order_by("-pk").values_list("problem", flat=True)[0]
    out.write_text(json.dumps(problem, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

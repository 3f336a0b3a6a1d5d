"""Settings of all tests: made-up input is the same in every run.

`HYPOTHESIS_PROFILE=explore pytest` makes up other input each time.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("same", derandomize=True)
settings.register_profile("explore", derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

"""`python -m banmian.cli`, where the command is not on the path."""

import sys

from banmian.cli import main

sys.exit(main())

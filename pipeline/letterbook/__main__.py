"""Run the command line: ``python -m letterbook``."""

from letterbook.cli import main

main()

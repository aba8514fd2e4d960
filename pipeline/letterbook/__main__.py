"""Run the command line: ``python -m letterbook``."""

import signal

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # nothing is begun yet: an interrupt just ends the process

    from letterbook.cli import main

    signal.signal(signal.SIGINT, signal.default_int_handler)
else:
    from letterbook.cli import main

main()

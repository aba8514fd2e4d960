#!/usr/bin/env python3
"""Run letterbook from its checkout, with nothing but Python installed.

    python3 run.py build YOUR-TEXT.txt    make an edition (any command of letterbook may stand here)
    python3 run.py test                   run all tests

The first call makes a private environment under .venv/ and installs there what pyproject.toml asks
for; nothing else on the machine is touched. Later calls only look whether pyproject.toml has changed.
"""

# Written so that Python 3.6 can read it as far as the message that it is too old: bare types, no walrus.

import hashlib
import os
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path

OLDEST = (3, 11)
VERSION = ".".join(str(number) for number in sys.version_info[:3])
ROOT = Path(__file__).resolve().parent
HOME = ROOT / ".venv" / VERSION
PYTHON = HOME / "Scripts" / "python.exe" if os.name == "nt" else HOME / "bin" / "python"


def main(arguments: list) -> None:
    """Prepare the environment and hand the command over."""
    if sys.version_info < OLDEST:
        stop(
            f"Python {OLDEST[0]}.{OLDEST[1]} or later is needed, and this is Python {VERSION}.",
            "Install a newer one (from python.org, or your system's packages) and call it by its name,",
            "for example: python3.12 run.py ...",
        )
    if not arguments:
        say(__doc__.strip() + "\n")
        arguments = ["--help"]
    if arguments[0] == "test":
        prepare("dev")
        os.chdir(ROOT)
        hand_over(["-m", "tox", "run", *arguments[1:]])
    prepare("")
    hand_over(["-P", "-m", "letterbook", *arguments])


def hand_over(arguments: list) -> None:
    """Let the environment's Python take this process's place."""
    command = [str(PYTHON), *arguments]
    sys.stdout.flush()
    if os.name == "nt":  # there exec returns to the shell at once
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)  # noqa: S606 (no shell is wanted)


def prepare(group: str) -> None:
    """See that the environment stands and holds what letterbook, and a dependency group, need."""
    # What it depends on: the list of packages, this recipe, and the very Python it was made with.
    wanted = (ROOT / "pyproject.toml").read_bytes()
    base = f"{sys.version} {os.path.realpath(sys.executable)} {ROOT}".encode("utf-8", "surrogateescape")
    seal = hashlib.sha256(b"\0".join([wanted, Path(__file__).read_bytes(), base])).hexdigest()
    if stamp("letterbook") == seal and (not group or stamp(group) == seal):
        return
    with alone():
        if stamp("letterbook") != seal:
            say(f"letterbook: preparing a private environment in {HOME} (once; about a minute) ...")
            make_environment()
            install(["--editable", str(ROOT)])
            set_stamp("letterbook", seal)
        if group and stamp(group) != seal:
            import tomllib  # noqa: PLC0415 (an old Python has none)

            say("letterbook: adding what the tests need ...")
            install(tomllib.loads(wanted.decode("utf-8"))["dependency-groups"][group])
            set_stamp(group, seal)


def stamp(name: str) -> str:
    """Read what was installed last under this name; nothing where an installation did not come to its end."""
    try:
        return (HOME / f"{name}.stamp").read_text(encoding="ascii") if PYTHON.exists() else ""
    except OSError:
        return ""


def set_stamp(name: str, seal: str) -> None:
    """Note that this was installed to the end."""
    (HOME / f"{name}.stamp").write_text(seal, encoding="ascii")


@contextmanager
def alone() -> None:
    """Keep two first calls from preparing the environment at once; the second waits."""
    try:
        HOME.parent.mkdir(parents=True, exist_ok=True)
        file = HOME.with_name(f"{VERSION}.lock").open("w")
    except OSError as fault:
        stop(f"The folder {HOME.parent} cannot be written: {fault.strerror}.")
    with file:
        with suppress(ImportError, OSError):  # Windows, or a file system without locks
            import fcntl  # noqa: PLC0415

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def make_environment() -> None:
    """Make the environment afresh."""
    try:
        import ensurepip  # noqa: F401, PLC0415 (Debian and others leave it out)
        import venv  # noqa: PLC0415
    except ImportError as fault:
        stop(
            f"This Python lacks its module {fault.name}, with which private environments are made.",
            f"Debian, Ubuntu: sudo apt install python{VERSION.rpartition('.')[0]}-venv",
            "Elsewhere: install Python from python.org or your system's packages, with venv and pip.",
        )
    try:
        venv.EnvBuilder(clear=True, with_pip=True, symlinks=os.name != "nt").create(str(HOME))
    except (OSError, subprocess.CalledProcessError) as fault:
        said = getattr(fault, "output", None) or b""
        stop(f"The environment {HOME} could not be made: {fault}.", last_lines(said))


def install(packages: list) -> None:
    """Install packages into the environment, showing pip's words only where it fails."""
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    # What the caller's shell says about Python's paths is not meant for this environment.
    inherited = {name: os.environ[name] for name in os.environ if name not in ("PYTHONPATH", "PYTHONHOME")}
    inherited.setdefault("PIP_RETRIES", "2")  # pip's five take long to say that there is no network
    done = subprocess.run(
        [*command, *packages],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=inherited,
        check=False,
    )
    if done.returncode == 0:
        return
    unreached = (b"NewConnectionError", b"name resolution", b"timed out", b"SSLError", b"from versions: none")
    if any(sign in done.stdout for sign in unreached):
        stop(
            "The package registry could not be reached, and the packages letterbook needs were not fetched.",
            "Connect to the network and try again.",
            "Behind a proxy set HTTPS_PROXY; for a mirror set PIP_INDEX_URL.",
            last_lines(done.stdout),
        )
    stop("The packages letterbook needs could not be installed. pip said:", last_lines(done.stdout))


def last_lines(said: bytes) -> str:
    """Return what a program said of errors, or else the end of what it said: the reason stands there."""
    lines = [line.strip() for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR")]
    told = list(dict.fromkeys(errors or lines))[-6:]  # each once
    return "\n    ".join(f"| {line[:300]}" for line in told)


def say(words: str) -> None:
    """Tell the user something that is not data."""
    print(words, file=sys.stderr, flush=True)


def stop(reason: str, *more: str) -> None:
    """Say why there is no going on, and end."""
    say("\n".join([f"letterbook: {reason}", *(f"    {line.lstrip()}" for line in more if line)]))
    sys.exit(3)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        say("letterbook: interrupted")
        sys.exit(130)

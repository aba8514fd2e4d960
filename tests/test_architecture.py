"""The rules of the house that a machine can look after."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache

import pytest

from letterbook.problems import CODES

LONGEST = 400  # lines of one file; about 300 is meant
TABLES = {"problems.py"}  # as long as there are kinds of problems
WRITE = {"write_text", "write_bytes", "mkdir", "rename", "unlink", "rmdir"}
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "base", "manager", "core"}

#: A library, and where it may be imported: a folder, or a file.
HOMES = {
    "click": ("cli/",),
    "saxonche": ("publish/saxon.py",),
    "lxml": ("tei/", "read/", "other_tei/", "xml_input/", "check/", "project/register_tei.py", "publish/"),
    "xmlschema": ("check/",),
    "distributed": ("library/cluster.py",),
    "pypdf": ("xml_input/pdf_pages.py",),
}
#: Libraries too slow to load for commands that need none of them.
LAZY = ("saxonche", "xmlschema", "distributed", "pypdf")
#: The rooms that a text passes on its way to the TEI, and the ground below them: none imports one after it.
ORDER = (
    "problems", "model", "words", "values", "xml_input", "project", "read", "rules", "detect", "settle",
    "build", "tei",
)  # fmt: skip


@pytest.fixture(scope="session")
def modules(root):
    """Give each module of the package: its path inside the package, its text, its tree."""
    package = root / "pipeline" / "letterbook"
    found = {}
    for path in sorted(package.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        found[path.relative_to(package).as_posix()] = (text, ast.parse(text))
    assert len(found) > 30
    return found


@cache
def imported(tree):
    """Return (module, whether it is imported when the file is loaded) for each import."""
    return tuple(_imported(tree))


def _imported(tree):
    inner = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
    }
    typing = {id(node) for test in ast.walk(tree) if is_typing_only(test) for node in ast.walk(test)}
    for node in ast.walk(tree):
        at_load = id(node) not in inner and id(node) not in typing
        if isinstance(node, ast.Import):
            yield from ((alias.name, at_load) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            yield node.module, at_load


def is_typing_only(node):
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_imported_in_its_room_alone(modules, library):
    users = {
        name
        for name, (_, tree) in modules.items()
        if library in {m.partition(".")[0] for m, _ in imported(tree)}
    }
    strangers = {name for name in users if not name.startswith(HOMES[library])}
    assert users
    assert strangers == set()


@pytest.mark.parametrize("library", LAZY)
def test_slow_libraries_are_imported_where_they_are_used(modules, library):
    eager = {
        name
        for name, (_, tree) in modules.items()
        if library in {module.partition(".")[0] for module, at_load in imported(tree) if at_load}
    }
    assert eager == set()


def test_the_model_depends_on_nothing_but_problems(modules):
    for name in modules:
        if name.startswith(("model/", "problems.py")):
            ours = {module for module, _ in imported(modules[name][1]) if module.startswith("letterbook")}
            assert all(module.startswith(("letterbook.problems", "letterbook.model")) for module in ours), (
                name
            )


def test_rules_do_not_know_judges_nor_the_tei(modules):
    for name, (_, tree) in modules.items():
        if name.startswith(("rules/", "values/")):
            rooms = {module.split(".")[1] for module, _ in imported(tree) if module.startswith("letterbook.")}
            assert rooms.isdisjoint({"settle", "build", "tei", "check", "publish", "review", "cli"}), name


def letterbook_imports(modules):
    """Give for each module of the package those that it imports when it is loaded."""
    found = {}
    for name, (_, tree) in modules.items():
        found[name] = set()
        for node in tree.body:
            if not (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("letterbook")):
                continue
            for alias in node.names:
                for whole in (f"{node.module}.{alias.name}", node.module):
                    path = "/".join(whole.split(".")[1:])
                    inside = [one for one in (f"{path}.py", f"{path}/__init__.py") if one in modules]
                    if inside:
                        found[name].add(inside[0])
                        break
    return found


def room_of(name):
    return name.partition("/")[0].removesuffix(".py")


def test_no_room_imports_one_that_comes_after_it(modules):
    back = [
        f"{name} imports {other}"
        for name, others in letterbook_imports(modules).items()
        for other in sorted(others)
        if room_of(name) in ORDER
        and room_of(other) in ORDER
        and ORDER.index(room_of(other)) > ORDER.index(room_of(name))
    ]
    assert back == []


def test_no_modules_import_one_another_in_a_circle(modules):
    left = letterbook_imports(modules)
    while free := {name for name, others in left.items() if not others & left.keys()}:
        left = {name: others for name, others in left.items() if name not in free}
    assert sorted(left) == []  # those in a circle, and those that import one of them


def test_no_module_hides_one_of_the_standard_library(modules):
    """A script that runs from its folder would import ours."""
    names = {name: name.rpartition("/")[2].removesuffix(".py") for name in modules}
    hidden = {name for name, last in names.items() if last in sys.stdlib_module_names}
    assert hidden == set()


def test_no_stage_prints_or_writes(modules):
    """Only the command line speaks, and only the modules named for it write."""
    for name, (_, tree) in modules.items():
        functions = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
        plain = {function.id for function in functions if isinstance(function, ast.Name)}
        methods = {function.attr for function in functions if isinstance(function, ast.Attribute)}
        assert plain.isdisjoint({"print", "open", "input"}), name
        assert methods.isdisjoint({"rmtree", "removedirs", "renames", "move"}), name
        if name not in ("writing.py", "own_files.py", "own_folders.py", "editors_file.py"):
            assert methods.isdisjoint(WRITE), name


def test_no_code_reads_what_evidence_says(modules):
    """A reason is written for people; what code needs of it is a field of its own."""
    for name, (_, tree) in modules.items():
        for node in ast.walk(tree):
            asked = []
            if isinstance(node, ast.Compare):
                asked = [node.left, *node.comparators]
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                asked = [node.func.value]
            elif isinstance(node, ast.Subscript):
                asked = [node.value]
            attributes = {part.attr for part in asked if isinstance(part, ast.Attribute)}
            assert "says" not in attributes, f"{name}:{node.lineno}"


def test_nothing_depends_on_the_clock_the_locale_or_chance(modules):
    for name, (_, tree) in modules.items():
        # a bar tells the time that is left, a worker may be given a time, a preview draws by lot the word
        # that keeps strangers out: none of them has a say in what is made
        if name in ("progress.py", "library/workers.py", "preview/server.py"):
            continue
        loaded = {module for module, _ in imported(tree)}
        assert loaded.isdisjoint({"random", "locale", "uuid", "secrets", "time"}), name
        assert not any(isinstance(node, ast.Global) for node in ast.walk(tree)), name


def test_every_module_says_what_it_is(modules):
    for name, (text, tree) in modules.items():
        assert ast.get_docstring(tree), name
        if any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in tree.body):
            assert "from __future__ import annotations" in text, name


def test_files_are_short_and_named_for_what_they_hold(modules):
    for name, (text, _) in modules.items():
        assert text.count("\n") <= LONGEST or name in TABLES, name
        assert VAGUE.isdisjoint(re.split(r"[/.]", name)), name


def test_every_code_that_is_used_is_known_and_every_known_code_is_used(modules, root):
    used = set()
    for _, tree in modules.values():
        used |= {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "problem":
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    assert first.value in CODES, first.value
    sheets = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("schema", "xslt")
        for path in (root / folder).rglob("*.[sxo]*")
    )
    keys = [code for code in CODES if code not in used and f'"{code}"' not in sheets]
    defined = (root / "pipeline" / "letterbook" / "problems.py").read_text(encoding="utf-8")
    assert all(f'"{code}": Code(' in defined for code in CODES)
    others = {name: text for name, (text, _) in modules.items() if name != "problems.py"}
    assert [code for code in keys if not any(code in text for text in others.values())] == []


def test_the_package_runs_without_the_checkout_in_its_path(tmp_path):
    script = "import letterbook.stages, letterbook.cli"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")

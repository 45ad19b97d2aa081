# SPDX-License-Identifier: ISC
"""How the C sources are written: floors, words, lengths, comments."""
import os
import re
import shutil
import subprocess

import lint

# A file includes its own floor and lower ones.  On one floor, input and output
# do not see each other.
FLOORS = {"base": 0, "lib": 1, "schema": 1, "model": 2, "input": 3, "output": 3,
          "engine": 4, "cli": 5}
# A foreign library is seen by the files of lib/ that begin with these names.
ADAPTERS = {"yaml.h": ("yaml",), "cmark.h": ("markdown",),
            "libxml/": ("xml", "schema"), "jansson.h": ("json",),
            "zlib.h": ("gzip",), "gumbo.h": ()}

# What a function of this name does depends on the locale, on the time zone of
# the machine or on hidden state; or it writes past the end of its memory.
BANNED = set("""
    isalnum isalpha isblank iscntrl isdigit isgraph islower isprint ispunct
    isspace isupper isxdigit tolower toupper strcasecmp strncasecmp strcoll
    strxfrm setlocale strftime strptime gmtime localtime localtime_r mktime
    ctime asctime getdate atoi atol atoll atof strcpy strcat stpcpy sprintf
    vsprintf gets strtok strerror alloca rand srand tmpnam tempnam mktemp
    strtof strtold scanf sscanf fscanf system popen longjmp setjmp
    """.split())
# These hand it digits without a decimal point: no locale reads them otherwise.
BANNED_BUT = {("strtod", "feedgen/base/value.c"),
              ("strtod", "feedgen/lib/yaml_scalar.c")}
BANNED.add("strtod")
# The library is silent and returns; without memory it aborts.
LIBRARY_BANNED = set("""
    printf fprintf vprintf vfprintf puts putchar fputs fputc perror exit _exit _Exit abort signal
    sigaction atexit chdir umask setenv putenv
    """.split())
LIBRARY_BANNED_BUT = {("abort", "feedgen/base/arena.c"),
                      ("fprintf", "feedgen/lib/schema_store.c"),
                      ("abort", "feedgen/lib/schema_store.c")}

MOST_LINES = 600
MOST_FUNCTION_LINES = 80
# Functions that are longer for a reason, by name, with that reason.
LONG_FUNCTIONS = {}


def c_files(root, folders=("feedgen", "include", "tests/unit", "tests/install")):
    return lint.files(root, folders, (".c", ".h"))


def includes(root, path):
    code = lint.code_of(lint.read(root, path), keep_strings=True)
    for match in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)', code, re.M):
        yield lint.line_of(code, match.start()), match.group(1) == '"', match.group(2)


def fault_of_include(floor, target):
    head = target.split("/")[0]
    if head == "feedgen":
        return None
    if head not in FLOORS or "/" not in target:
        return f"'{target}' is on no floor"
    if floor == "cli" and head != "cli":
        return f"cli sees only include/, not '{target}'"
    if FLOORS[head] > FLOORS[floor]:
        return f"'{target}' is on a higher floor"
    if FLOORS[head] == FLOORS[floor] and {head, floor} == {"input", "output"}:
        return f"{floor} does not see '{target}'"
    return None


def check_floors(root):
    faults = []
    for path in lint.files(root, ["feedgen"], (".c", ".h", ".inc", ".def")):
        floor = path.split("/")[1]
        for line, own, target in includes(root, path):
            if own:
                if floor not in FLOORS:
                    fault = "the file is on no floor"
                else:
                    fault = fault_of_include(floor, target)
                if fault:
                    faults.append(f"{path}:{line}: {fault}")
    for path in lint.files(root, ["include"], (".h",)):
        for line, own, target in includes(root, path):
            if own and not target.startswith("feedgen/"):
                faults.append(f"{path}:{line}: '{target}' is not public")
    return faults


def check_adapters(root):
    faults = []
    for path in c_files(root, ("feedgen", "include")):
        for line, _, target in includes(root, path):
            for library, names in ADAPTERS.items():
                if not target.startswith(library):
                    continue
                if not (path.startswith("feedgen/lib/")
                        and os.path.basename(path).startswith(names)):
                    faults.append(f"{path}:{line}: <{target}> belongs into its "
                                  "adapter in feedgen/lib")
    return faults


def check_banned(root):
    faults = []
    for path in lint.files(root, ["feedgen", "include"], (".c", ".h", ".inc")):
        text = lint.read(root, path)
        code = lint.code_of(text)
        silent = not path.startswith("feedgen/cli/")
        for match in re.finditer(r"\b([A-Za-z_]\w*)[ \t]*\(", code):
            name = match.group(1)
            if name in BANNED and (name, path) not in BANNED_BUT or (
                    silent and name in LIBRARY_BANNED
                    and (name, path) not in LIBRARY_BANNED_BUT):
                faults.append(f"{path}:{lint.line_of(code, match.start())}: "
                              f"{name}() is banned")
    return faults


def check_file_lengths(root):
    faults = []
    for path in lint.files(root, ["feedgen"], (".c",)):
        lines = lint.read(root, path).count("\n")
        if lines > MOST_LINES:
            faults.append(f"{path}: {lines} lines, of {MOST_LINES} at most")
    return faults


def check_function_lengths(root):
    ctags = shutil.which("ctags")
    sources = lint.files(root, ["feedgen"], (".c", ".h"))
    if not ctags:
        return None
    out = subprocess.run(
        [ctags, "-x", "--language-force=C", "--kinds-C=f",
         "--_xformat=%N %n %{end} %F", *sources],
        cwd=root, check=True, capture_output=True, text=True).stdout
    faults, seen = [], set()
    for name, start, end, path in map(str.split, out.splitlines()):
        # The name stands on a line of its own, below the type.
        length = int(end) - int(start) + 2
        seen.add(name)
        if length > MOST_FUNCTION_LINES and name not in LONG_FUNCTIONS:
            faults.append(f"{path}:{start}: {name}() has {length} lines, of "
                          f"{MOST_FUNCTION_LINES} at most")
    if sources and not seen:
        faults.append("ctags found no function at all")
    faults += [f"exception {name}() is not there any more"
               for name in LONG_FUNCTIONS if name not in seen]
    return faults


def check_form(root):
    """Opening lines, comments, white space; of all text files."""
    faults = []
    for path in c_files(root):
        text = lint.read(root, path)
        lines = text.split("\n")
        if lines[0] != "/* SPDX-License-Identifier: ISC */":
            faults.append(f"{path}:1: no licence line")
        if not re.match(r"/\*\n? ?\*? ?" + re.escape(os.path.basename(path)) + " - ",
                        "\n".join(lines[1:3])):
            faults.append(f"{path}:2: no sentence of purpose with its name")
        faults += [f"{path}:{line}: a // comment" for line in lint.line_comments(text)]
    texts = lint.files(root, ["feedgen", "include", "tests/unit", "tests/lint",
                              "tests/install", "tests/tools", ".ci"],
                       (".c", ".h", ".def", ".py", ".sh", ".awk", ".1", ".5", "run"))
    for name in os.listdir(root):
        if name.endswith(".md") or name == "Makefile":
            texts.append(name)
    for path in texts:
        text = lint.read(root, path)
        for number, line in enumerate(text.split("\n"), 1):
            if line != line.rstrip():
                faults.append(f"{path}:{number}: white space at the end")
        if text and not text.endswith("\n"):
            faults.append(f"{path}: no line end at its end")
    return faults


CHECKS = [("floors", check_floors), ("adapters", check_adapters),
          ("banned functions", check_banned), ("file lengths", check_file_lengths),
          ("function lengths", check_function_lengths), ("form", check_form)]

if __name__ == "__main__":
    lint.main(CHECKS)

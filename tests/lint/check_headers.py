# SPDX-License-Identifier: ISC
"""Headers: each compiles alone, and says what its functions do."""
import os
import re
import shlex
import shutil
import subprocess

import lint

C = shlex.split(os.environ.get("CC") or "cc")


def pkg_config(*arguments):
    if not shutil.which("pkg-config"):
        return []
    return subprocess.run(["pkg-config", *arguments], check=False,
                          capture_output=True, text=True).stdout.split()


def compile_alone(root, compiler, language, path):
    """Twice, so that its guard is there too; None, or what is wrong."""
    name = re.sub(r"^(include|feedgen)/", "", path)
    out = subprocess.run(
        [*compiler, "-x", language, "-fsyntax-only", "-D_GNU_SOURCE", "-Wall",
         "-Wextra", "-Wpedantic", "-Werror", "-Iinclude", "-Ifeedgen",
         *(["-std=c11"] if language == "c" else ["-std=c++11"]),
         *pkg_config("--cflags", "libxml-2.0"), "-"],
        cwd=root, input=f'#include "{name}"\n#include "{name}"\nextern int used;\n',
        capture_output=True, text=True, check=False)
    return None if out.returncode == 0 else f"{path}: {out.stderr.strip()}"


def check_alone(root):
    faults = [compile_alone(root, C, "c", path) for path in
              lint.files(root, ["include", "feedgen"], (".h",))]
    return [fault for fault in faults if fault]


def check_cplusplus(root):
    compiler = shutil.which("c++") or shutil.which("g++") or shutil.which("clang++")
    if not compiler:
        return None
    faults = [compile_alone(root, [compiler], "c++", path) for path in
              lint.files(root, ["include"], (".h",))]
    return [fault for fault in faults if fault]


PROTOTYPE = re.compile(
    r"^(?!typedef\b|#|static\b|return\b|\})[A-Za-z_][\w \t*]*?\b"
    r"((?:fg|feedgen)_\w+)\(", re.M)


def check_commented(root):
    """
    Above each prototype, in one block with it, stands a comment: prototypes
    that follow each other without an empty line share theirs.
    """
    faults = []
    for path in lint.files(root, ["include", "feedgen"], (".h",)):
        text = lint.read(root, path)
        code = lint.code_of(text)
        for match in PROTOTYPE.finditer(code):
            block = text[:match.start()].split("\n\n")[-1]
            if "*/" not in block:
                faults.append(f"{path}:{lint.line_of(code, match.start())}: "
                              f"{match.group(1)}() has no comment above it")
    return faults


CHECKS = [("headers compile alone", check_alone),
          ("public headers compile as C++", check_cplusplus),
          ("functions in headers have comments", check_commented)]

if __name__ == "__main__":
    lint.main(CHECKS)

# SPDX-License-Identifier: ISC
"""What the checks share: the project's files, C without comments, and TAP.

A check is a function that gets the root folder and returns a list of faults,
one line each; selftest.py hands it folders that are broken on purpose.
"""
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def files(root, folders, endings):
    """Paths relative to root, sorted, of files below the folders."""
    found = []
    for folder in folders:
        for at, _, names in os.walk(os.path.join(root, folder)):
            for name in names:
                if name.endswith(endings):
                    found.append(os.path.relpath(os.path.join(at, name), root))
    return sorted(found)


def read(root, path):
    with open(os.path.join(root, path), encoding="utf-8") as file:
        return file.read()


TOKEN = re.compile(
    r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.S)


def blank(text):
    return re.sub(r"[^\n]", " ", text)


def code_of(text, keep_strings=False):
    """C with its comments, and the text of its literals, as blanks."""
    def replace(match):
        token = match.group()
        if token.startswith("/"):
            return blank(token)
        if keep_strings:
            return token
        return token[0] + blank(token[1:-1]) + token[-1]
    return TOKEN.sub(replace, text)


def line_comments(text):
    """Numbers of the lines on which a // comment begins."""
    return [text.count("\n", 0, match.start()) + 1
            for match in TOKEN.finditer(text) if match.group().startswith("//")]


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def main(checks):
    """Run checks, [(name, function)], over the project; print TAP."""
    failed = False
    print(f"1..{len(checks)}")
    for number, (name, check) in enumerate(checks, 1):
        faults = check(ROOT)
        if faults is None:
            print(f"ok {number} - {name} # SKIP the tool is not installed")
            continue
        for fault in faults:
            print(f"# {fault}")
        print(f"{'not ok' if faults else 'ok'} {number} - {name}")
        failed = failed or bool(faults)
    sys.exit(1 if failed else 0)

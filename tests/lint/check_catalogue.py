# SPDX-License-Identifier: ISC
"""The catalogue of diagnostics, and who uses it."""
import os
import re

import lint

PATH = "feedgen/base/catalogue.def"
PART = re.compile(r'"((?:[^"\\]|\\.)*)"|(\w+)|([,)])|\s+')
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Rules that no input provokes, with the reason.
UNTESTED = {"OUTPUT_INVALID": "it says that feedgen itself is wrong"}


def row_at(text, at):
    """The arguments of the FG_RULE that is open at `at`; adjoined literals are one."""
    parts = [""]
    for match in PART.finditer(text, at):
        if match.group(3) == ")":
            return parts
        if match.group(3) == ",":
            parts.append("")
        else:
            parts[-1] += match.group(1) or match.group(2) or ""
    return parts


def rules(root):
    """[name, id, severity, fault, text, hint, why] of each row."""
    text = lint.code_of(lint.read(root, PATH), keep_strings=True)
    return [row_at(text, match.end()) for match in re.finditer(r"\bFG_RULE\(", text)]


def check_rows(root):
    rows = rules(root)
    faults = [f"{PATH}: {row[0]}: not seven columns" for row in rows if len(row) != 7]
    if not rows:
        faults.append(f"{PATH}: no row can be read")
    rows = [row for row in rows if len(row) == 7]
    for index, what in ((0, "name"), (1, "id")):
        seen = set()
        for row in rows:
            if row[index] in seen:
                faults.append(f"{PATH}: the {what} '{row[index]}' is there twice")
            seen.add(row[index])
    for name, slug, severity, fault, text, hint, why in rows:
        def say(what):
            faults.append(f"{PATH}: {name}: {what}")
        if not SLUG.fullmatch(slug):
            say(f"id '{slug}' is no slug")
        if severity not in ("NOTE", "WARNING", "ERROR"):
            say(f"severity {severity}")
        if fault not in ("INPUT", "CONFIG", "SYSTEM"):
            say(f"fault {fault}")
        if re.search(r"%[^s} ]", text + hint):
            say("only %s stands for something")
        for part in (text, hint):
            if part.endswith("."):
                say("a final stop")
            if re.match(r"[A-Z][a-z]", part) and not re.match(
                    r"(Jekyll|Liquid|Unicode|Atom|Markdown)", part):
                say("begins with a capital letter")
        if not text:
            say("says nothing")
        if not why.endswith("."):
            say("the reason is no sentence")
    return faults


def arguments(code, start):
    """The arguments of the call whose parenthesis is open at start."""
    depth, parts, begin = 1, [], start
    for at in range(start, len(code)):
        char = code[at]
        if char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
        if depth == 0 or depth == 1 and char == ",":
            parts.append(code[begin:at].strip())
            begin = at + 1
        if depth == 0:
            return parts
    return parts


def check_calls(root):
    """Every fg_diag() hands over as many strings as its rule has %s."""
    wanted = {"FG_" + name: text.count("%s") + hint.count("%s")
              for name, _, _, _, text, hint, _ in rules(root)}
    faults = []
    for path in lint.files(root, ["feedgen"], (".c",)):
        code = lint.code_of(lint.read(root, path))
        for match in re.finditer(r"\bfg_diag\(", code):
            call = arguments(code, match.end())
            if len(call) < 4 or call[1] not in wanted:
                continue
            given = 0 if call[3:] == ["NULL"] else len(call) - 3
            if given != wanted[call[1]]:
                faults.append(f"{path}:{lint.line_of(code, match.start())}: "
                              f"{call[1]} has {wanted[call[1]]} %s, and is "
                              f"given {given} strings")
    return faults


def check_used(root):
    code = "".join(lint.code_of(lint.read(root, path)) for path in
                   lint.files(root, ["feedgen"], (".c", ".h")))
    words = set(re.findall(r"\bFG_\w+", code))
    return [f"{PATH}: nothing records FG_{name}"
            for name, *_ in rules(root) if "FG_" + name not in words]


def check_tested(root):
    """The id or the name of every rule occurs in some test."""
    words = set()
    for at, folders, names in os.walk(os.path.join(root, "tests")):
        if os.path.relpath(at, root).split(os.sep)[1:2] not in (
                ["unit"], ["cli"], ["golden"], ["diag"]):
            if at != os.path.join(root, "tests"):
                continue
        for name in folders + names:
            words.update(re.findall(r"[\w-]+", name))
        for name in names:
            path = os.path.join(at, name)
            if os.path.isfile(path):
                with open(path, encoding="utf-8", errors="replace") as file:
                    words.update(re.findall(r"[\w-]+", file.read()))
    return [f"{PATH}: no test provokes {slug} (FG_{name})"
            for name, slug, *_ in rules(root)
            if slug not in words and "FG_" + name not in words
            and name not in UNTESTED]


CHECKS = [("rows", check_rows), ("arguments", check_calls),
          ("every rule is recorded", check_used),
          ("every rule is tested", check_tested)]

if __name__ == "__main__":
    lint.main(CHECKS)

# SPDX-License-Identifier: ISC
"""Documents say what is: commands, options, targets and paths exist."""
import glob
import os
import re
import shutil
import subprocess

import lint

DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")
# What a reader makes, or has in a site of his own.
NOT_OURS = re.compile(r"build(/|$)|.*[*<>$…{]|tests/\w+/test_<")


def program(root):
    return os.path.join(root, os.environ.get("BUILD", "build"), "feedgen")


def documents(root):
    for name in DOCUMENTS:
        if os.path.exists(os.path.join(root, name)):
            yield name, lint.read(root, name)
        else:
            yield name, None


def code_in(text):
    """Blocks and spans of code, each with the number of its line."""
    found = []
    for match in re.finditer(r"^```[^\n]*\n(.*?)^```|`([^`\n]+)`", text, re.M | re.S):
        found.append((lint.line_of(text, match.start()),
                      match.group(1) or match.group(2)))
    return found


def check_paths(root):
    faults = []
    for name, text in documents(root):
        if text is None:
            faults.append(f"{name} is missing")
            continue
        for line, code in code_in(text):
            for word in re.findall(r"(?<![\w/.-])((?:feedgen|include|tests|samples|"
                                   r"\.ci)/[\w./*<>-]*)", code):
                word = word.rstrip(".")
                if NOT_OURS.match(word) or os.path.exists(os.path.join(root, word)):
                    continue
                if os.path.exists(os.path.join(root, "include", word)):
                    continue
                faults.append(f"{name}:{line}: there is no '{word}'")
        for match in re.finditer(r"\]\((?!https?:|#|mailto:)([^)#]+)", text):
            if not os.path.exists(os.path.join(root, match.group(1))):
                faults.append(f"{name}:{lint.line_of(text, match.start())}: "
                              f"a link to '{match.group(1)}', which is not there")
    return faults


def check_targets(root):
    makefile = lint.read(root, "Makefile")
    targets = set(" ".join(re.findall(r"^([\w $(){}/%.-]+?):(?!=)", makefile, re.M)).split())
    faults = []
    for name, text in documents(root):
        for line, code in code_in(text or ""):
            for words in re.findall(r"(?:^|[;&|] *)make((?: +[\w=./-]+)+)", code, re.M):
                for word in words.split():
                    if "=" in word or word.startswith("-") or word in targets:
                        continue
                    if word.startswith("build/"):
                        continue
                    faults.append(f"{name}:{line}: make has no target '{word}'")
    return faults


def help_of(root, *command):
    try:
        out = subprocess.run([program(root), "help", *command],
                             capture_output=True, text=True, check=False)
    except OSError:
        return None
    return out.stdout if out.returncode == 0 else None


def check_commands(root):
    """Each `feedgen COMMAND --option` of a document, asked of the program."""
    faults = []
    if help_of(root) is None:
        return ["'feedgen help' fails"]
    found = [(name, line, code) for name, text in documents(root)
             if name != "CHANGELOG.md" for line, code in code_in(text or "")]
    for path in lint.files(root, ["samples"], (".crontab", ".service", ".yml", ".md")):
        if not path.startswith("samples/blog/"):
            found += [(path, number, line) for number, line in
                      enumerate(lint.read(root, path).split("\n"), 1)]
    asked = 0
    for name, line, code in found:
        for match in re.finditer(
                r"(?:^|[;&|$] *|build/|bin/|run: | {4})feedgen +"
                r"([a-z]+)\b([^\n;&|]*)", code, re.M):
            asked += 1
            command, rest = match.groups()
            said = help_of(root, command)
            if said is None:
                if command != "help":
                    faults.append(f"{name}:{line}: feedgen has no command "
                                  f"'{command}'")
                continue
            for option in re.findall(r"(?<!\S)\[?(--?[a-z][a-z-]*)", rest):
                if not re.search(r"(?<![\w-])" + option + r"(?![\w-])", said):
                    faults.append(f"{name}:{line}: feedgen {command} has no "
                                  f"option '{option}'")
    return faults if asked else ["no document shows a command"]


def check_manual(root):
    if not shutil.which("mandoc"):
        return None
    pages = glob.glob(os.path.join(root, "feedgen/man/*.[1-9]"))
    if not pages:
        return ["there is no manual page in feedgen/man"]
    out = subprocess.run(["mandoc", "-Tlint", "-Wwarning", *pages],
                         capture_output=True, text=True, check=False)
    return out.stdout.splitlines()


def check_manual_options(root):
    """Every option of the program stands in feedgen(1), and no other one."""
    path = os.path.join(root, "feedgen/man/feedgen.1")
    if not os.path.exists(path):
        return ["there is no feedgen(1)"]
    out = subprocess.run(["mandoc", "-Tascii", path] if shutil.which("mandoc")
                         else ["cat", path], capture_output=True, text=True, check=False)
    page = re.sub(".\x08", "", out.stdout)
    general = help_of(root) or ""
    said = general
    for command in re.findall(r"^\s+(?:feedgen )?([a-z]+)\b", general, re.M):
        said += help_of(root, command) or ""
    option = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
    page, said = set(option.findall(page)), set(option.findall(said))
    return ([f"feedgen(1) lacks {word}" for word in sorted(said - page)]
            + [f"feedgen(1) knows {word}, the program does not"
               for word in sorted(page - said)])


def check_first_commands(root):
    """The README's first two blocks are what a newcomer pastes."""
    blocks = re.findall(r"^```[^\n]*\n(.*?)^```", lint.read(root, "README.md"),
                        re.M | re.S)
    faults = []
    for block, end in zip(blocks, ("make demo", "make test")):
        if block.count("\n") != 1 or not block.rstrip().endswith(end):
            faults.append(f"README.md: a command of one line that ends in "
                          f"'{end}' is expected, not: {block.strip()}")
    if len(blocks) < 2:
        faults.append("README.md: two commands are expected")
    return faults


CHECKS = [("paths in documents", check_paths), ("targets in documents", check_targets),
          ("commands in documents", check_commands), ("manual pages", check_manual),
          ("options in the manual", check_manual_options),
          ("the first two commands", check_first_commands)]

if __name__ == "__main__":
    lint.main(CHECKS)

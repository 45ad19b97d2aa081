# SPDX-License-Identifier: ISC
"""What the shared library exports: the public headers' functions, no more."""
import os
import re
import subprocess

import lint


def exported(library):
    out = subprocess.run(["nm", "-D", "--defined-only", library], check=True,
                         capture_output=True, text=True).stdout
    return {line.split()[-1].split("@")[0] for line in out.splitlines()}


def declared(root):
    names = set()
    for path in lint.files(root, ["include"], (".h",)):
        code = lint.code_of(lint.read(root, path))
        code = re.sub(r"typedef[^;]*;", "", code)
        names.update(re.findall(r"\b(feedgen_\w+)\(", code))
    return names


def faults_between(public, symbols):
    return ([f"{name} is exported but not public" for name in
             sorted(symbols - public)]
            + [f"{name}() is public but not exported" for name in
               sorted(public - symbols)])


def check_exported(root):
    library = os.path.join(root, os.environ.get("BUILD", "build"), "libfeedgen.so")
    return faults_between(declared(root), exported(library))


def check_soname(root):
    library = os.path.join(root, os.environ.get("BUILD", "build"), "libfeedgen.so")
    out = subprocess.run(["readelf", "-d", library], check=True,
                         capture_output=True, text=True).stdout
    if not re.search(r"SONAME.*\[libfeedgen\.so\.\d+\]", out):
        return ["libfeedgen.so has no versioned soname"]
    return []


CHECKS = [("exported symbols", check_exported), ("soname", check_soname)]

if __name__ == "__main__":
    lint.main(CHECKS)

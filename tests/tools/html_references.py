#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Write feedgen/lib/html_references.inc: the named character references.

    tests/tools/html_references.py > feedgen/lib/html_references.inc

The HTML standard (13.5) promises never to change the list; Python carries it.
"""

import html.entities
import itertools


STRUCTS = """
struct reference {
	uint16_t name;	/* offset into the names of its group */
	uint8_t name_n; /* without the first letter */
	char text[7];
};

struct group {
	const char *names;
	uint16_t first, end; /* range of references[], sorted by name */
};
"""


def literal(text):
    """A C string; octal, because a hexadecimal escape has no end."""
    return '"%s"' % "".join(
        chr(b) if 0x20 <= b < 0x7F and chr(b) not in '"\\?' else "\\%03o" % b
        for b in text.encode()
    )


def columns(items, width=78):
    """Lines of items, as many as fit."""
    line = ""
    for item in items:
        if line and len(line) + 1 + len(item) > width:
            yield line
            line = ""
        line += (" " if line else "") + item
    if line:
        yield line


def main():
    references = html.entities.html5
    groups = [
        (letter, sorted(names))
        for letter, names in itertools.groupby(
            sorted(references), key=lambda name: name[0]
        )
    ]
    print("/* Made by tests/tools/html_references.py; do not edit. */")
    print(STRUCTS)
    print("/* Names without their first letter, one group for each letter. */")
    for letter, names in groups:
        print(f"static const char names_{letter}[] =")
        lines = list(columns((literal(n[1:]) for n in names), 68))
        for line in lines:
            print(f'    {line}{";" if line is lines[-1] else ""}')
    print()
    print("static const struct reference references[] = {")
    rows = []
    for _, names in groups:
        at = 0
        for name in names:
            rest = len(name) - 1
            rows.append(f"{{{at}, {rest}, {literal(references[name])}}},")
            at += rest
    for line in columns(rows, 74):
        print(f"    {line}")
    print("};")
    print()
    print("/* The groups, by the letter. */")
    print("static const struct group groups[] = {")
    first = 0
    for letter, names in groups:
        print(
            f"    ['{letter}' - 'A'] ="
            f" {{names_{letter}, {first}, {first + len(names)}}},"
        )
        first += len(names)
    print("};")


main()

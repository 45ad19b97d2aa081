#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Print feedgen/base/unicode.inc from the Unicode data of this Python.

usage: tests/tools/unicode_tables.py > feedgen/base/unicode.inc
"""
import sys
import unicodedata

POINTS = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]

# Letters of Latin-1 and Latin Extended-A that do not decompose into an ASCII
# letter and marks, with the approximations that Ruby's i18n has for them.
LATIN_FIRST, LATIN_LAST = 0xC0, 0x17F
LATIN = {
    "Æ": "AE", "Ð": "D", "×": "x", "Ø": "O", "Þ": "Th", "ß": "ss",
    "æ": "ae", "ð": "d", "ø": "o", "þ": "th", "÷": "", "Đ": "D", "đ": "d",
    "Ħ": "H", "ħ": "h", "ı": "i", "Ĳ": "IJ", "ĳ": "ij", "ĸ": "k",
    "Ŀ": "L", "ŀ": "l", "Ł": "L", "ł": "l", "ŉ": "'n", "Ŋ": "NG", "ŋ": "ng",
    "Œ": "OE", "œ": "oe", "Ŧ": "T", "ŧ": "t", "ſ": "",
}


def lower(c):
    """Simple lower case; str.lower() gives the full mapping."""
    text = chr(c).lower()
    return ord(text[0]) if len(text) == 1 or c == 0x130 else c


def upper(c):
    """Simple upper case.

    Where the full mapping has several characters (Greek with iota
    subscript), the simple one is the title case letter, if it is one.
    """
    for text in (chr(c).upper(), chr(c).title()):
        if len(text) == 1:
            return ord(text)
    return c


def ranges(is_member):
    runs = []
    for c in POINTS:
        if not is_member(c):
            continue
        if runs and runs[-1][1] == c - 1:
            runs[-1][1] = c
        else:
            runs.append([c, c])
    return runs


def mappings(simple):
    """Runs of [first, last, step, delta]."""
    runs = []
    for c in POINTS:
        delta = simple(c) - c
        if delta == 0 or c < 0x80:
            continue
        if runs and runs[-1][3] == delta:
            first, last, step, _ = runs[-1]
            gap = c - last
            if gap == step or (first == last and gap == 2):
                runs[-1][1:3] = [c, gap]
                continue
        runs.append([c, c, 1, delta])
    return runs


def titles():
    """Full title case where it is not the simple upper case letter."""
    for c in POINTS:
        text = chr(c).title()
        if c >= 0x80 and text != chr(upper(c)):
            yield c, text


def latin(c):
    text = LATIN.get(chr(c))
    if text is None:
        text = unicodedata.normalize("NFD", chr(c))[0]
    assert all(0x20 < ord(letter) < 0x7F for letter in text), hex(c)
    return text


def table(declaration, items):
    print(f"\nstatic const {declaration} = {{")
    line = ""
    for item in items:
        if len(line) + len(item) + 2 > 70:
            print("\t" + line)
            line = ""
        line += item + ", " if not line else " " + item + ","
        line = line.rstrip() if line.endswith(", ") else line
    print("\t" + line)
    print("};")


def main():
    print("/* SPDX-License-Identifier: ISC */")
    print(f"/* unicode.inc - Unicode {unicodedata.unidata_version}; "
          "made by tests/tools/unicode_tables.py. */")
    for name, member in (
            ("letters", lambda c: unicodedata.category(chr(c))[0] == "L"),
            ("marks", lambda c: unicodedata.category(chr(c))[0] == "M"),
            ("digits", lambda c: unicodedata.category(chr(c)) == "Nd")):
        table(f"struct range {name}[]",
              (f"{{0x{a:x}, 0x{b:x}}}" for a, b in ranges(member)))
    for name, simple in (("lower_case", lower), ("upper_case", upper)):
        table(f"struct mapping {name}[]",
              (f"{{0x{a:x}, 0x{b:x}, {step}, {delta}}}"
               for a, b, step, delta in mappings(simple)))
    table("struct title title_case[]",
          (f"{{0x{c:x}, {{" + ", ".join(f"0x{ord(t):x}" for t in text) + "}}"
           for c, text in titles()))
    print(f"\n#define LATIN_FIRST 0x{LATIN_FIRST:x}")
    table("char latin_letters[][3]",
          (f'"{latin(c)}"' for c in range(LATIN_FIRST, LATIN_LAST + 1)))


if __name__ == "__main__":
    sys.exit(main())

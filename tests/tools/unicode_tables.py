#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Print a table of feedgen/base from the Unicode data of this Python.

usage: tests/tools/unicode_tables.py unicode > feedgen/base/unicode.inc
       tests/tools/unicode_tables.py nfkc > feedgen/base/nfkc.inc
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


def opening(name):
    print("/* SPDX-License-Identifier: ISC */")
    print(f"/* {name}.inc - Unicode {unicodedata.unidata_version}; "
          "made by tests/tools/unicode_tables.py. */")


def unicode_tables():
    opening("unicode")
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



def decompositions():
    """NFKD of all but ASCII and Hangul, which needs no table."""
    for c in POINTS:
        text = unicodedata.normalize("NFKD", chr(c))
        if c >= 0x80 and not 0xAC00 <= c <= 0xD7A3 and text != chr(c):
            yield c, [ord(t) for t in text]


def replacements():
    """Runs of [first, last, other], one code point for each."""
    runs = []
    for c, text in decompositions():
        if len(text) > 1:
            continue
        if runs and runs[-1][1] == c - 1 and \
                runs[-1][2] + c - runs[-1][0] == text[0]:
            runs[-1][1] = c
        else:
            runs.append([c, c, text[0]])
    return runs


def classes():
    runs = []
    for c in POINTS:
        k = unicodedata.combining(chr(c))
        if not k:
            continue
        if runs and runs[-1][1] == c - 1 and runs[-1][2] == k:
            runs[-1][1] = c
        else:
            runs.append([c, c, k])
    return runs


def compositions():
    """Canonical pairs; what NFC takes apart again is excluded."""
    for c in POINTS:
        parts = unicodedata.decomposition(chr(c)).split()
        if len(parts) == 2 and parts[0][0] != "<" and \
                unicodedata.normalize("NFC", chr(c)) == chr(c):
            yield int(parts[0], 16), int(parts[1], 16), c


def nfkc_tables():
    opening("nfkc")
    table("struct replacement replacements[]",
          (f"{{0x{a:x}, 0x{b:x}, 0x{c:x}}}" for a, b, c in replacements()))
    expansions = [(c, t) for c, t in decompositions() if len(t) > 1]
    points, offsets = [], {}
    for _, text in expansions:
        if tuple(text) not in offsets:
            offsets[tuple(text)] = len(points)
            points += text
    table("struct expansion expansions[]",
          (f"{{0x{c:x}, {offsets[tuple(t)]}, {len(t)}}}"
           for c, t in expansions))
    table("uint32_t expanded[]", (f"0x{point:x}" for point in points))
    table("struct class_range classes[]",
          (f"{{0x{a:x}, 0x{b:x}, {k}}}" for a, b, k in classes()))
    table("struct composition compositions[]",
          (f"{{0x{a:x}, 0x{b:x}, 0x{c:x}}}"
           for a, b, c in sorted(compositions())))


TABLES = {"unicode": unicode_tables, "nfkc": nfkc_tables}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in TABLES:
        sys.exit(__doc__)
    TABLES[sys.argv[1]]()

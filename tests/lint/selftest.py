# SPDX-License-Identifier: ISC
"""Each check sees what it is there for: small trees, broken on purpose."""
import os
import sys
import tempfile

import check_catalogue
import check_documents
import check_headers
import check_source
import check_symbols

OPENING = "/* SPDX-License-Identifier: ISC */\n/* {} - what it is for. */\n"
ROW = 'FG_RULE({}, "{}", ERROR, INPUT, "{}", "{}", "{}")\n'
LONG = "int\nlong_one(void)\n{\n" + "\tlong_one();\n" * 90 + "\treturn 0;\n}\n"

# (check, a tree that passes, a file that makes it fail, what is said of it)
CASES = [
    (check_source.check_floors, {"feedgen/lib/a.c": '#include "base/str.h"\n'},
     {"feedgen/base/a.c": '#include "lib/yaml.h"\n'}, "higher floor"),
    (check_source.check_floors, {"feedgen/input/a.c": '#include "input/b.h"\n'},
     {"feedgen/output/a.c": '#  include "input/b.h"\n'}, "does not see"),
    (check_source.check_floors, {"feedgen/cli/a.c": '#include "feedgen/feed.h"\n'},
     {"feedgen/cli/b.c": '#include "base/str.h"\n'}, "only include/"),
    (check_source.check_floors, {"feedgen/lib/a.c": '/* #include "cli/b.h" */\n'},
     {"feedgen/lib/b.h": '#include "b.h"\n'}, "on no floor"),
    (check_source.check_floors, {"include/feedgen/a.h": '#include "feedgen/b.h"\n'},
     {"include/feedgen/c.h": '#include "base/str.h"\n'}, "not public"),
    (check_source.check_adapters, {"feedgen/lib/yaml_x.c": "#include <yaml.h>\n"},
     {"feedgen/engine/a.c": "#include <yaml.h>\n"}, "adapter"),
    (check_source.check_adapters, {"feedgen/lib/xml.c": "#include <libxml/tree.h>\n"},
     {"feedgen/lib/html.c": "#include <libxml/tree.h>\n"}, "adapter"),
    (check_source.check_banned, {"feedgen/base/a.c": '/* atoi(s) */ x = "atoi(s)";\n'},
     {"feedgen/base/b.c": "x = atoi(s);\n"}, "atoi() is banned"),
    (check_source.check_banned, {"feedgen/cli/a.c": "puts(s);\n"},
     {"feedgen/base/b.c": "puts (s);\n"}, "puts() is banned"),
    (check_source.check_file_lengths, {"feedgen/base/a.c": "\n" * 600,
                                       "feedgen/base/a.inc": "\n" * 900},
     {"feedgen/base/b.c": "\n" * 601}, "601 lines"),
    (check_source.check_function_lengths,
     {"feedgen/base/a.c": "int\nshort_one(void)\n{\n\treturn 0;\n}\n"},
     {"feedgen/base/b.c": LONG}, "long_one() has 95 lines"),
    (check_source.check_form,
     {"feedgen/base/a.c": OPENING.format("a.c") + 'x = "//";\n'},
     {"feedgen/base/b.c": OPENING.format("b.c") + "x = 1; // one\n"}, "// comment"),
    (check_source.check_form, {}, {"feedgen/base/a.c": "int x;\n"}, "licence"),
    (check_source.check_form, {}, {"feedgen/base/a.c": OPENING.format("b.c")},
     "purpose"),
    (check_source.check_form, {"Makefile": "a:\n"}, {"Makefile": "a: \n"},
     "white space"),
    (check_source.check_form, {}, {"CHANGELOG.md": "text"}, "no line end"),
    (check_headers.check_alone, {"include/feedgen/a.h": "extern int a;\n"},
     {"feedgen/base/b.h": "size_t fg_b(void);\n"}, "size_t"),
    (check_headers.check_cplusplus, {"include/feedgen/a.h": "extern int a;\n"},
     {"include/feedgen/b.h": "extern int class;\n"}, "b.h"),
    (check_headers.check_commented,
     {"feedgen/base/a.h": "/* Both. */\nint fg_a(int x);\nint fg_b(int x);\n"},
     {"feedgen/base/a.h": "/* Both. */\nint fg_a(int x);\n\nint fg_b(int x);\n"},
     "fg_b() has no comment"),
    (check_catalogue.check_rows,
     {check_catalogue.PATH: ROW.format("A", "a-b", "x '%s'", "", "Why.")},
     {check_catalogue.PATH: ROW.format("A", "a_b", "x", "", "Why.")}, "no slug"),
    (check_catalogue.check_rows, {}, {
        check_catalogue.PATH: ROW.format("A", "a", "x", "", "Why.")
        + ROW.format("B", "a", "x", "", "Why.")}, "there twice"),
    (check_catalogue.check_rows, {},
     {check_catalogue.PATH: ROW.format("A", "a", "x %d", "", "Why.")}, "stands for something"),
    (check_catalogue.check_rows, {},
     {check_catalogue.PATH: ROW.format("A", "a", "x", "", "")}, "no sentence"),
    (check_catalogue.check_calls,
     {check_catalogue.PATH: ROW.format("A", "a", "x %s", "", "Why."),
      "feedgen/base/a.c": "return fg_diag(d, FG_A, fg_at(1, 1), show(d, s));\n"},
     {"feedgen/base/a.c": "return fg_diag(d, FG_A, fg_at(1, 1), NULL);\n"},
     "given 0 strings"),
    (check_catalogue.check_used,
     {check_catalogue.PATH: ROW.format("A", "a", "x", "", "Why."),
      "feedgen/base/a.c": "FG_A;\n"}, {"feedgen/base/a.c": "FG_AB; /* FG_A */\n"},
     "nothing records FG_A"),
    (check_catalogue.check_tested,
     {check_catalogue.PATH: ROW.format("A", "a-b", "x", "", "Why."),
      "tests/golden/rule-1/stderr": "x [a-b]\n"},
     {"tests/golden/rule-1/stderr": "x [a-b-c]\n"}, "no test provokes a-b"),
    (check_documents.check_paths,
     {name: "`tests/run.sh`\n" for name in check_documents.DOCUMENTS}
     | {"tests/run.sh": ""},
     {"README.md": "`tests/ran.sh`\n"}, "there is no 'tests/ran.sh'"),
    (check_documents.check_paths, {}, {}, "README.md is missing"),
    (check_documents.check_targets, {"Makefile": "a b: c\n\tcc\n",
                                     "README.md": "`make a b`\n"},
     {"README.md": "`x && make all`\n"}, "no target 'all'"),
    (check_documents.check_first_commands,
     {"README.md": "```sh\nx; make demo\n```\n```sh\nx; make test\n```\n"},
     {"README.md": "```sh\nmake test\n```\n"}, "make demo"),
    (check_documents.check_manual, {"feedgen/man/a.1": ".Dd June 1, 2026\n.Dt A 1\n"
                                    ".Os\n.Sh NAME\n.Nm a\n.Nd does a\n"},
     {"feedgen/man/a.1": ".Dd June 1, 2026\n.Dt A 1\n.Os\n.Sh NAME\n.Nm a\n"
                         ".Nd does a\n.Xy b\n"}, "unknown macro"),
]


def write(root, tree):
    for path, text in tree.items():
        os.makedirs(os.path.join(root, os.path.dirname(path)), exist_ok=True)
        with open(os.path.join(root, path), "w", encoding="utf-8") as file:
            file.write(text)


def fault_of(check, good, bad, said):
    with tempfile.TemporaryDirectory() as root:
        write(root, good)
        faults = check(root) if good else []
        if faults is None:
            return None
        if faults:
            return f"finds fault with what is right: {faults}"
        write(root, bad)
        faults = check(root) or []
        if any(said in fault for fault in faults):
            return ""
        return f"does not say '{said}', but: {faults}"


def fault_of_symbols():
    faults = check_symbols.faults_between({"feedgen_a"}, {"fg_b"})
    return "" if len(faults) == 2 else f"says {faults}"


def main():
    failed = False
    results = [(check.__name__, fault_of(check, good, bad, said))
               for check, good, bad, said in CASES]
    results.append(("faults_between", fault_of_symbols()))
    for number, (name, fault) in enumerate(results, 1):
        if fault is None:
            print(f"ok {number} - {name} # SKIP the tool is not installed")
        elif fault:
            print(f"# {name} {fault}\nnot ok {number} - {name}")
            failed = True
        else:
            print(f"ok {number} - {name}")
    print(f"1..{len(results)}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

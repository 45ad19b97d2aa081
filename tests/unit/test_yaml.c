/* SPDX-License-Identifier: ISC */
/* test_yaml.c - YAML: kinds of scalars, trees, places, errors, limits. */
#include "lib/yaml.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <time.h>

#include <cmocka.h>

#include "base/buf.h"

static struct fg_arena arena;
static struct fg_diags diags;

static int
reset(void **state)
{
	(void)state;
	fg_arena_free(&arena);
	diags = (struct fg_diags){.arena = &arena};
	return 0;
}

static struct fg_value *
parse_str(struct fg_str text)
{
	struct fg_value *v;

	fg_diags_open(&diags, FG_STR("test.yml"), text);
	if (fg_yaml_parse(&v, &arena, text, 1, &diags) != 0) {
		assert_null(v);
		assert_true(diags.list.errors > 0);
	}
	return v;
}

static struct fg_value *
parse(const char *text)
{
	return parse_str(fg_str_c(text));
}

/* Write a tree as text: kinds by letter, {key:value}, [item]. */
static void
describe(struct fg_buf *out, const struct fg_value *v)
{
	static const char letters[] = {
	    'n', 'b', 'i', 'f', 'd', 't', 's', '[', '{'};
	struct fg_str text = fg_value_text(v, &arena);

	fg_buf_add_char(out, letters[v->kind]);
	fg_buf_add(out, text);
	for (size_t i = 0; v->kind == FG_LIST && i < v->list.n; i++) {
		fg_buf_add_c(out, i > 0 ? "," : "");
		describe(out, v->list.items[i]);
	}
	for (size_t i = 0; v->kind == FG_MAP && i < v->map.n; i++) {
		fg_buf_add_c(out, i > 0 ? "," : "");
		fg_buf_add(out, v->map.pairs[i].key);
		fg_buf_add_char(out, ':');
		describe(out, v->map.pairs[i].value);
	}
	fg_buf_add_c(out, v->kind == FG_LIST ? "]" : "");
	fg_buf_add_c(out, v->kind == FG_MAP ? "}" : "");
}

static void
assert_tree(const char *yaml, const char *expected)
{
	struct fg_value *v = parse(yaml);
	struct fg_buf out = {0};

	if (!v)
		print_error("%s: %s\n", yaml, diags.list.last->diag.message);
	assert_non_null(v);
	describe(&out, v);
	assert_string_equal(out.p, expected);
	fg_buf_free(&out);
}

/* Each as Ruby's Psych 4.0.4 reads it, and as to_s prints it. */
static const struct {
	const char *written, *expected;
} scalars[] = {
    {"text", "stext"},
    {"a longer text", "sa longer text"},
    {"", "n"},
    {"~", "n"},
    {"null", "n"},
    {"nUll", "n"},
    {"nulls", "snulls"},
    {"yes", "btrue"},
    {"Yes", "btrue"},
    {"on", "btrue"},
    {"TRUE", "btrue"},
    {"no", "bfalse"},
    {"oFF", "bfalse"},
    {"false", "bfalse"},
    {"y", "sy"},
    {"n", "sn"},
    {"'yes'", "syes"},
    {"\"5\"", "s5"},
    {"''", "s"},
    {"5", "i5"},
    {"+5", "i5"},
    {"-0", "i0"},
    {"1_000", "i1000"},
    {"1,000", "i1000"},
    {"12,3", "i123"},
    {"1__0", "s1__0"},
    {"1_", "s1_"},
    {"010", "i8"},
    {"08", "s08"},
    {"0_7", "i7"},
    {"0_", "i0"},
    {"00", "i0"},
    {"0x1F", "i31"},
    {"-0x1f", "i-31"},
    {"0x_1", "i1"},
    {"0x", "s0x"},
    {"0b11", "i3"},
    {"0b", "s0b"},
    {"0o17", "s0o17"},
    {"12:30", "i45000"},
    {"12:30:45", "i45045"},
    {"-1:30", "i-1800"},
    {"1:60", "s1:60"},
    {"1:2:3:4", "s1:2:3:4"},
    {"9223372036854775807", "i9223372036854775807"},
    {"-9223372036854775808", "i-9223372036854775808"},
    {"9223372036854775808", "s9223372036854775808"},
    {"1.10", "f1.1"},
    {"1.", "f1.0"},
    {".5", "f0.5"},
    {"-.5", "f-0.5"},
    {"1_000.5", "f1000.5"},
    {"1,000.5", "f1000.5"},
    {"1.5e+3", "f1500.0"},
    {"1.e+5", "f100000.0"},
    {"12345.678e-10", "f1.2345678e-06"},
    {"1e3", "s1e3"},
    {"1.0e3", "s1.0e3"},
    {"1.2.3", "s1.2.3"},
    {".", "s."},
    {"-.", "s-."},
    {".e+5", "s.e+5"},
    {"+", "s+"},
    {".inf", "fInfinity"},
    {"-.INF", "f-Infinity"},
    {".NaN", "fNaN"},
    {"2020-01-02", "d2020-01-02"},
    {"2020-1-2", "d2020-01-02"},
    {"2020-02-29", "d2020-02-29"},
    {"2021-02-29", "s2021-02-29"},
    {"2020-13-01", "s2020-13-01"},
    {"2020-01", "s2020-01"},
    {"2020-01-02 10:00", "s2020-01-02 10:00"},
    {"2020-01-02 10:00:00", "t2020-01-02 10:00:00"},
    {"2020-01-02T10:00:00Z", "t2020-01-02T10:00:00Z"},
    {"2020-01-02 10:00:00.5 +02:00", "t2020-01-02 10:00:00.5 +02:00"},
    {"2020-01-02 10:00:00 -0700", "t2020-01-02 10:00:00 -0700"},
    {"2020-01-02 10:00:00 +2", "t2020-01-02 10:00:00 +2"},
    {"2020-01-02 10:00:00 +", "s2020-01-02 10:00:00 +"},
    {"2020-01-02 10:00:00 CET", "s2020-01-02 10:00:00 CET"},
    {"2020-01-02 24:00:00", "t2020-01-02 24:00:00"},
    {"2020-01-02 25:00:00", "s2020-01-02 25:00:00"},
    {"2020-01-02 10:60:00", "s2020-01-02 10:60:00"},
    {"'2020-01-02'", "s2020-01-02"},
    {":symbol", "s:symbol"},
    {"!!str 5", "s5"},
    {"!!int '5'", "i5"},
    {"!!bool 'yes'", "btrue"},
    {"!custom 5", "i5"},
    {"\"a\\/b\\x41\\u00e9\"", "sa/bA\xc3\xa9"},
};

static void
test_scalars(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(scalars) / sizeof(*scalars); i++) {
		char yaml[100], expected[100];

		snprintf(yaml, sizeof(yaml), "- %s", scalars[i].written);
		snprintf(
		    expected, sizeof(expected), "[%s]", scalars[i].expected);
		assert_tree(yaml, expected);
	}
}

static void
test_locale(void **state)
{
	static const char *const names[] = {
	    "de_DE.UTF-8", "fr_FR.UTF-8", "de_DE"};
	size_t i = 0;

	while (
	    i < sizeof(names) / sizeof(*names) && !setlocale(LC_ALL, names[i]))
		i++;
	if (i == sizeof(names) / sizeof(*names))
		skip();
	test_scalars(state);
	setlocale(LC_ALL, "C");
}

static const struct {
	const char *yaml, *expected;
} trees[] = {
    {"", "n"},
    {"# only a comment\n", "n"},
    {"--- \n", "n"},
    {"a: 1\nb: [x, 2]\n", "{a:i1,b:[sx,i2]}"},
    {"a:\n- b: 1\n  c:\n- d", "{a:[{b:i1,c:n},sd]}"},
    {"a: {}\nb: []\n", "{a:{},b:[]}"},
    {"a: |\n  12\n  x\nb: >-\n  5\n", "{a:s12\nx\n,b:s5}"},
    {"\xef\xbb\xbf"
     "a: 1\r\nb: 2\r\n",
	"{a:i1,b:i2}"},
    {"1: a\nyes: b\n010: c\n", "{1:sa,yes:sb,010:sc}"},
    {"? [a]\n: b\nc: d\n", "{c:sd}"},
    {"a: {{ page.title }}\n", "{a:{}}"},
    /* Only the first document. */
    {"---\na: 1\n---\nb: 2\n", "{a:i1}"},
    {"a: 1\n...\nb: ]", "{a:i1}"},
    /* Aliases, merge keys. */
    {"a: &x 5\nb: *x\nc: &x 6\nd: *x\n", "{a:i5,b:i5,c:i6,d:i6}"},
    {"a: &x {b: 1}\nc: [*x, *x]\n", "{a:{b:i1},c:[{b:i1},{b:i1}]}"},
    {"- &x a\n- *x : b\n", "[sa,{a:sb}]"},
    {"a: &x {b: 1, c: 2}\nd: {c: 3, <<: *x, e: 4}\n",
	"{a:{b:i1,c:i2},d:{b:i1,c:i3,e:i4}}"},
    {"<<: [{a: 1, b: 1}, {b: 2, c: 2}]\n", "{b:i1,c:i2,a:i1}"},
    {"<<: {a: 1}\n<<: {a: 2}\n", "{a:i2}"},
    {"<<: 5\n", "{<<:i5}"},
    {"<<: [5]\n", "{<<:[i5]}"},
};

static void
test_trees(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(trees) / sizeof(*trees); i++) {
		assert_tree(trees[i].yaml, trees[i].expected);
		assert_int_equal(diags.list.warnings, 0);
	}
}

static void
test_places(void **state)
{
	struct fg_str text =
	    FG_STR("title: x\nt\xc3\xa4gs:  ['\xc3\xa9', b]\n");
	struct fg_value *v, *tags;
	struct fg_pair *pair;

	(void)state;
	assert_int_equal(fg_yaml_parse(&v, &arena, text, 5, &diags), 0);
	assert_int_equal(v->line, 5);
	assert_int_equal(v->column, 1);
	assert_int_equal(fg_value_get(v, "title")->column, 8);
	assert_false(fg_value_get(v, "title")->quoted);
	pair = fg_value_pair(v, FG_STR("t\xc3\xa4gs"));
	assert_int_equal(pair->line, 6);
	assert_int_equal(pair->column, 1);
	tags = pair->value;
	assert_int_equal(tags->line, 6);
	assert_int_equal(tags->column, 8);
	assert_true(tags->list.items[0]->quoted);
	assert_int_equal(tags->list.items[1]->column, 14);
	assert_int_equal(tags->list.items[1]->text.p[1], '\0');
}

/* A document of which something is to be said, and where. */
static const struct {
	const char *yaml;
	enum fg_code code;
	unsigned line, column;
	const char *hint; /* a part of it */
} faults[] = {
    {"title: One: two\n", FG_YAML_SYNTAX, 1, 11, "holds a colon"},
    {"\xef\xbb\xbf"
     "a: 1\nb: \xc3\xa9: c\n",
	FG_YAML_SYNTAX, 2, 5, "colon"},
    {"a:\n\tb: c\n", FG_YAML_SYNTAX, 2, 1, "indent with blanks"},
    {"a:\n  b: c\n\td: e\n", FG_YAML_SYNTAX, 3, 1, "indent with blanks"},
    {"a: 1\n b: 2\n", FG_YAML_SYNTAX, 2, 3, "same column"},
    {"a 1\nb: 2\n", FG_YAML_SYNTAX, 2, 2, "the line above"},
    {"- a\nb: 1\n", FG_YAML_SYNTAX, 2, 1, "same column"},
    {"title: 'it's'\n", FG_YAML_SYNTAX, 1, 12, "quote inside"},
    {"title: \"x\" y\n", FG_YAML_SYNTAX, 1, 12, "quote inside"},
    {"title: [x] y\n", FG_YAML_SYNTAX, 1, 12, "in quotes"},
    {"title: {{ x }} y\n", FG_YAML_SYNTAX, 1, 16, "in quotes"},
    {"a: 1\ntitle: \"x\nb: 1\n", FG_YAML_SYNTAX, 2, 8, "close the quote"},
    {"a: 1\ntags: [a, b\nc: 1\n", FG_YAML_SYNTAX, 2, 7, "']'"},
    {"a: 1\ntags: {a: b\nc: 1\n", FG_YAML_SYNTAX, 2, 7, "'}'"},
    {"a: @x\n", FG_YAML_SYNTAX, 1, 4, "in quotes"},
    {"a: `x`\n", FG_YAML_SYNTAX, 1, 4, "in quotes"},
    {"a: %x\n", FG_YAML_SYNTAX, 1, 4, "in quotes"},
    {"a: !x!y z\n", FG_YAML_SYNTAX, 1, 4, "in quotes"},
    {"a: * b\n", FG_YAML_SYNTAX, 1, 5, "in quotes"},
    {"a: - b\n", FG_YAML_SYNTAX, 1, 4, "line of its own"},
    {"a: \"\\d\"\n", FG_YAML_SYNTAX, 1, 5, "backslash"},
    {"a: 1\nb: \xc3\xa9 \xff\n", FG_YAML_NOT_UTF8, 2, 6, "UTF-8"},
    {"\xef\xbb\xbf"
     "ab\xff",
	FG_YAML_NOT_UTF8, 1, 3, "UTF-8"},
    {"\xff\xfe"
     "a",
	FG_YAML_NOT_UTF8, 1, 1, "UTF-8"},
    {"a: 1\nb: \x07\n", FG_YAML_CONTROL, 2, 4, "invisible"},
    {"a: *b\n", FG_YAML_ALIAS_UNKNOWN, 1, 4, "'&b'"},
    {"a: &b [1, *b]\n", FG_YAML_ALIAS_UNKNOWN, 1, 11, "'&b'"},
    {"a: 1\nb: 2\n'a': 3\n", FG_YAML_DUPLICATE_KEY, 3, 1, "one of the two"},
    {"x:\n- {b: 1, b: 2}\n", FG_YAML_DUPLICATE_KEY, 2, 10, "one of the"},
    {"<<: {a: 1}\na: 1\nb: 2\nb: 3\n", FG_YAML_DUPLICATE_KEY, 4, 1, ""},
};

static void
test_faults(void **state)
{
	for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
		const struct feedgen_diag *diag;

		reset(state);
		parse(faults[i].yaml);
		assert_non_null(diags.list.first);
		assert_null(diags.list.first->next);
		diag = &diags.list.first->diag;
		assert_string_equal(
		    diag->rule, feedgen_rule_at(faults[i].code)->id);
		assert_int_equal(diag->line, faults[i].line);
		assert_int_equal(diag->column, faults[i].column);
		assert_non_null(strstr(diag->hint, faults[i].hint));
	}
}

static void
test_message(void **state)
{
	(void)state;
	parse("title: One: two\n");
	assert_string_equal(diags.list.last->diag.message,
	    "not YAML: mapping values are not allowed in this context");
	assert_string_equal(
	    diags.list.last->diag.source_line, "title: One: two");
	parse("a: 1\na: 2\n");
	assert_string_equal(diags.list.last->diag.message,
	    "key 'a' stands on line 1 already; the last value counts");
}

static void
test_repeated_keys(void **state)
{
	struct fg_buf yaml = {0};
	struct fg_value *v;

	(void)state;
	assert_tree("a: 1\nb: 2\na: 3\n", "{a:i3,b:i2}");
	assert_int_equal(diags.list.warnings, 1);
	/* More than are searched one by one. */
	for (int i = 0; i < 100; i++)
		fg_buf_printf(&yaml, "k%d: %d\n", i % 90, i);
	v = parse_str(fg_buf_str(&yaml));
	assert_int_equal(diags.list.warnings, 11);
	assert_int_equal(v->map.n, 90);
	assert_int_equal(fg_value_get(v, "k9")->integer, 99);
	assert_int_equal(fg_value_get(v, "k10")->integer, 10);
	fg_buf_free(&yaml);
}

static void
assert_refused(struct fg_str yaml, enum fg_code code)
{
	clock_t start = clock();

	assert_null(parse_str(yaml));
	assert_string_equal(
	    diags.list.last->diag.rule, feedgen_rule_at(code)->id);
	/* A few milliseconds, on any machine and under sanitizers. */
	assert_true(clock() - start < CLOCKS_PER_SEC / 2);
}

static void
add_times(struct fg_buf *out, const char *part, size_t n)
{
	while (n-- > 0)
		fg_buf_add_c(out, part);
}

static void
test_depth(void **state)
{
	static const char *const openers[] = {
	    "[", "{", "[\n", "- ", "? ", "{a: ", "[a, "};
	struct fg_buf yaml = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(openers) / sizeof(*openers); i++) {
		fg_buf_reset(&yaml);
		add_times(&yaml, openers[i], 300000);
		assert_refused(fg_buf_str(&yaml), FG_YAML_DEPTH);
	}
	fg_buf_reset(&yaml);
	add_times(&yaml, "[", FG_YAML_DEPTH_MOST);
	add_times(&yaml, "]", FG_YAML_DEPTH_MOST);
	assert_non_null(parse_str(fg_buf_str(&yaml)));
	fg_buf_reset(&yaml);
	add_times(&yaml, "[", FG_YAML_DEPTH_MOST + 1);
	add_times(&yaml, "]", FG_YAML_DEPTH_MOST + 1);
	assert_refused(fg_buf_str(&yaml), FG_YAML_DEPTH);
	assert_int_equal(diags.list.last->diag.column, FG_YAML_DEPTH_MOST + 1);
	/* In text, brackets are nothing. */
	fg_buf_reset(&yaml);
	fg_buf_add_c(&yaml, "a: '");
	add_times(&yaml, "[", 100000);
	fg_buf_add_c(&yaml, "'\n");
	assert_non_null(parse_str(fg_buf_str(&yaml)));
	fg_buf_free(&yaml);
}

static void
test_aliases(void **state)
{
	struct fg_buf yaml = {0};

	(void)state;
	fg_buf_add_c(&yaml, "a0: &a0 x\n");
	for (int i = 1; i < 40; i++)
		fg_buf_printf(
		    &yaml, "a%d: &a%d [*a%d, *a%d]\n", i, i, i - 1, i - 1);
	assert_refused(fg_buf_str(&yaml), FG_YAML_ALIASES);
	fg_buf_reset(&yaml);
	fg_buf_add_c(&yaml, "a0: &a0 {k0: 1}\n");
	for (int i = 1; i < 1000; i++)
		fg_buf_printf(
		    &yaml, "a%d: &a%d {<<: *a%d, k%d: 1}\n", i, i, i - 1, i);
	assert_refused(fg_buf_str(&yaml), FG_YAML_ALIASES);
	/* Each nested in the next. */
	fg_buf_reset(&yaml);
	fg_buf_add_c(&yaml, "a0: &a0 [x]\n");
	for (int i = 1; i < 120; i++)
		fg_buf_printf(&yaml, "a%d: &a%d [*a%d]\n", i, i, i - 1);
	assert_refused(fg_buf_str(&yaml), FG_YAML_DEPTH);
	fg_buf_reset(&yaml);
	fg_buf_add_c(&yaml, "- &a x\n");
	add_times(&yaml, "- *a\n", FG_YAML_EXPANDED_MOST);
	assert_non_null(parse_str(fg_buf_str(&yaml)));
	fg_buf_add_c(&yaml, "- *a\n");
	assert_refused(fg_buf_str(&yaml), FG_YAML_ALIASES);
	fg_buf_free(&yaml);
}

static void
test_sizes(void **state)
{
	struct fg_buf yaml = {0};

	(void)state;
	add_times(&yaml, "# 4567890\n", FG_YAML_BYTES_MOST / 10);
	assert_non_null(parse_str(fg_buf_str(&yaml)));
	add_times(&yaml, "# 4567890\n", 1);
	assert_refused(fg_buf_str(&yaml), FG_YAML_TOO_LARGE);
	fg_buf_reset(&yaml);
	add_times(&yaml, "%TAG !a! b\n", 100000);
	assert_refused(fg_buf_str(&yaml), FG_YAML_DIRECTIVES);
	assert_int_equal(
	    diags.list.last->diag.line, FG_YAML_DIRECTIVES_MOST + 1);
	fg_buf_free(&yaml);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_scalars, reset, reset),
	    cmocka_unit_test_setup_teardown(test_locale, reset, reset),
	    cmocka_unit_test_setup_teardown(test_trees, reset, reset),
	    cmocka_unit_test_setup_teardown(test_places, reset, reset),
	    cmocka_unit_test_setup_teardown(test_faults, reset, reset),
	    cmocka_unit_test_setup_teardown(test_message, reset, reset),
	    cmocka_unit_test_setup_teardown(test_repeated_keys, reset, reset),
	    cmocka_unit_test_setup_teardown(test_depth, reset, reset),
	    cmocka_unit_test_setup_teardown(test_aliases, reset, reset),
	    cmocka_unit_test_setup_teardown(test_sizes, reset, reset),
	};

	return cmocka_run_group_tests_name("yaml", tests, NULL, NULL);
}

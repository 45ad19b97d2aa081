/* SPDX-License-Identifier: ISC */
/* test_utf8.c - UTF-8, XML characters and Unicode properties. */
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define MEGABYTE (1u << 20)

static void
check(struct fg_buf *b, struct fg_str want)
{
	struct fg_str got = fg_buf_str(b);

	if (!fg_str_eq(got, want))
		fail_msg(
		    "want \"%.*s\", got \"%.*s\"", FG_ARG(want), FG_ARG(got));
	fg_buf_reset(b);
}

static void
test_decode(void **state)
{
	static const struct {
		struct fg_str s;
		uint32_t cp;
		size_t n;
	} cases[] = {
	    {{"a", 1}, 'a', 1},
	    {{"", 1}, 0, 1},
	    {{"\x7f", 1}, 0x7f, 1},
	    {{"\xc2\x80", 2}, 0x80, 2},
	    {{"\xdf\xbf", 2}, 0x7ff, 2},
	    {{"\xe0\xa0\x80", 3}, 0x800, 3},
	    {{"\xed\x9f\xbf", 3}, 0xd7ff, 3},
	    {{"\xee\x80\x80", 3}, 0xe000, 3},
	    {{"\xef\xbf\xbf", 3}, 0xffff, 3},
	    {{"\xf0\x90\x80\x80", 4}, 0x10000, 4},
	    {{"\xf4\x8f\xbf\xbf", 4}, 0x10ffff, 4},
	    {{"\xc3\xa4xyz", 5}, 0xe4, 2},
	    /* Overlong, surrogates, too high, cut, alone, never. */
	    {{"\xc0\x80", 2}, FG_REPLACEMENT, 0},
	    {{"\xc1\xbf", 2}, FG_REPLACEMENT, 0},
	    {{"\xe0\x9f\xbf", 3}, FG_REPLACEMENT, 0},
	    {{"\xf0\x8f\xbf\xbf", 4}, FG_REPLACEMENT, 0},
	    {{"\xed\xa0\x80", 3}, FG_REPLACEMENT, 0},
	    {{"\xed\xbf\xbf", 3}, FG_REPLACEMENT, 0},
	    {{"\xf4\x90\x80\x80", 4}, FG_REPLACEMENT, 0},
	    {{"\xf5\x80\x80\x80", 4}, FG_REPLACEMENT, 0},
	    {{"\xc3", 1}, FG_REPLACEMENT, 0},
	    {{"\xe2\x82", 2}, FG_REPLACEMENT, 0},
	    {{"\xf0\x9f\x98", 3}, FG_REPLACEMENT, 0},
	    {{"\xc3z", 2}, FG_REPLACEMENT, 0},
	    {{"\x80", 1}, FG_REPLACEMENT, 0},
	    {{"\xff", 1}, FG_REPLACEMENT, 0},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		uint32_t cp = 1;

		assert_int_equal(fg_utf8_decode(&cp, cases[i].s), cases[i].n);
		assert_int_equal(cp, cases[i].cp);
	}
}

static void
test_every_code_point(void **state)
{
	(void)state;
	for (uint32_t cp = 0; cp <= 0x10ffff; cp++) {
		char bytes[4];
		size_t n = fg_utf8_encode(bytes, cp);
		bool surrogate = cp >= 0xd800 && cp < 0xe000;
		uint32_t back;

		assert_int_equal(
		    fg_utf8_decode(&back, (struct fg_str){bytes, n}),
		    surrogate ? 0 : n);
		assert_int_equal(back, surrogate ? FG_REPLACEMENT : cp);
	}
}

static void
test_find(void **state)
{
	static const struct {
		struct fg_str s;
		size_t invalid, illegal;
	} cases[] = {
	    {{"", 0}, 0, 0},
	    {{NULL, 0}, 0, 0},
	    {{"plain text of some length\n", 26}, 26, 26},
	    {{"tab\tLF\nCR\r", 10}, 10, 10},
	    {{"0123456789\x01", 11}, 11, 10},
	    {{"a\x00z", 3}, 3, 1},
	    {{"\x1f", 1}, 1, 0},
	    {{"\x7f", 1}, 1, 1},
	    {{"abcdefg\xff", 8}, 7, 7},
	    {{"abcdefgh\xff", 9}, 8, 8},
	    {{"\xef\xbf\xbd", 3}, 3, 3},
	    {{"x\xef\xbf\xbe", 4}, 4, 1},
	    {{"x\xef\xbf\xbf", 4}, 4, 1},
	    {{"\xf0\x9f\xbf\xbf", 4}, 4, 4},
	    {{"\xc3\xa4\xc3", 3}, 2, 2},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(
		    fg_utf8_find_invalid(cases[i].s), cases[i].invalid);
		assert_int_equal(
		    fg_xml_find_illegal(cases[i].s), cases[i].illegal);
	}
	assert_true(fg_xml_is_char(0x85));
	assert_true(fg_xml_is_char(0x10ffff));
	assert_false(fg_xml_is_char(0xd800));
	assert_false(fg_xml_is_char(0x110000));
	assert_false(fg_xml_is_char(0x0b));
}

#define R "\xef\xbf\xbd"

static void
test_repair(void **state)
{
	static const struct {
		struct fg_str s, want;
	} cases[] = {
	    {{"", 0}, {"", 0}},
	    {{"a\tb\n", 4}, {"a\tb\n", 4}},
	    {{"a\x00\x0b\x1fz", 5}, {"az", 2}},
	    {{"\xef\xbf\xbf|", 4}, {"|", 1}},
	    {{"\xff", 1}, {R, 3}},
	    /* The Unicode standard, tables 3-8 to 3-11. */
	    {{"\xc0\xaf\xe0\x80\xbf\xf0\x81\x82\x41", 9},
		{R R R R R R R R "A", 25}},
	    {{"\xed\xa0\x80\xed\xbf\xbf\xed\xaf\x41", 9},
		{R R R R R R R R "A", 25}},
	    {{"\xf4\x91\x92\x93\xff\x41\x80\xbf\x42", 9},
		{R R R R R "A" R R "B", 23}},
	    {{"\xe1\x80\xe2\xf0\x91\x92\xf1\xbf\x41", 9}, {R R R R "A", 13}},
	    {{"Fu\xdf", 3}, {"Fu" R, 5}},
	};
	struct fg_buf b = {0};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		fg_xml_repair(&b, cases[i].s);
		assert_int_equal(fg_xml_find_illegal(fg_buf_str(&b)), b.n);
		check(&b, cases[i].want);
	}
	fg_buf_free(&b);
}

/* Time does not grow with the square of bad bytes. */
static void
test_repair_is_linear(void **state)
{
	char *bytes = malloc(MEGABYTE);
	struct fg_buf b = {0};

	(void)state;
	assert_non_null(bytes);
	memset(bytes, 0xf0, MEGABYTE);
	fg_xml_repair(&b, (struct fg_str){bytes, MEGABYTE});
	assert_int_equal(b.n, 3 * MEGABYTE);
	fg_buf_reset(&b);
	memset(bytes, 1, MEGABYTE);
	fg_xml_repair(&b, (struct fg_str){bytes, MEGABYTE});
	assert_int_equal(b.n, 0);
	fg_buf_free(&b);
	free(bytes);
}

static void
test_categories(void **state)
{
	static const struct {
		uint32_t cp;
		bool letter, mark, digit;
	} cases[] = {
	    {'a', true, false, false},
	    {'Z', true, false, false},
	    {'@', false, false, false},
	    {'[', false, false, false},
	    {'0', false, false, true},
	    {'/', false, false, false},
	    {':', false, false, false},
	    {0xa0, false, false, false},
	    {0xaa, true, false, false},
	    {0xb2, false, false, false}, /* superscript two: No */
	    {0xd7, false, false, false}, /* multiplication sign */
	    {0x300, false, true, false},
	    {0x36f, false, true, false},
	    {0x488, false, true, false}, /* Me */
	    {0x660, false, false, true}, /* Arabic-indic zero */
	    {0x669, false, false, true},
	    {0x66a, false, false, false},
	    {0x903, false, true, false},   /* Mc */
	    {0x2160, false, false, false}, /* Roman numeral one: Nl */
	    {0x4e00, true, false, false},
	    {0x9fff, true, false, false},
	    {0xac00, true, false, false},
	    {0xff10, false, false, true},
	    {0x1f600, false, false, false},
	    {0x20000, true, false, false},
	    {0xe01ef, false, true, false},
	    {0xe01f0, false, false, false},
	    {0x10ffff, false, false, false},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		uint32_t cp = cases[i].cp;

		assert_int_equal(fg_unicode_is_letter(cp), cases[i].letter);
		assert_int_equal(fg_unicode_is_mark(cp), cases[i].mark);
		assert_int_equal(fg_unicode_is_digit(cp), cases[i].digit);
	}
}

static void
test_simple_case(void **state)
{
	static const struct {
		uint32_t upper, lower;
	} pairs[] = {
	    {'A', 'a'},
	    {'Z', 'z'},
	    {0xc0, 0xe0},
	    {0xde, 0xfe},
	    {0x100, 0x101},
	    {0x12e, 0x12f},
	    {0x139, 0x13a},
	    {0x178, 0xff},
	    {0x1c4, 0x1c6},
	    {0x391, 0x3b1},
	    {0x410, 0x430},
	    {0x1f88, 0x1f80},
	    {0x1fbc, 0x1fb3},
	    {0x10a0, 0x2d00},
	    {0x1c90, 0x10d0},
	    {0x2160, 0x2170},
	    {0x10400, 0x10428},
	    {0x1e921, 0x1e943},
	};
	static const uint32_t same[] = {'@', '[', '`', '{', 0xd7, 0xf7, 0xdf,
	    0x149, 0x4e00, 0xfb01, 0x1f600, 0x10ffff};

	(void)state;
	for (size_t i = 0; i < COUNT(pairs); i++) {
		assert_int_equal(
		    fg_unicode_lower(pairs[i].upper), pairs[i].lower);
		assert_int_equal(
		    fg_unicode_upper(pairs[i].lower), pairs[i].upper);
		assert_int_equal(
		    fg_unicode_lower(pairs[i].lower), pairs[i].lower);
	}
	for (size_t i = 0; i < COUNT(same); i++) {
		assert_int_equal(fg_unicode_lower(same[i]), same[i]);
		assert_int_equal(fg_unicode_upper(same[i]), same[i]);
	}
	assert_int_equal(fg_unicode_lower(0x130), 'i');
	assert_int_equal(fg_unicode_upper(0x131), 'I');
	assert_int_equal(fg_unicode_lower(0x1e9e), 0xdf);
	assert_int_equal(fg_unicode_upper(0x3c2), 0x3a3);
	assert_int_equal(fg_unicode_lower(0x212a), 'k');
}

/* Wants are what Ruby 3.1 gives. */
static void
test_lower_and_capitalize(void **state)
{
	static const struct {
		const char *s, *lower, *capitalized;
	} cases[] = {
	    {"", "", ""},
	    {"hello WORLD", "hello world", "Hello world"},
	    {"1ABC", "1abc", "1abc"},
	    {"éCOLE", "école", "École"},
	    {"ÉCOLE", "école", "École"},
	    {"ßA", "ßa", "Ssa"},
	    {"İİ", "i̇i̇", "İi̇"},
	    {"ΑΣΣ", "ασσ", "Ασσ"},
	    {"ǆX", "ǆx", "ǅx"},
	    {"ǅ", "ǆ", "ǅ"},
	    {"ﬁSH", "ﬁsh", "Fish"},
	    {"ﬃ", "ﬃ", "Ffi"},
	    {"აბ", "აბ", "აბ"},
	    {"ᾳa", "ᾳa", "ᾼa"},
	    {"\xce\x90", "\xce\x90", "\xce\x99\xcc\x88\xcc\x81"},
	    {"жЖ", "жж", "Жж"},
	    {"文字", "文字", "文字"},
	    {"A\xff"
	     "B",
		"a\xff"
		"b",
		"A\xff"
		"b"},
	    {"\xff"
	     "AB",
		"\xff"
		"ab",
		"\xff"
		"ab"},
	};
	struct fg_buf b = {0};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		fg_utf8_lower(&b, fg_str_c(cases[i].s));
		check(&b, fg_str_c(cases[i].lower));
		fg_utf8_capitalize(&b, fg_str_c(cases[i].s));
		check(&b, fg_str_c(cases[i].capitalized));
	}
	fg_buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_decode),
	    cmocka_unit_test(test_every_code_point),
	    cmocka_unit_test(test_find),
	    cmocka_unit_test(test_repair),
	    cmocka_unit_test(test_repair_is_linear),
	    cmocka_unit_test(test_categories),
	    cmocka_unit_test(test_simple_case),
	    cmocka_unit_test(test_lower_and_capitalize),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

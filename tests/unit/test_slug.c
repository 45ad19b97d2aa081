/* SPDX-License-Identifier: ISC */
/* test_slug.c - slugs; every want is what Jekyll 4.3 gives. */
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define MEGABYTE (1u << 20)

struct slug_case {
	const char *s;
	const char *slug[FG_SLUG_LATIN + 1]; /* by mode */
};

static const struct slug_case cases[] = {
    {"", {"", "", "", "", ""}},
    {"Hello World", {"hello-world", "hello-world", "hello-world", "hello-world",
			"hello-world"}},
    {"  a  b ", {"a-b", "a-b", "a-b", "a-b", "a-b"}},
    {"-a-", {"a", "a", "a", "a", "a"}},
    {"--a--", {"-a-", "a", "a", "a", "a"}},
    {"-", {"", "", "", "", ""}},
    {"---", {"-", "", "", "", ""}},
    {"Two.Ü_x", {"two.ü_x", "two-ü-x", "two.ü_x", "two-x", "two-u-x"}},
    {"C++ & C#", {"c++-&-c#", "c-c", "c++-&-c", "c-c", "c-c"}},
    {"über straße ŒUVRE",
	{"über-straße-œuvre", "über-straße-œuvre", "über-straße-œuvre",
	    "ber-stra-e-uvre", "uber-strasse-oeuvre"}},
    {"İstanbul Iğdır", {"i̇stanbul-iğdır", "i̇stanbul-iğdır", "i̇stanbul-iğdır",
			   "stanbul-i-d-r", "istanbul-igdir"}},
    {"ΑΣΣ", {"ασσ", "ασσ", "ασσ", "", ""}},
    {"你好，世界！", {"你好，世界！", "你好-世界", "你好-世界", "", ""}},
    {"foo\tbar\nbaz\n", {"foo-bar-baz", "foo-bar-baz", "foo-bar-baz",
			    "foo-bar-baz", "foo-bar-baz"}},
    {"a_b~c!d$e&f'g(h)i+j,k;l=m@n",
	{"a_b~c!d$e&f'g(h)i+j,k;l=m@n", "a-b-c-d-e-f-g-h-i-j-k-l-m-n",
	    "a_b~c!d$e&f'g(h)i+j,k;l=m@n", "a-b-c-d-e-f-g-h-i-j-k-l-m-n",
	    "a-b-c-d-e-f-g-h-i-j-k-l-m-n"}},
    {"ŉandu ×÷ ĸ ſ ŀ Þórr",
	{"ŉandu-×÷-ĸ-ſ-ŀ-þórr", "ŉandu-ĸ-ſ-ŀ-þórr", "ŉandu-ĸ-ſ-ŀ-þórr",
	    "andu-rr", "nandu-x-k-l-thorr"}},
    {"été", {"été", "été", "été", "e-te", "e-te"}},
    {"١٢٣ ½ ² Ⅷ", {"١٢٣-½-²-ⅷ", "١٢٣", "١٢٣", "", ""}},
    {"😀 emoji", {"😀-emoji", "emoji", "emoji", "emoji", "emoji"}},
    {"हिन्दी", {"हिन्दी", "हिन्दी", "हिन्दी", "", ""}},
    {"no\xc2\xa0"
     "break\xe3\x80\x80space",
	{"no\xc2\xa0"
	 "break\xe3\x80\x80space",
	    "no-break-space", "no-break-space", "no-break-space",
	    "no-break-space"}},
    {"100%", {"100%", "100", "100", "100", "100"}},
    {"a/b?c#d", {"a/b?c#d", "a-b-c-d", "a-b-c-d", "a-b-c-d", "a-b-c-d"}},
    {"[z] {y} *x*", {"[z]-{y}-*x*", "z-y-x", "z-y-x", "z-y-x", "z-y-x"}},
    {"A|B\\C\"D^E`F<G>H:I",
	{"a|b\\c\"d^e`f<g>h:i", "a-b-c-d-e-f-g-h-i", "a-b-c-d-e-f-g-h-i",
	    "a-b-c-d-e-f-g-h-i", "a-b-c-d-e-f-g-h-i"}},
};

static void
check(struct fg_buf *b, const char *want)
{
	struct fg_str got = fg_buf_str(b);

	if (!fg_str_eq(got, fg_str_c(want)))
		fail_msg("want \"%s\", got \"%.*s\"", want, FG_ARG(got));
	fg_buf_reset(b);
}

static void
test_modes(void **state)
{
	struct fg_buf b = {0};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		for (int mode = 0; mode <= FG_SLUG_LATIN; mode++) {
			fg_slugify(&b, fg_str_c(cases[i].s),
			    (enum fg_slug_mode)mode, false);
			check(&b, cases[i].slug[mode]);
		}
	fg_buf_free(&b);
}

static void
test_cased(void **state)
{
	static const struct {
		const char *s;
		enum fg_slug_mode mode;
		const char *slug;
	} cased[] = {
	    {"Two.Ü_x", FG_SLUG_PRETTY, "Two.Ü_x"},
	    {"My Slug: X", FG_SLUG_PRETTY, "My-Slug-X"},
	    {"My Slug: X", FG_SLUG_DEFAULT, "My-Slug-X"},
	    {"My Slug: X", FG_SLUG_RAW, "My-Slug:-X"},
	    {"Ärger Þ", FG_SLUG_LATIN, "Arger-Th"},
	    {"Ärger", FG_SLUG_ASCII, "rger"},
	};
	struct fg_buf b = {0};

	(void)state;
	for (size_t i = 0; i < COUNT(cased); i++) {
		fg_slugify(&b, fg_str_c(cased[i].s), cased[i].mode, true);
		check(&b, cased[i].slug);
	}
	fg_buf_free(&b);
}

static void
test_odd_bytes(void **state)
{
	struct fg_buf b = {0};

	(void)state;
	for (int mode = 0; mode <= FG_SLUG_LATIN; mode++) {
		fg_slugify(
		    &b, FG_STR("a\xff\xc3z"), (enum fg_slug_mode)mode, false);
		check(&b, "a-z");
	}
	fg_slugify(&b, FG_STR("a\0b"), FG_SLUG_PRETTY, false);
	check(&b, "a-b");
	fg_slugify(&b, (struct fg_str){NULL, 0}, FG_SLUG_DEFAULT, false);
	check(&b, "");
	fg_buf_free(&b);
}

static void
test_latin_letters(void **state)
{
	(void)state;
	assert_string_equal(fg_latin_letter(0xbf), "");
	assert_string_equal(fg_latin_letter(0xc0), "A");
	assert_string_equal(fg_latin_letter(0xf7), "");
	assert_string_equal(fg_latin_letter(0x149), "'n");
	assert_string_equal(fg_latin_letter(0x17e), "z");
	assert_string_equal(fg_latin_letter(0x17f), "");
	assert_string_equal(fg_latin_letter(0x180), "");
}

static void
test_megabyte_of_separators(void **state)
{
	char *bytes = malloc(MEGABYTE);
	struct fg_buf b = {0};

	(void)state;
	assert_non_null(bytes);
	memset(bytes, '-', MEGABYTE);
	fg_slugify(&b, (struct fg_str){bytes, MEGABYTE}, FG_SLUG_LATIN, false);
	check(&b, "");
	fg_slugify(&b, (struct fg_str){bytes, MEGABYTE}, FG_SLUG_RAW, false);
	assert_int_equal(b.n, MEGABYTE - 2);
	fg_buf_free(&b);
	free(bytes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_modes),
	    cmocka_unit_test(test_cased),
	    cmocka_unit_test(test_odd_bytes),
	    cmocka_unit_test(test_latin_letters),
	    cmocka_unit_test(test_megabyte_of_separators),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

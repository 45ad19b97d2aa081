/* SPDX-License-Identifier: ISC */
/* test_double_encoding.c - finding letters that were encoded twice. */
#include "base/double_encoding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf8.h"

#define ROWS(array) (sizeof(array) / sizeof(*(array)))

static const struct {
	const char *text;
	size_t at, n; /* n 0: nothing is found */
	uint32_t meant;
} rows[] = {
    {"", 0, 0, 0},
    {"plain", 0, 0, 0},
    {"gr\u00fcn \u2013 \u20ac", 0, 0, 0},
    {"a \u00e2\u20ac\u201c b", 2, 8, 0x2013},	   /* en dash */
    {"it\u00e2\u20ac\u2122s", 2, 8, 0x2019},	   /* apostrophe */
    {"gr\u00c3\u00bcn", 2, 4, 0xfc},		   /* u umlaut */
    {"\u00c2\u00a0", 0, 4, 0xa0},		   /* no-break space */
    {"\u00c3\xc2\x9f", 0, 4, 0xdf},		   /* sharp s, C1 kept */
    {"\u00c3\u0178", 0, 4, 0xdf},		   /* the same in 1252 */
    {"\u00f0\u0178\u02dc\u20ac", 0, 9, 0x1f600},   /* grinning face */
    {"\u00ef\u00bb\u00bf", 0, 6, 0xfeff},	   /* byte order mark */
    {"\u00e3\xc2\x81\xc2\x82", 0, 6, 0x3042},	   /* Hiragana A */
    /* Letters that only look like it. */
    {"\u00c3", 0, 0, 0},
    {"\u00c3 \u00bc", 0, 0, 0},
    {"\u00c4\u201c", 0, 0, 0}, /* a capital umlaut before a quote */
    {"\u00dc\u00bb", 0, 0, 0}, /* the same in guillemets */
    {"\u00e2\u20ac", 0, 0, 0},
    {"\u00e2\u20ac-", 0, 0, 0},
    {"\u00ed\u00a0\xc2\x80", 0, 0, 0},	   /* a surrogate is none */
    {"\u00e0\xc2\x80\xc2\x80", 0, 0, 0},	   /* nor is an overlong form */
    {"\u00f4\xc2\x90\xc2\x80\xc2\x80", 0, 0, 0}, /* nor what is above 10FFFF */
    {"\u00c0\u00af", 0, 0, 0},
    {"\u00c3\u00c3\u00a4", 2, 4, 0xe4},
    /* Bytes that are not UTF-8 do no harm. */
    {"\xc3", 0, 0, 0},
    {"\xc3\xff\xc3", 0, 0, 0},
    {"\xff\u00c3\u00a4", 1, 4, 0xe4},
};

static void
characters_are_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct fg_str text = fg_str_c(rows[i].text);
		uint32_t meant = 0;
		struct fg_str hit = fg_double_encoding_find(&meant, text, 0);

		assert_int_equal(hit.n, rows[i].n);
		if (rows[i].n == 0) {
			assert_null(hit.p);
			continue;
		}
		assert_int_equal(hit.p - text.p, rows[i].at);
		assert_int_equal(meant, rows[i].meant);
	}
}

static void
the_search_goes_on(void **state)
{
	struct fg_str text = FG_STR("\u00c3\u00a4 \u00c3\u00b6");
	uint32_t meant;
	struct fg_str hit = fg_double_encoding_find(&meant, text, 4);

	(void)state;
	assert_int_equal(hit.p - text.p, 5);
	assert_int_equal(meant, 0xf6);
	assert_null(fg_double_encoding_find(&meant, text, 6).p);
	assert_null(fg_double_encoding_find(&meant, text, text.n).p);
}

/* Every character of two bytes or more is found in what became of it. */
static void
every_character_is_found(void **state)
{
	(void)state;
	for (uint32_t cp = 0xa0; cp < 0x110000; cp += cp < 0x3000 ? 1 : 61) {
		char bytes[4];
		struct fg_buf twice = {0};
		uint32_t meant = 0;
		size_t n = fg_utf8_encode(bytes, cp);

		if ((cp > 0xff && cp < 0x800) || (cp >= 0xd800 && cp < 0xe000))
			continue;
		for (size_t i = 0; i < n; i++)
			fg_buf_add_utf8(&twice, (unsigned char)bytes[i]);
		assert_int_equal(
		    fg_double_encoding_find(&meant, fg_buf_str(&twice), 0).n,
		    twice.n);
		assert_int_equal(meant, cp);
		fg_buf_free(&twice);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(characters_are_found),
	    cmocka_unit_test(the_search_goes_on),
	    cmocka_unit_test(every_character_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: ISC */
/* test_nfkc.c - Unicode normalisation form KC. */
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define MEGABYTE (1u << 20)

static void
test_forms(void **state)
{
	static const struct {
		uint32_t from[6], to[6];
	} cases[] = {
	    {{'a', 'Z', '~'}, {'a', 'Z', '~'}},
	    {{'e', 0x301}, {0xe9}},
	    {{0xe9}, {0xe9}},
	    {{'a', 0x323, 0x302}, {0x1ead}},
	    {{'a', 0x302, 0x323}, {0x1ead}},
	    /* Two of one class: the second one is blocked. */
	    {{'a', 0x308, 0x301}, {0xe4, 0x301}},
	    {{'a', 0x305, 0x301}, {'a', 0x305, 0x301}},
	    /* Another class lets the third one through. */
	    {{'a', 0x327, 0x301}, {0xe1, 0x327}},
	    {{0x301, 'e'}, {0x301, 'e'}},
	    {{0x1e9b, 0x323}, {0x1e69}},
	    /* Singletons and what is excluded from composition. */
	    {{0x212b}, {0xc5}},
	    {{0x2126}, {0x3a9}},
	    {{0x958}, {0x915, 0x93c}},
	    {{0xfb1d}, {0x5d9, 0x5b4}},
	    {{0x344}, {0x308, 0x301}},
	    /* Compatibility. */
	    {{0xff0c}, {','}},
	    {{0xff41, 0xff5e}, {'a', '~'}},
	    {{0xfb03}, {'f', 'f', 'i'}},
	    {{0x2122}, {'T', 'M'}},
	    {{0xbd}, {'1', 0x2044, '2'}},
	    {{0xb2}, {'2'}},
	    {{0xa0}, {' '}},
	    {{0xff76, 0xff9e}, {0x30ac}},
	    {{0x1d400}, {'A'}},
	    {{0x2f800}, {0x4e3d}},
	    /* Two starters. */
	    {{0x9c7, 0x9be}, {0x9cb}},
	    {{0x11099, 0x110ba}, {0x1109a}},
	    /* Hangul. */
	    {{0x1112, 0x1161, 0x11ab}, {0xd55c}},
	    {{0xd558, 0x11ab}, {0xd55c}},
	    {{0xd55c}, {0xd55c}},
	    {{0xd558, 0x11a7}, {0xd558, 0x11a7}},
	    {{0xd55c, 0x11ab}, {0xd55c, 0x11ab}},
	    {{0x1161, 0x11ab}, {0x1161, 0x11ab}},
	};
	struct fg_buf from = {0}, to = {0}, got = {0};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		for (size_t k = 0; k < 6 && cases[i].from[k]; k++)
			fg_buf_add_utf8(&from, cases[i].from[k]);
		for (size_t k = 0; k < 6 && cases[i].to[k]; k++)
			fg_buf_add_utf8(&to, cases[i].to[k]);
		fg_utf8_nfkc(&got, fg_buf_str(&from));
		if (!fg_str_eq(fg_buf_str(&got), fg_buf_str(&to)))
			fail_msg("case %zu: got '%s'", i, got.p);
		fg_buf_reset(&got);
		fg_utf8_nfkc(&got, fg_buf_str(&to));
		assert_string_equal(got.p, to.p);
		fg_buf_reset(&from);
		fg_buf_reset(&to);
		fg_buf_reset(&got);
	}
	fg_utf8_nfkc(&got, FG_STR("e\xff\xcc\x81\xc3"));
	assert_string_equal(got.p, "e\xff\xcc\x81\xc3");
	fg_buf_free(&from);
	fg_buf_free(&to);
	fg_buf_free(&got);
}

/* Sorting a million marks by insertion would take hours. */
static void
test_megabyte_of_marks(void **state)
{
	struct fg_buf s = {0}, got = {0};

	(void)state;
	while (s.n < MEGABYTE) {
		fg_buf_add_utf8(&s, 0x301);
		fg_buf_add_utf8(&s, 0x323);
	}
	fg_utf8_nfkc(&got, fg_buf_str(&s));
	assert_int_equal(got.n, s.n);
	fg_buf_free(&s);
	fg_buf_free(&got);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_forms),
	    cmocka_unit_test(test_megabyte_of_marks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

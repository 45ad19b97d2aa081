/* SPDX-License-Identifier: ISC */
/* test_punycode.c - RFC 3492 over its own samples. */
#include "base/punycode.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* RFC 3492 section 7.1, without the ASCII case annotation of (I). */
static void
test_punycode(void **state)
{
	static const struct {
		const char *label, *punycode;
	} samples[] = {
	    {"ليهمابتكلموشعربي؟", "egbpdaj6bu4bxfgehfvwxn"},
	    {"他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"},
	    {"他們爲什麽不說中文", "ihqwctvzc91f659drss3x8bo0yb"},
	    {"Pročprostěnemluvíčesky", "Proprostnemluvesky-uyb24dma41a"},
	    {"למההםפשוטלאמדבריםעברית", "4dbcagdahymbxekheh6e0a7fei0b"},
	    {"यहलोगहिन्दीक्योंनहींबोलसकतेहैं",
		"i1baa7eci9glrd9b2ae1bj0hfcgg6iyaf8o0a1dig0cd"},
	    {"なぜみんな日本語を話してくれないのか",
		"n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa"},
	    {"세계의모든사람들이한국어를이해한다면얼마나좋을까",
		"989aomsvi5e83db1d2a355cv1e0vak1dwrv93d5xbh15a0dt30a5jpsd879ccm"
		"6fea98c"},
	    {"почемужеонинеговорятпорусски",
		"b1abfaaepdrnnbgefbadotcwatmq2g4l"},
	    {"PorquénopuedensimplementehablarenEspañol",
		"PorqunopuedensimplementehablarenEspaol-fmd56a"},
	    {"TạisaohọkhôngthểchỉnóitiếngViệt",
		"TisaohkhngthchnitingVit-kjcr8268qyxafd2f1b9g"},
	    {"3年B組金八先生", "3B-ww4c5e180e575a65lsy2b"},
	    {"安室奈美恵-with-SUPER-MONKEYS",
		"-with-SUPER-MONKEYS-pc58ag80a8qai00g7n9n"},
	    {"Hello-Another-Way-それぞれの場所",
		"Hello-Another-Way--fc4qua05auwb3674vfr0b"},
	    {"ひとつ屋根の下2", "2-u9tlzr9756bt3uc0v"},
	    {"MajiでKoiする5秒前", "MajiKoi5-783gue6qz075azm5e"},
	    {"パフィーdeルンバ", "de-jg4avhby1noc0d"},
	    {"そのスピードで", "d9juau41awczczp"},
	    {"-> $1.00 <-", "-> $1.00 <--"},
	    {"", ""},
	};
	struct fg_buf b = {0};
	char label[4 * FG_LABEL_MOST + 4];
	struct fg_str longest = {label, 0};

	(void)state;
	for (size_t i = 0; i < COUNT(samples); i++) {
		assert_true(fg_punycode_encode(&b, fg_str_c(samples[i].label)));
		assert_true(
		    fg_str_eq(fg_buf_str(&b), fg_str_c(samples[i].punycode)));
		fg_buf_reset(&b);
	}
	/* The extremes of delta: all of one kind, highest code points. */
	for (int i = 0; i < FG_LABEL_MOST; i++)
		longest.n += fg_utf8_encode(
		    label + longest.n, i % 2 ? 0x80 : 0x10ffff - (uint32_t)i);
	assert_true(fg_punycode_encode(&b, longest));
	fg_buf_reset(&b);
	longest.n += fg_utf8_encode(label + longest.n, 'a');
	assert_false(fg_punycode_encode(&b, longest));
	assert_false(fg_punycode_encode(&b, FG_STR("\xff")));
	assert_int_equal(b.n, 0);
	fg_buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_punycode),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: ISC */
/* test_date.c - the calendar, the formats of feeds, and dates in text. */
#include "base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(*(array)))
/* 2020-06-01T00:00:00Z */
#define JUNE 1590969600
#define NO INT64_MIN

static struct fg_arena arena;

static const struct fg_zone *
zone_of(const char *name)
{
	struct fg_diags d = {.arena = &arena};
	const struct fg_zone *zone;

	if (fg_zone_load(&zone, &arena, fg_str_c(name), FG_WHOLE_FILE, &d))
		fail_msg("no zone %s", name);
	return zone;
}

static void
calendar_knows_its_days(void **state)
{
	(void)state;
	assert_true(fg_date_exists(2020, 2, 29));
	assert_true(fg_date_exists(2000, 2, 29));
	assert_true(fg_date_exists(0, 2, 29));
	assert_true(fg_date_exists(9999, 12, 31));
	assert_false(fg_date_exists(2019, 2, 29));
	assert_false(fg_date_exists(1900, 2, 29));
	assert_false(fg_date_exists(2020, 4, 31));
	assert_false(fg_date_exists(2020, 0, 1));
	assert_false(fg_date_exists(2020, 13, 1));
	assert_false(fg_date_exists(2020, 1, 0));
	assert_false(fg_date_exists(2020, 1, 32));
	assert_false(fg_date_exists(-1, 1, 1));
	assert_false(fg_date_exists(10000, 1, 1));
}

/* Every day of ten thousand years, counted by hand. */
static void
calendar_counts_without_gaps(void **state)
{
	struct fg_civil c = {.year = 0, .month = 1, .day = 1}, back;
	unsigned year_day = 1, week_day = 6;
	int64_t day = -719528;

	(void)state;
	while (c.year <= 9999) {
		if (fg_date_seconds(&c) != day * 86400)
			fail_msg("%d-%u-%u", c.year, c.month, c.day);
		back = fg_date_civil((struct feedgen_time){
		    .seconds = day * 86400 + 86399});
		if (back.year != c.year || back.month != c.month ||
		    back.day != c.day || back.year_day != year_day ||
		    back.week_day != week_day || back.hour != 23 ||
		    back.minute != 59 || back.second != 59)
			fail_msg("%d-%u-%u back", c.year, c.month, c.day);
		day++;
		year_day++;
		week_day = week_day % 7 + 1;
		if (fg_date_exists(c.year, c.month, c.day + 1)) {
			c.day++;
			continue;
		}
		c.day = 1;
		c.month = c.month % 12 + 1;
		if (c.month == 1) {
			c.year++;
			year_day = 1;
		}
	}
}

static void
calendar_numbers_iso_weeks(void **state)
{
	static const struct {
		struct fg_civil day;
		int year;
		unsigned week, week_day;
	} cases[] = {
	    {{.year = 2020, .month = 6, .day = 1}, 2020, 23, 1},
	    {{.year = 2021, .month = 1, .day = 3}, 2020, 53, 7},
	    {{.year = 2021, .month = 1, .day = 4}, 2021, 1, 1},
	    {{.year = 2018, .month = 12, .day = 31}, 2019, 1, 1},
	    {{.year = 2016, .month = 1, .day = 1}, 2015, 53, 5},
	    {{.year = 2017, .month = 1, .day = 1}, 2016, 52, 7},
	    {{.year = 2024, .month = 12, .day = 30}, 2025, 1, 1},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct fg_civil c = fg_date_civil((struct feedgen_time){
		    .seconds = fg_date_seconds(&cases[i].day)});

		assert_int_equal(c.iso_year, cases[i].year);
		assert_int_equal(c.iso_week, cases[i].week);
		assert_int_equal(c.week_day, cases[i].week_day);
	}
}

static void
instants_are_written_in_both_formats(void **state)
{
	static const struct {
		struct feedgen_time t;
		const char *rfc3339, *rfc822;
	} cases[] = {
	    {{1711627295, 10800, true}, "2024-03-28T15:01:35+03:00",
	        "Thu, 28 Mar 2024 15:01:35 +0300"},
	    {{0, 0, true}, "1970-01-01T00:00:00Z",
	        "Thu, 01 Jan 1970 00:00:00 +0000"},
	    {{-1, -12600, true}, "1969-12-31T20:29:59-03:30",
	        "Wed, 31 Dec 1969 20:29:59 -0330"},
	    {{-62135596800, 0, true}, "0001-01-01T00:00:00Z",
	        "Mon, 01 Jan 0001 00:00:00 +0000"},
	    {{253402300799, 0, true}, "9999-12-31T23:59:59Z",
	        "Fri, 31 Dec 9999 23:59:59 +0000"},
	};
	struct feedgen_time t;
	struct fg_buf out = {0};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		fg_buf_reset(&out);
		fg_date_rfc3339(&out, cases[i].t);
		assert_string_equal(out.p, cases[i].rfc3339);
		assert_true(fg_date_parse_rfc3339(&t, fg_buf_str(&out)));
		assert_int_equal(t.seconds, cases[i].t.seconds);
		assert_int_equal(t.offset, cases[i].t.offset);
		assert_true(t.set);
		fg_buf_reset(&out);
		fg_date_rfc822(&out, cases[i].t);
		assert_string_equal(out.p, cases[i].rfc822);
		assert_true(fg_date_parse_rfc822(&t, fg_buf_str(&out)));
		assert_int_equal(t.seconds, cases[i].t.seconds);
		assert_int_equal(t.offset, cases[i].t.offset);
	}
	fg_buf_free(&out);
}

struct reading {
	const char *text;
	int64_t seconds;
};

static void
check(bool read, struct feedgen_time t, const struct reading *expected)
{
	if (read != (expected->seconds != NO))
		fail_msg("'%s' is %s", expected->text,
		    read ? "read" : "not read");
	if (read && (t.seconds != expected->seconds || !t.set))
		fail_msg("'%s' is %lld", expected->text,
		    (long long)t.seconds);
}

static void
rfc3339_is_read_strictly(void **state)
{
	static const struct reading cases[] = {
	    {"2020-06-01T10:00:00Z", JUNE + 36000},
	    {"2020-06-01T10:00:00+02:00", JUNE + 28800},
	    {"2020-06-01T10:00:00-00:00", JUNE + 36000},
	    {"2020-06-01T10:00:00.123456789012Z", JUNE + 36000},
	    {"2016-12-31T23:59:60Z", 1483228800},
	    {"2017-01-01T00:59:60+01:00", 1483228800},
	    {"2016-12-31T22:59:60Z", NO},
	    {"2020-06-01T10:00:00", NO},
	    {"2020-06-01t10:00:00Z", NO},
	    {"2020-06-01T10:00:00z", NO},
	    {"2020-06-01 10:00:00Z", NO},
	    {"2020-06-01T10:00Z", NO},
	    {"2020-06-01T10:00:00.Z", NO},
	    {"2020-06-01T10:00:00+0200", NO},
	    {"2020-06-01T10:00:00+24:00", NO},
	    {"2020-06-01T10:00:00+02:60", NO},
	    {"2020-06-01T24:00:00Z", NO},
	    {"2020-06-01T10:60:00Z", NO},
	    {"2020-06-01T10:00:61Z", NO},
	    {"2020-02-30T10:00:00Z", NO},
	    {"2020-06-01T10:00:00Z ", NO},
	    {" 2020-06-01T10:00:00Z", NO},
	    {"02020-06-01T10:00:00Z", NO},
	    {"2020-06-01", NO},
	    {"", NO},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct feedgen_time t = {0};

		check(fg_date_parse_rfc3339(&t, fg_str_c(cases[i].text)), t,
		    &cases[i]);
	}
}

static void
rfc822_is_read_strictly(void **state)
{
	static const struct reading cases[] = {
	    {"Mon, 01 Jun 2020 10:00:00 +0200", JUNE + 28800},
	    {"1 Jun 2020 10:00 GMT", JUNE + 36000},
	    {"mon, 1 JUN 20 10:00:00 ut", JUNE + 36000},
	    {"01 Jun 2020 10:00:00 EST", JUNE + 54000},
	    {"01 Jun 2020 10:00:00 PDT", JUNE + 61200},
	    {"01 Jun 2020 10:00:00 Z", JUNE + 36000},
	    {"Mon,  01  Jun 2020 10:00:00  -0330", JUNE + 48600},
	    {"01 Jan 50 00:00:00 GMT", -631152000},
	    {"Sat, 31 Dec 2016 23:59:60 GMT", 1483228800},
	    {"Tue, 01 Jun 2020 10:00:00 +0200", NO},
	    {"Monday, 01 Jun 2020 10:00:00 +0200", NO},
	    {"Mon 01 Jun 2020 10:00:00 +0200", NO},
	    {"Mon, 01 June 2020 10:00:00 +0200", NO},
	    {"Mon, 01 Jun 2020 10:00:00 +02:00", NO},
	    {"Mon, 01 Jun 2020 10:00:00 UTC", NO},
	    {"Mon, 01 Jun 2020 10:00:00 CET", NO},
	    {"Mon, 01 Jun 2020 10:00:00", NO},
	    {"Mon, 01 Jun 2020", NO},
	    {"Mon, 01 Jun 2020 1:00:00 GMT", NO},
	    {"30 Feb 2020 10:00:00 GMT", NO},
	    {"01 Jun 020 10:00:00 GMT", NO},
	    {"Mon, 01 Jun 2020 10:00:00 GMT x", NO},
	    {"", NO},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct feedgen_time t = {0};

		check(fg_date_parse_rfc822(&t, fg_str_c(cases[i].text)), t,
		    &cases[i]);
	}
}

/* As Ruby 3.1 reads them with TZ=Europe/Berlin. */
static const struct reading texts[] = {
    {"2020-06-01", 1590962400},
    {"2020-06-01 10:00", 1590998400},
    {"2020-06-01 10:00:00", 1590998400},
    {"2020-06-01T10:00:00", 1590998400},
    {"2020-06-01 10:00:00.5", 1590998400},
    {"2020-06-01 10:00:00 +0200", 1590998400},
    {"2020-06-01 10:00:00 -05:00", 1591023600},
    {"2020-06-01 10:00:00 +02", 1590998400},
    {"2020-06-01 10:00:00 -5", 1590998400},
    {"2020-06-01 10:00:00 +05:30:15", 1590985785},
    {"2020-06-01T10:00:00Z", 1591005600},
    {"2020-06-01t10:00:00z", 1591005600},
    {"2020-06-01 10:00 UTC", 1591005600},
    {"2020-06-01 10:00 GMT", 1591005600},
    {"2020-06-01 10:00 GMT-0500", 1590998400},
    {"2020-06-01 10:00 EST", 1591023600},
    {"2020-06-01 10:00 pdt", 1591030800},
    {"2020-06-01 10:00 CET", 1591002000},
    {"2020-06-01 10:00 CEST", 1590998400},
    {"2020-12-01 10:00 CEST", 1606809600},
    {"2020-06-01 10:00 JST", 1590998400},
    {"2020-06-01 10:00 A", 1591002000},
    {"2020-06-01 10:00 M", 1590962400},
    {"2020-06-01 10:00 J", 1590998400},
    {"2020-06-01 10:00 N", 1591009200},
    {"2020-06-01 10:00 Y", 1591048800},
    {"2020-06-01 10:00 Eastern Standard Time", 1590998400},
    {"2020-06-01 10:00 Uhr", 1590998400},
    {"2020-06-01 10:00 +23:59", 1590919260},
    {"2020-06-01 10am", 1590998400},
    {"2020-06-01 12 a.m.", 1590962400},
    {"2020-06-01 12pm", 1591005600},
    {"2020-06-01 10:30 PM", 1591043400},
    {"2020-06-01 5:30:15pm EST", 1591050615},
    {"2020-06-01 10h30", 1591000200},
    {"2020-06-01 10h 30m 15s", 1591000215},
    {"2020-06-01 10", 1590998400},
    {"2020-06-01 24:00", 1591048800},
    {"2020-06-01 10:00:60", 1590998460},
    {"2020-6-1", 1590962400},
    {"20-06-01", 1590962400},
    {"99-06-01", 928188000},
    {"06/07/2020", 1593986400},
    {"6/7/'20", 1593986400},
    {"6/7/20", 1153346400},
    {"2020/06/07 10:00", 1591516800},
    {"06/2020", 1590962400},
    {"31/12/2020", 1609369200},
    {"06-07-2020", 1593986400},
    {"6.7.2020", 1593986400},
    {"1. 6. 2020", 1590962400},
    {"June 7, 2020 5pm", 1591542000},
    {"June 7th, 2020", 1591480800},
    {"Sept. 7 2020", 1599429600},
    {"7 June 2020", 1591480800},
    {"7thJune2020", 1591480800},
    {"7 Jun '20", 1591480800},
    {"7 Jun 69", -17974800},
    {"7 Jun 68", 3106245600},
    {"7-Jun-2020", 1591480800},
    {"Jun-7-2020", 1591480800},
    {"Jun-2020", 1590962400},
    {"June 2020", 1590962400},
    {"2020 June 7", 1591480800},
    {"2020-Jun-07", 1591480800},
    {"1 June 2020 AD", 1590962400},
    {"1 June '99", 928188000},
    {"Mon, 1 Jun 2020 10:15:00 +0200", 1590999300},
    {"Monday, June 1st, 2020", 1590962400},
    {"Mon Jun  1 10:00:00 CEST 2020", 1590998400},
    {"20200601", 1590962400},
    {"20200601T101500Z", 1591006500},
    {"20200601T1015", 1590999300},
    {"20200601 101500 +0530", 1590986700},
    {"20200601101500", 1590999300},
    {"20200601101500.5", 1590999300},
    {"200601101500.5", 1590999300},
    {"20200601101500[-5:EST]", 1591024500},
    {"20200601T10,5", 1590962410},
    {"200601", 1590962400},
    {"2020-152", 1590876000},
    {"2020-366", 1609369200},
    {"2020152", 1590876000},
    {"20152", 1590876000},
    {"R2.06.01", 1590962400},
    {"H31.04.30", 1556575200},
    {"0001-01-02", -62135513608},
    {"9999-12-31", 253402210800},
    {"+2020-06-01", 1590962400},
    {"2020-06-01, 10:00", 1590998400},
    {"2020-06-01 at 10:00", 1590998400},
    {"2020-06-01_10:00", 1590998400},
    {"Posted: 2020-06-01 10:00", 1590998400},
    {"2020-06-01 10:00 (CEST)", 1590998400},
    {"2020-03-29 02:30", 1585445400},
    {"2020-10-25 02:30", 1603589400},
};

static void
text_is_read_as_ruby_does(void **state)
{
	const struct fg_zone *zone = zone_of("Europe/Berlin");

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct feedgen_time t = {0};

		check(fg_date_parse_text(&t, fg_str_c(texts[i].text), zone),
		    t, &texts[i]);
	}
}

static void
text_without_a_day_is_refused(void **state)
{
	static const char *const cases[] = {
	    /* what Ruby completes from the clock */
	    "", " ", "10:00", "10am", "June 7", "June", "06/07", "Monday",
	    "1st", "--06-01", "now 10:00", "2020-W23-1 10:00",
	    /* a year alone, which it takes for its first day */
	    "'20", "2020", "2020-06", "202006",
	    /* what it refuses, too */
	    "now", "today", "abc", "true", "2020-W23-1", "2020W231",
	    "2020-13-01", "2020-00-01", "2020-06-00", "2020-06-32",
	    "13/13/2020", "2020-06-01 25:00", "2020-06-01 24:00:01",
	    "2020-06-01 10:60", "2020-06-01 10:00:61",
	    "2020-06-01 10:00 +24:00", "2019-366", "2020-000", "1591005600",
	    /* days that it carries over into the next month */
	    "2020-02-30", "2019-02-29", "2020-04-31", "2020-02-30 10:00 +0200",
	    /* outside of the years 0 to 9999 */
	    "10000-01-01", "-2020-06-01", "1 June 20 BC", "June 1 20 b.c.e.",
	    "9999-12-31 23:59:59 -0100", "0000-01-01 00:00 +0100",
	    "99999999999999999999-01-01", "2020-06-99999999999999999999",
	};
	static const char junk[] = "2020-06-01\0 10:00";
	struct feedgen_time t = {0};
	char text[200];

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		if (fg_date_parse_text(&t, fg_str_c(cases[i]), NULL))
			fail_msg("'%s' is read", cases[i]);
	assert_false(fg_date_parse_text(&t, (struct fg_str){NULL, 0}, NULL));
	memset(text, ' ', sizeof(text));
	memcpy(text, "2020-06-01", 10);
	assert_true(fg_date_parse_text(&t, (struct fg_str){text, 128}, NULL));
	assert_false(fg_date_parse_text(&t, (struct fg_str){text, 129}, NULL));
	assert_true(fg_date_parse_text(
	    &t, (struct fg_str){junk, sizeof(junk) - 1}, NULL));
	assert_int_equal(t.seconds, JUNE + 36000);
	assert_true(fg_date_parse_text(
	    &t, FG_STR("2020-06-01\xc2\xa0" "10:00"), NULL));
	assert_int_equal(t.seconds, JUNE + 36000);
	assert_true(fg_date_parse_text(
	    &t, FG_STR("2020-06-01 10:00\xc2\xa0" "EST"), NULL));
	assert_int_equal(t.seconds, JUNE + 54000);
}

/* No byte at any place makes a reader leave its buffer. */
static void
text_of_any_bytes_is_harmless(void **state)
{
	static const char bytes[] = "0129'-+/.,:[] tTzZhmsapJuneWbc\xc3\0";
	struct feedgen_time t;
	uint32_t random = 1;
	char text[128];

	(void)state;
	for (unsigned run = 0; run < 20000; run++) {
		size_t n = run % 64 == 0 ? sizeof(text) : run % 40;

		for (size_t i = 0; i < n; i++) {
			random = random * 1664525 + 1013904223;
			text[i] = bytes[(random >> 16) % sizeof(bytes)];
		}
		fg_date_parse_text(&t, (struct fg_str){text, n}, NULL);
	}
	for (size_t k = 0; k < sizeof(bytes); k++) {
		memset(text, bytes[k], sizeof(text));
		fg_date_parse_text(
		    &t, (struct fg_str){text, sizeof(text)}, NULL);
	}
}

struct value_case {
	enum fg_kind kind;
	const char *text;
	const char *expected; /* RFC 3339, or NULL */
};

static void
values_are_read_as_jekyll_does(void **state)
{
	static const struct value_case cases[] = {
	    {FG_DATE, "2020-06-01", "2020-06-01T00:00:00+02:00"},
	    {FG_STRING, "2020-06-01 10:00", "2020-06-01T10:00:00+02:00"},
	    {FG_STRING, "2020-06-01 10:00:00", "2020-06-01T10:00:00+02:00"},
	    {FG_TIMESTAMP, "2020-06-01 10:00:00", "2020-06-01T12:00:00+02:00"},
	    {FG_TIMESTAMP, "2020-06-01T10:00:00", "2020-06-01T12:00:00+02:00"},
	    {FG_TIMESTAMP, "2020-06-01 10:00:00.5",
	        "2020-06-01T12:00:00+02:00"},
	    {FG_TIMESTAMP, "2020-06-01 10:00:00 +0200",
	        "2020-06-01T10:00:00+02:00"},
	    {FG_TIMESTAMP, "2020-06-01T10:00:00Z", "2020-06-01T12:00:00+02:00"},
	    {FG_TIMESTAMP, "2020-6-1  1:00:00 -5", "2020-06-01T08:00:00+02:00"},
	    {FG_TIMESTAMP, "2020-06-01t10:00:00.+05:30",
	        "2020-06-01T06:30:00+02:00"},
	    {FG_TIMESTAMP, "2020-06-09 23:30:00 -0500",
	        "2020-06-10T06:30:00+02:00"},
	    {FG_TIMESTAMP, "2020-06-01 24:00:00", "2020-06-02T02:00:00+02:00"},
	    {FG_STRING, "06/07/2020", "2020-07-06T00:00:00+02:00"},
	    {FG_STRING, "June 7, 2020 5pm", "2020-06-07T17:00:00+02:00"},
	    {FG_STRING, "2020-01-01", "2020-01-01T00:00:00+01:00"},
	    {FG_INTEGER, "1591005600", "2020-06-01T12:00:00+02:00"},
	    {FG_INTEGER, "-1", "1970-01-01T00:59:59+01:00"},
	    {FG_INTEGER, "20200601", "2020-06-01T00:00:00+02:00"},
	    {FG_INTEGER, "20200601101500", "2020-06-01T10:15:00+02:00"},
	    {FG_INTEGER, "20201301", NULL},
	    {FG_INTEGER, "2020", NULL},
	    {FG_INTEGER, "10:30", NULL},
	    {FG_INTEGER, "999999999999", NULL},
	    {FG_TIMESTAMP, "2020-02-30 10:00:00", NULL},
	    {FG_TIMESTAMP, "2020-06-01 25:00:00", NULL},
	    {FG_TIMESTAMP, "2020-06-01 10:00:00 +24:00", NULL},
	    {FG_TIMESTAMP, "2020-06-01 10:00:00 x", NULL},
	    {FG_DATE, "2020-13-01", NULL},
	    {FG_DATE, "2020-02-30", NULL},
	    {FG_STRING, "now", NULL},
	    {FG_STRING, "", NULL},
	    {FG_FLOAT, "2020.06", NULL},
	    {FG_BOOL, "true", NULL},
	    {FG_NULL, "", NULL},
	    {FG_LIST, "", NULL},
	};
	const struct fg_zone *zone = zone_of("Europe/Berlin");
	struct fg_buf out = {0};
	struct feedgen_time t;

	(void)state;
	assert_false(fg_date_of_value(&t, NULL, zone));
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct fg_value v = {.kind = cases[i].kind,
		    .text = fg_str_c(cases[i].text)};
		bool read;

		if (v.kind == FG_INTEGER)
			v.integer = strtoll(cases[i].text, NULL, 10);
		read = fg_date_of_value(&t, &v, zone);
		if (read != (cases[i].expected != NULL))
			fail_msg("'%s' is %s", cases[i].text,
			    read ? "read" : "not read");
		if (!read)
			continue;
		fg_buf_reset(&out);
		fg_date_rfc3339(&out, t);
		assert_string_equal(out.p, cases[i].expected);
	}
	fg_buf_free(&out);
}

static int
free_arena(void **state)
{
	(void)state;
	fg_arena_free(&arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(calendar_knows_its_days),
	    cmocka_unit_test(calendar_counts_without_gaps),
	    cmocka_unit_test(calendar_numbers_iso_weeks),
	    cmocka_unit_test(instants_are_written_in_both_formats),
	    cmocka_unit_test(rfc3339_is_read_strictly),
	    cmocka_unit_test(rfc822_is_read_strictly),
	    cmocka_unit_test(text_is_read_as_ruby_does),
	    cmocka_unit_test(text_without_a_day_is_refused),
	    cmocka_unit_test(text_of_any_bytes_is_harmless),
	    cmocka_unit_test(values_are_read_as_jekyll_does),
	};

	return cmocka_run_group_tests(tests, NULL, free_arena);
}

/* SPDX-License-Identifier: ISC */
/* test_zone.c - TZif files, good and damaged, and the zones of the system. */
#include "base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

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
add_integer(struct fg_buf *out, int64_t value, unsigned width)
{
	for (unsigned i = width; i > 0; i--)
		fg_buf_add_char(
		    out, (char)((uint64_t)value >> (8 * (i - 1)) & 0xff));
}

static void
add_header(struct fg_buf *out, char version, unsigned transitions,
    unsigned types, unsigned names)
{
	fg_buf_add_c(out, "TZif");
	fg_buf_add_char(out, version);
	fg_buf_add(out, (struct fg_str){"\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 15});
	add_integer(out, 0, 4);
	add_integer(out, 0, 4);
	add_integer(out, 0, 4);
	add_integer(out, transitions, 4);
	add_integer(out, types, 4);
	add_integer(out, names, 4);
}

/* One hour east, from `change` on two hours. */
static void
add_block(struct fg_buf *out, char version, unsigned width, int64_t change)
{
	add_header(out, version, 1, 2, 8);
	add_integer(out, change, width);
	fg_buf_add_char(out, 1);
	add_integer(out, 3600, 4);
	add_integer(out, 0, 2);
	add_integer(out, 7200, 4);
	add_integer(out, 0x0104, 2);
	fg_buf_add(out, (struct fg_str){"ONE\0TWO", 8});
}

static void
make_file(struct fg_buf *out, char version, const char *footer)
{
	fg_buf_reset(out);
	add_block(out, version, 4, 1000);
	if (version) {
		/* Only readers of the first version use the first block. */
		add_block(out, version, 8, -5000000000);
		fg_buf_add_char(out, '\n');
		fg_buf_add_c(out, footer);
		fg_buf_add_char(out, '\n');
	}
}

static void
versions_are_read(void **state)
{
	static const char versions[] = {'\0', '2', '3', '4'};
	struct fg_buf file = {0};
	const struct fg_zone *zone;

	(void)state;
	for (size_t i = 0; i < COUNT(versions); i++) {
		int64_t change = versions[i] ? -5000000000 : 1000;

		make_file(&file, versions[i], "");
		assert_null(fg_zone_parse(&zone, &arena, fg_buf_str(&file)));
		assert_int_equal(fg_zone_offset(zone, change - 1), 3600);
		assert_int_equal(fg_zone_offset(zone, change), 7200);
		assert_int_equal(fg_zone_offset(zone, 5000000000), 7200);
		assert_true(fg_str_eq(
		    fg_zone_abbreviation(zone, change - 1), FG_STR("ONE")));
		assert_true(fg_str_eq(
		    fg_zone_abbreviation(zone, change), FG_STR("TWO")));
	}
	fg_buf_free(&file);
}

struct footer_case {
	const char *footer;
	int64_t seconds;
	int32_t offset; /* -1: the footer is refused */
	const char *name;
};

static void
footers_rule_after_the_last_transition(void **state)
{
	static const struct footer_case cases[] = {
	    {"UTC0", 0, 0, "UTC"},
	    {"EST5", 0, -18000, "EST"},
	    {"<+0330>-3:30", 0, 12600, "+0330"},
	    {"XYZ-1:02:03", 0, 3723, "XYZ"},
	    /* 2040-03-25T01:00Z and 2040-10-28T01:00Z */
	    {"CET-1CEST,M3.5.0,M10.5.0/3", 2216250000 - 1, 3600, "CET"},
	    {"CET-1CEST,M3.5.0,M10.5.0/3", 2216250000, 7200, "CEST"},
	    {"CET-1CEST,M3.5.0,M10.5.0/3", 2234998800 - 1, 7200, "CEST"},
	    {"CET-1CEST,M3.5.0,M10.5.0/3", 2234998800, 3600, "CET"},
	    /* 2040-01-01T00:00Z and 2040-12-31T23:59:59Z, north and south */
	    {"CET-1CEST,M3.5.0,M10.5.0/3", 2208988800, 3600, "CET"},
	    {"CET-1CEST,M3.5.0,M10.5.0/3", 2240611199, 3600, "CET"},
	    {"AEST-10AEDT,M10.1.0,M4.1.0/3", 2208988800, 39600, "AEDT"},
	    {"AEST-10AEDT,M10.1.0,M4.1.0/3", 2240611199, 39600, "AEDT"},
	    {"AEST-10AEDT,M10.1.0,M4.1.0/3", 2224713600, 36000, "AEST"},
	    /* Winter time as the exception, in Ireland. */
	    {"IST-1GMT0,M10.5.0,M3.5.0/1", 2208988800, 0, "GMT"},
	    {"IST-1GMT0,M10.5.0,M3.5.0/1", 2224713600, 3600, "IST"},
	    /* Days of the year; J60 is 1 March, 59 is 29 February 2040. */
	    {"AAA0BBB,J60/0,J300/0", 2214172800 - 1, 0, "AAA"},
	    {"AAA0BBB,J60/0,J300/0", 2214172800, 3600, "BBB"},
	    {"AAA0BBB,59/0,300/0", 2214086400 - 1, 0, "AAA"},
	    {"AAA0BBB,59/0,300/0", 2214086400, 3600, "BBB"},
	    /* RFC 8536, section 3.3.1: daylight saving time all year */
	    {"EST5EDT,0/0,J365/25", 2208988800, -14400, "EDT"},
	    {"EST5EDT,0/0,J365/25", 2209006800 - 1, -14400, "EDT"},
	    {"EST5EDT,0/0,J365/25", 2209006800, -14400, "EDT"},
	    {"EST5EDT,0/0,J365/25", 2224713600, -14400, "EDT"},
	    {"EST5EDT,0/0,J365/25", 2240611199, -14400, "EDT"},
	    /* The same section: an hour before Sunday is on Saturday. */
	    {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 2216250000 - 1, -7200, "-02"},
	    {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 2216250000, -3600, "-01"},
	    /* Two days before New Year, by a rule of the year that begins. */
	    {"AAA0BBB,J1/-48,J100/0", 2240438400 - 1, 0, "AAA"},
	    {"AAA0BBB,J1/-48,J100/0", 2240438400, 3600, "BBB"},
	    {"AAA0BBB,J1/-48,J100/0", 2240611199, 3600, "BBB"},
	    {"X1", 0, -1, ""},
	    {"UTC", 0, -1, ""},
	    {"<UTC0", 0, -1, ""},
	    {"UTC25", 0, -1, ""},
	    {"UTC0:60", 0, -1, ""},
	    {"CET-1CEST", 0, -1, ""},
	    {"CET-1CEST,M3.5.0", 0, -1, ""},
	    {"CET-1CEST,M13.5.0,M10.5.0", 0, -1, ""},
	    {"CET-1CEST,M0.5.0,M10.5.0", 0, -1, ""},
	    {"CET-1CEST,M3.6.0,M10.5.0", 0, -1, ""},
	    {"CET-1CEST,M3.0.0,M10.5.0", 0, -1, ""},
	    {"CET-1CEST,M3.5.7,M10.5.0", 0, -1, ""},
	    {"CET-1CEST,J0,J300", 0, -1, ""},
	    {"CET-1CEST,J366,J300", 0, -1, ""},
	    {"CET-1CEST,366,300", 0, -1, ""},
	    {"CET-1CEST,M3.5.0/168,M10.5.0", 0, -1, ""},
	    {"CET-1CEST,M3.5.0,M10.5.0/3x", 0, -1, ""},
	};
	struct fg_buf file = {0};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct footer_case *c = &cases[i];
		const struct fg_zone *zone;
		const char *refused;

		make_file(&file, '3', c->footer);
		refused = fg_zone_parse(&zone, &arena, fg_buf_str(&file));
		if (c->offset == -1) {
			assert_string_equal(refused, "its footer is damaged");
			assert_null(zone);
			continue;
		}
		assert_null(refused);
		if (fg_zone_offset(zone, c->seconds) != c->offset)
			fail_msg("%s at %lld: %d", c->footer,
			    (long long)c->seconds,
			    (int)fg_zone_offset(zone, c->seconds));
		assert_true(fg_str_eq(fg_zone_abbreviation(zone, c->seconds),
		    fg_str_c(c->name)));
	}
	fg_buf_free(&file);
}

/* Bytes of the second header and block, behind a first block of 25 bytes. */
#define SECOND (44 + 25)

static void
damage_is_refused(void **state)
{
	static const struct {
		size_t at;
		unsigned char byte;
		const char *refused;
	} cases[] = {
	    {0, 'X', "it is no TZif file"},
	    {35, 0xff, "it is cut short"},
	    {SECOND, 'X', "its second header is damaged"},
	    {SECOND + 31, 1, "it counts leap seconds"},
	    {SECOND + 32, 0xff, "it is cut short"},
	    {SECOND + 39, 0, "its header is damaged"},
	    {SECOND + 38, 0xff, "its header is damaged"},
	    {SECOND + 43, 0, "its header is damaged"},
	    {SECOND + 44 + 8, 2, "its data is damaged"},
	    {SECOND + 44 + 9, 0x7f, "its data is damaged"},
	    {SECOND + 44 + 9 + 5, 8, "its data is damaged"},
	};
	struct fg_buf file = {0};
	const struct fg_zone *zone;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		make_file(&file, '2', "UTC0");
		file.p[cases[i].at] = (char)cases[i].byte;
		assert_string_equal(
		    fg_zone_parse(&zone, &arena, fg_buf_str(&file)),
		    cases[i].refused);
		assert_null(zone);
	}
	fg_buf_free(&file);
}

static void
unordered_transitions_are_refused(void **state)
{
	struct fg_buf file = {0};
	const struct fg_zone *zone;

	(void)state;
	add_header(&file, '\0', 2, 1, 4);
	add_integer(&file, 5, 4);
	add_integer(&file, 5, 4);
	add_integer(&file, 0, 2);
	add_integer(&file, 0, 6);
	fg_buf_add(&file, (struct fg_str){"ONE", 4});
	assert_string_equal(fg_zone_parse(&zone, &arena, fg_buf_str(&file)),
	    "its data is damaged");
	fg_buf_free(&file);
}

/* Cut anywhere, the file lacks something: each part is needed. */
static void
cut_files_are_refused(void **state)
{
	struct fg_buf file = {0};
	const struct fg_zone *zone;

	(void)state;
	make_file(&file, '2', "CET-1CEST,M3.5.0,M10.5.0/3");
	for (size_t n = 0; n < file.n; n++) {
		/* Memory of that very size shows a read behind its end. */
		char *copy = malloc(n ? n : 1);

		memcpy(copy, file.p, n);
		assert_non_null(fg_zone_parse(
		    &zone, &arena, (struct fg_str){copy, n}));
		assert_null(zone);
		free(copy);
	}
	fg_buf_free(&file);
}

static void
any_byte_changed_is_harmless(void **state)
{
	struct fg_buf file = {0};
	const struct fg_zone *zone;

	(void)state;
	for (size_t at = 0;; at++) {
		make_file(&file, '2', "CET-1CEST,M3.5.0,M10.5.0/3");
		if (at == file.n)
			break;
		for (unsigned bit = 0; bit < 8; bit++) {
			file.p[at] = (char)(file.p[at] ^ 1 << bit);
			if (!fg_zone_parse(&zone, &arena, fg_buf_str(&file)))
				fg_zone_offset(zone, 4000000000);
			file.p[at] = (char)(file.p[at] ^ 1 << bit);
		}
	}
	fg_buf_free(&file);
}

static void
names_are_checked(void **state)
{
	static const struct fg_str unknown[] = {
	    {"", 0},
	    {"Nowhere/Land", 12},
	    {"europe/berlin", 13},
	    {"Europe", 6},
	    {"Europe/", 7},
	    {"Europe/Berlin/", 14},
	    {"/usr/share/zoneinfo/Europe/Berlin", 33},
	    {"../zoneinfo/Europe/Berlin", 25},
	    {"Europe/../Europe/Berlin", 23},
	    {"./Europe/Berlin", 15},
	    {"tzdata.zi", 9},
	    {"Europe/Berlin\0x", 15},
	    {"Europe/Berlin ", 14},
	    {":Europe/Berlin", 14},
	    {"CET-1CEST,M3.5.0,M10.5.0/3", 26},
	    {"localtime", 9},
	    {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 106},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(unknown); i++) {
		struct fg_diags d = {
		    .arena = &arena, .file = FG_STR("_config.yml")};
		const struct fg_zone *zone;

		if (fg_zone_load(
		        &zone, &arena, unknown[i], fg_at(3, 11), &d) != -1)
			fail_msg("'%.*s' is known", FG_ARG(unknown[i]));
		assert_null(zone);
		assert_int_equal(d.list.errors, 1);
		assert_string_equal(
		    d.list.first->diag.rule, "timezone-unknown");
		assert_int_equal(
		    d.list.first->diag.fault, FEEDGEN_FAULT_CONFIG);
		assert_int_equal(d.list.first->diag.line, 3);
		assert_int_equal(d.list.first->diag.column, 11);
		assert_non_null(strstr(d.list.first->diag.hint, "Area/City"));
	}
}

/* A table of leap seconds, as text, lies among the zones. */
static void
files_that_are_no_zones_are_refused(void **state)
{
	struct fg_diags d = {.arena = &arena, .file = FG_STR("_config.yml")};
	const struct feedgen_diag *diag;
	const struct fg_zone *zone;

	(void)state;
	if (access("/usr/share/zoneinfo/leapseconds", R_OK) != 0)
		skip();
	assert_int_equal(fg_zone_load(&zone, &arena, FG_STR("leapseconds"),
	                     fg_at(3, 11), &d),
	    -1);
	assert_null(zone);
	diag = &d.list.first->diag;
	assert_string_equal(diag->rule, "timezone-unreadable");
	assert_int_equal(diag->fault, FEEDGEN_FAULT_SYSTEM);
	assert_string_equal(diag->message,
	    "time zone 'leapseconds' cannot be read: it is no TZif file");
	assert_int_equal(diag->line, 3);
	assert_int_equal(diag->column, 11);
}

static void
utc_needs_no_file(void **state)
{
	(void)state;
	assert_null(zone_of("UTC"));
	assert_null(zone_of("Etc/UTC"));
	assert_int_equal(fg_zone_offset(NULL, 0), 0);
	assert_true(fg_str_eq(fg_zone_abbreviation(NULL, 0), FG_STR("UTC")));
}

static void
environment_is_not_asked(void **state)
{
	(void)state;
	setenv("TZ", "Asia/Tokyo", 1);
	setenv("TZDIR", "/nonexistent", 1);
	assert_int_equal(
	    fg_zone_offset(zone_of("Europe/Berlin"), 1590969600), 7200);
	unsetenv("TZ");
	unsetenv("TZDIR");
}

static void
zones_of_the_system_are_read(void **state)
{
	static const struct {
		const char *zone;
		int64_t seconds;
		int32_t offset;
		const char *name;
	} cases[] = {
	    {"Europe/Berlin", 1590969600, 7200, "CEST"},
	    {"Europe/Berlin", 1577836800, 3600, "CET"},
	    {"Europe/Berlin", 4115000000, 7200, "CEST"}, /* in 2100 */
	    {"Europe/Berlin", -3000000000, 3208, "LMT"},
	    {"America/New_York", 1590969600, -14400, "EDT"},
	    {"America/New_York", 4123000000, -14400, "EDT"},
	    {"Asia/Kolkata", 1590969600, 19800, "IST"},
	    {"Europe/Dublin", 1577836800, 0, "GMT"},
	    {"Australia/Lord_Howe", 4102444800, 39600, "+11"},
	    {"America/Argentina/Buenos_Aires", 1590969600, -10800, "-03"},
	    {"Etc/GMT+5", 1590969600, -18000, "-05"},
	    {"Etc/GMT-14", 1590969600, 50400, "+14"},
	    {"GMT", 1590969600, 0, "GMT"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct fg_zone *zone = zone_of(cases[i].zone);

		if (fg_zone_offset(zone, cases[i].seconds) != cases[i].offset)
			fail_msg("%s at %lld", cases[i].zone,
			    (long long)cases[i].seconds);
		assert_true(fg_str_eq(
		    fg_zone_abbreviation(zone, cases[i].seconds),
		    fg_str_c(cases[i].name)));
	}
}

/* As Ruby's Time.local where clocks skip or repeat an hour, or a day. */
static void
local_time_is_found(void **state)
{
	static const struct {
		const char *zone;
		struct fg_civil civil;
		int64_t seconds;
	} cases[] = {
	    {"Europe/Berlin", {2020, 3, 29, 1, 59, 59, 0, 0, 0, 0}, 1585443599},
	    {"Europe/Berlin", {2020, 3, 29, 2, 0, 0, 0, 0, 0, 0}, 1585443600},
	    {"Europe/Berlin", {2020, 3, 29, 2, 30, 0, 0, 0, 0, 0}, 1585445400},
	    {"Europe/Berlin", {2020, 3, 29, 3, 0, 0, 0, 0, 0, 0}, 1585443600},
	    {"Europe/Berlin", {2020, 10, 25, 2, 0, 0, 0, 0, 0, 0}, 1603587600},
	    {"Europe/Berlin", {2020, 10, 25, 2, 30, 0, 0, 0, 0, 0}, 1603589400},
	    {"Europe/Berlin", {2020, 10, 25, 3, 0, 0, 0, 0, 0, 0}, 1603591200},
	    {"Europe/Berlin", {2050, 3, 27, 2, 30, 0, 0, 0, 0, 0}, 2531957400},
	    {"Europe/Berlin", {2050, 10, 30, 2, 30, 0, 0, 0, 0, 0}, 2550706200},
	    {"America/New_York", {2020, 3, 8, 2, 30, 0, 0, 0, 0, 0},
	        1583652600},
	    {"America/New_York", {2020, 11, 1, 1, 30, 0, 0, 0, 0, 0},
	        1604212200},
	    {"Australia/Lord_Howe", {2020, 4, 5, 1, 45, 0, 0, 0, 0, 0},
	        1586013300},
	    {"Australia/Lord_Howe", {2020, 10, 4, 2, 15, 0, 0, 0, 0, 0},
	        1601739900},
	    {"Europe/Dublin", {2020, 10, 25, 1, 30, 0, 0, 0, 0, 0}, 1603589400},
	    {"Pacific/Apia", {2011, 12, 30, 12, 0, 0, 0, 0, 0, 0}, 1325282400},
	    {"Pacific/Apia", {2011, 12, 31, 0, 0, 0, 0, 0, 0, 0}, 1325239200},
	    {"America/Sao_Paulo", {2018, 11, 4, 0, 0, 0, 0, 0, 0, 0},
	        1541300400},
	    {"America/Caracas", {2007, 12, 9, 2, 45, 0, 0, 0, 0, 0},
	        1197184500},
	    {"Asia/Pyongyang", {2015, 8, 14, 23, 45, 0, 0, 0, 0, 0},
	        1439565300},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct fg_zone *zone = zone_of(cases[i].zone);
		struct feedgen_time t = fg_date_local(&cases[i].civil, zone);

		if (t.seconds != cases[i].seconds)
			fail_msg("%s %zu: %lld", cases[i].zone, i,
			    (long long)t.seconds);
		assert_true(t.set);
		assert_int_equal(t.offset, fg_zone_offset(zone, t.seconds));
	}
}

/* Local mean time has seconds, which the formats cannot say. */
static void
offsets_are_whole_minutes(void **state)
{
	struct fg_civil c = {.year = 1880, .month = 1, .day = 1};
	struct feedgen_time t;

	(void)state;
	t = fg_date_local(&c, zone_of("Europe/Berlin"));
	assert_int_equal(t.offset, 54 * 60);
	assert_int_equal(fg_date_civil(t).day, 1);
	t = fg_date_local(&c, zone_of("America/New_York"));
	assert_int_equal(t.offset, -(4 * 60 + 56) * 60);
	assert_int_equal(fg_date_civil(t).day, 1);
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
	    cmocka_unit_test(versions_are_read),
	    cmocka_unit_test(footers_rule_after_the_last_transition),
	    cmocka_unit_test(damage_is_refused),
	    cmocka_unit_test(unordered_transitions_are_refused),
	    cmocka_unit_test(cut_files_are_refused),
	    cmocka_unit_test(any_byte_changed_is_harmless),
	    cmocka_unit_test(names_are_checked),
	    cmocka_unit_test(files_that_are_no_zones_are_refused),
	    cmocka_unit_test(utc_needs_no_file),
	    cmocka_unit_test(environment_is_not_asked),
	    cmocka_unit_test(zones_of_the_system_are_read),
	    cmocka_unit_test(local_time_is_found),
	    cmocka_unit_test(offsets_are_whole_minutes),
	};

	return cmocka_run_group_tests(tests, NULL, free_arena);
}

/* SPDX-License-Identifier: ISC */
/*
 * date_text.c - dates as people write them in front matter.
 *
 * Jekyll gives every date to Ruby's Time.parse, which looks for one form of a
 * date after the other, anywhere in the text, and takes out what it has read.
 */
#include "base/date_text.h"

#include "base/date.h"
#include "base/scan.h"

#define HOUR 3600
#define DAY 86400

/* 0000-01-01T00:00:00Z and 9999-12-31T23:59:59Z */
#define FIRST_SECOND (-62167219200)
#define LAST_SECOND 253402300799

/* Length of a blank outside ASCII: U+0080 to U+00BF, U+2000 to U+206F. */
static size_t
wide_blank(struct fg_str s)
{
	const unsigned char *p = (const unsigned char *)s.p;

	/* The letters among them: a and o as ordinals, micro. */
	if (s.n >= 2 && p[0] == 0xc2)
		return p[1] == 0xaa || p[1] == 0xb5 || p[1] == 0xba ? 0 : 2;
	if (s.n >= 3 && p[0] == 0xe2 && (p[1] == 0x80 || p[1] == 0x81))
		return 3;
	return 0;
}

/* Copy s, each run of what has no meaning in a date as one blank. */
static bool
normalise(struct fg_date_text *t, struct fg_str s)
{
	size_t i = 0, wide;

	*t = (struct fg_date_text){.n = 0};
	if (s.n == 0 || s.n > FG_DATE_TEXT_MOST)
		return false;
	while (i < s.n) {
		char c = s.p[i];

		wide = (unsigned char)c >= 0x80
			   ? wide_blank(fg_str_sub(s, i, s.n))
			   : 0;
		t->has_letter |= fg_is_alpha(c);
		t->has_quote |= c == '\'';
		t->has_dash |= c == '-';
		t->has_dot |= c == '.';
		t->has_slash |= c == '/';
		if (!wide && c != '\0' &&
		    (fg_text_is_word(c) || strchr("-+',./:@[]", c)))
			t->s[t->n++] = c;
		else if (t->n == 0 || t->s[t->n - 1] != ' ')
			t->s[t->n++] = ' ';
		i += wide ? wide : 1;
	}
	return true;
}

/* The number, from 1, of the name of three letters that stands at i. */
int
fg_text_name(const struct fg_date_text *t, size_t i, const char *names)
{
	char a, b, c;

	if (!fg_is_alpha(t->s[i]) || i + 3 > t->n)
		return 0;
	a = fg_lower(t->s[i]);
	b = fg_lower(t->s[i + 1]);
	c = fg_lower(t->s[i + 2]);
	for (int k = 0; names[3 * k]; k++)
		if (names[3 * k] == a && names[3 * k + 1] == b &&
		    names[3 * k + 2] == c)
			return k + 1;
	return 0;
}

static void
drop_weekday(struct fg_date_text *t)
{
	size_t to;

	for (size_t i = 0; i < t->n; i++) {
		if (!fg_text_is_boundary(t, i) ||
		    !fg_text_name(t, i, "sunmontuewedthufrisat"))
			continue;
		to = i + 3;
		while (t->s[to] && !strchr("-/ ", t->s[to]) &&
		       !fg_is_digit(t->s[to]))
			to++;
		fg_text_cut(t, i, to);
		return;
	}
}

/* "BC" and its like anywhere: before the years that this calendar has. */
static bool
is_before_christ(const struct fg_date_text *t)
{
	for (size_t i = 0; i < t->n; i++) {
		if (fg_lower(t->s[i]) != 'b' || !fg_text_is_boundary(t, i))
			continue;
		if (fg_text_word_at(t, i, FG_STR("b.c.")) ||
		    (fg_text_word_at(t, i, FG_STR("bc")) &&
			fg_text_is_boundary(t, i + 2)) ||
		    (fg_text_word_at(t, i, FG_STR("bce")) &&
			fg_text_is_boundary(t, i + 3)))
			return true;
	}
	return false;
}

/* Two digits that remain: the hour of "2020-06-01 10". */
static void
read_rest(struct fg_date_reading *r, const struct fg_date_text *t)
{
	struct fg_str rest = fg_str_trim((struct fg_str){t->s, t->n});
	unsigned long value;

	if (rest.n > 2 || !fg_str_unsigned(&value, rest))
		return;
	if (r->hour >= 0 && r->day < 0 && value >= 1 && value <= 31)
		r->day = (int)value;
	else if (r->hour < 0 && r->day >= 0 && value <= 24)
		r->hour = (int)value;
}

/* "+02:00:00", "+0200", "+02", as Ruby's Time.zone_offset. */
static bool
numeric_offset(int32_t *offset, struct fg_str s)
{
	bool west = fg_take_char(&s, '-'), colon;
	unsigned h, m = 0, sec = 0;

	if ((!west && !fg_take_char(&s, '+')) || !fg_take_digits(&h, &s, 2, 2))
		return false;
	colon = fg_take_char(&s, ':');
	if ((s.n > 0 || colon) && !fg_take_digits(&m, &s, 2, 2))
		return false;
	if (s.n > 0 && ((colon && !fg_take_char(&s, ':')) ||
			   !fg_take_digits(&sec, &s, 2, 2)))
		return false;
	*offset = (int32_t)(h * HOUR + m * 60 + sec);
	if (west)
		*offset = -*offset;
	return s.n == 0;
}

/* RFC 822, section 5.1; a single letter goes around the earth without J. */
static bool
named_offset(int32_t *offset, struct fg_str name)
{
	static const struct {
		struct fg_str name;
		int hours;
	} zones[] = {
	    {{"UTC", 3}, 0},
	    {{"GMT", 3}, 0},
	    {{"UT", 2}, 0},
	    {{"Z", 1}, 0},
	    {{"EST", 3}, -5},
	    {{"EDT", 3}, -4},
	    {{"CST", 3}, -6},
	    {{"CDT", 3}, -5},
	    {{"MST", 3}, -7},
	    {{"MDT", 3}, -6},
	    {{"PST", 3}, -8},
	    {{"PDT", 3}, -7},
	};
	char c = name.n == 1 ? fg_lower(name.p[0]) : '\0';

	for (size_t i = 0; i < sizeof(zones) / sizeof(*zones); i++) {
		if (fg_str_eq_nocase(name, zones[i].name)) {
			*offset = zones[i].hours * HOUR;
			return true;
		}
	}
	if (c >= 'a' && c <= 'm' && c != 'j')
		*offset = (c - 'a' + (c < 'j')) * HOUR;
	else if (c >= 'n' && c <= 'y')
		*offset = ('n' - c - 1) * HOUR;
	else
		return false;
	return true;
}

/* The site's own zone by one of its two names in that year. */
static bool
local_offset(
    int32_t *offset, struct fg_str name, int year, const struct fg_zone *zone)
{
	for (unsigned month = 1; month <= 7; month += 6) {
		struct fg_civil c = {.year = year, .month = month, .day = 1};
		int64_t at = fg_date_local(&c, zone).seconds;

		if (fg_str_eq_nocase(name, fg_zone_abbreviation(zone, at))) {
			*offset = fg_zone_offset(zone, at);
			return true;
		}
	}
	return false;
}

static bool
complete_year(struct fg_civil *c, const struct fg_date_reading *r)
{
	int64_t year = r->year;

	if (!r->full_year && year >= 0 && year <= 99)
		year += year >= 69 ? 1900 : 2000;
	if (!r->has_year || year < 0 || year > 9999)
		return false;
	c->year = (int)year;
	return true;
}

static unsigned
or_else(int value, unsigned otherwise)
{
	return value < 0 ? otherwise : (unsigned)value;
}

static bool
complete_day(struct fg_civil *c, const struct fg_date_reading *r)
{
	struct feedgen_time day;

	if (r->year_day < 0) {
		c->month = or_else(r->month, 0);
		c->day = or_else(r->day, 1);
		return fg_date_exists(c->year, c->month, c->day);
	}
	c->month = c->day = 1;
	day.offset = 0;
	day.seconds = fg_date_seconds(c) + (int64_t)(r->year_day - 1) * DAY;
	if (r->year_day < 1 || fg_date_civil(day).year != c->year)
		return false;
	*c = fg_date_civil(day);
	return true;
}

/* 24:00 is the next midnight, and a second 60 the next minute. */
static bool
complete_clock(struct fg_civil *c, const struct fg_date_reading *r)
{
	c->hour = or_else(r->hour, 0);
	c->minute = or_else(r->minute, 0);
	c->second = or_else(r->second, 0);
	return c->minute <= 59 && c->second <= 60 &&
	       (c->hour <= 23 ||
		   (c->hour == 24 && c->minute == 0 && c->second == 0));
}

/* Leave nothing that the writers could not write in four digits. */
static bool
hand_out(struct feedgen_time *out, int64_t seconds, const struct fg_zone *zone)
{
	struct feedgen_time t = {.seconds = seconds, .set = true};

	if (seconds < FIRST_SECOND || seconds > LAST_SECOND)
		return false;
	t = fg_date_in_zone(t, zone);
	if (seconds + t.offset < FIRST_SECOND ||
	    seconds + t.offset > LAST_SECOND)
		return false;
	*out = t;
	return true;
}

static bool
resolve(struct feedgen_time *out, const struct fg_date_reading *r,
    const struct fg_zone *zone)
{
	struct fg_str name = fg_str_c(r->zone);
	struct fg_civil c = {0};
	int32_t offset;

	if (!complete_year(&c, r) || !complete_day(&c, r) ||
	    !complete_clock(&c, r))
		return false;
	if (name.n == 0 ||
	    (!numeric_offset(&offset, name) && !named_offset(&offset, name) &&
		!local_offset(&offset, name, c.year, zone)))
		return hand_out(out, fg_date_local(&c, zone).seconds, zone);
	if (offset <= -DAY || offset >= DAY)
		return false;
	return hand_out(out, fg_date_seconds(&c) - offset, zone);
}

bool
fg_date_parse_text(
    struct feedgen_time *out, struct fg_str s, const struct fg_zone *zone)
{
	struct fg_date_reading r = {.year = -1,
	    .month = -1,
	    .day = -1,
	    .year_day = -1,
	    .hour = -1,
	    .minute = -1,
	    .second = -1};
	struct fg_date_text t;

	if (!normalise(&t, s))
		return false;
	if (t.has_letter)
		drop_weekday(&t);
	fg_date_read_clock(&r, &t);
	fg_date_read_day(&r, &t);
	if (r.before_christ || (t.has_letter && is_before_christ(&t)))
		return false;
	read_rest(&r, &t);
	return resolve(out, &r, zone);
}

/* ---- values ---- */

/* Z, or [+-]h[h][[:]mm]; UTC where there is none. */
static bool
take_timestamp_zone(int32_t *offset, struct fg_str *s)
{
	bool west;
	unsigned h, m = 0;

	*offset = 0;
	fg_take_blanks(s);
	if (s->n == 0 || fg_take_char(s, 'Z'))
		return true;
	west = fg_take_char(s, '-');
	if ((!west && !fg_take_char(s, '+')) || !fg_take_digits(&h, s, 1, 2))
		return false;
	fg_take_char(s, ':');
	if ((s->n > 0 && !fg_take_digits(&m, s, 2, 2)) || h > 23 || m > 59)
		return false;
	*offset = (int32_t)(h * HOUR + m * 60);
	if (west)
		*offset = -*offset;
	return true;
}

/*
 * The timestamp of YAML 1.1 with a time of day: UTC where it has no offset,
 * which surprises whoever leaves away the quotes, but is what Jekyll does.
 */
static bool
parse_timestamp(
    struct feedgen_time *out, struct fg_str s, const struct fg_zone *zone)
{
	struct fg_date_reading r = {.year_day = -1};
	struct fg_civil c = {0};
	unsigned year, month, day, hour, minute, second, fraction;
	int32_t offset;

	if (!fg_take_digits(&year, &s, 4, 4) || !fg_take_char(&s, '-') ||
	    !fg_take_digits(&month, &s, 1, 2) || !fg_take_char(&s, '-') ||
	    !fg_take_digits(&day, &s, 1, 2) ||
	    (!fg_take_char(&s, 'T') && !fg_take_char(&s, 't') &&
		!fg_take_blanks(&s)) ||
	    !fg_take_digits(&hour, &s, 1, 2) || !fg_take_char(&s, ':') ||
	    !fg_take_digits(&minute, &s, 2, 2) || !fg_take_char(&s, ':') ||
	    !fg_take_digits(&second, &s, 2, 2))
		return false;
	if (fg_take_char(&s, '.'))
		while (fg_take_digits(&fraction, &s, 1, 9))
			;
	c.year = (int)year;
	r.month = (int)month;
	r.day = (int)day;
	r.hour = (int)hour;
	r.minute = (int)minute;
	r.second = (int)second;
	return take_timestamp_zone(&offset, &s) && s.n == 0 &&
	       complete_day(&c, &r) && complete_clock(&c, &r) &&
	       hand_out(out, fg_date_seconds(&c) - offset, zone);
}

/*
 * Seconds since 1970, but for what cannot be meant so: a day of eight digits
 * would be one of 1970, a year alone an hour of its first day, and a time in
 * base 60 (10:30) is no instant at all.
 */
static bool
parse_integer(struct feedgen_time *out, const struct fg_value *v,
    const struct fg_zone *zone)
{
	if (v->text.n == 4 || fg_str_find(v->text, ':', 0) < v->text.n)
		return false;
	if (v->text.n == 8 || v->text.n == 14)
		return fg_date_parse_text(out, v->text, zone);
	return hand_out(out, v->integer, zone);
}

bool
fg_date_of_value(struct feedgen_time *out, const struct fg_value *v,
    const struct fg_zone *zone)
{
	if (!v)
		return false;
	switch (v->kind) {
	case FG_INTEGER:
		return parse_integer(out, v, zone);
	case FG_TIMESTAMP:
		return parse_timestamp(out, v->text, zone);
	case FG_DATE:
	case FG_STRING:
		return fg_date_parse_text(out, v->text, zone);
	default:
		return false;
	}
}

/* SPDX-License-Identifier: ISC */
/* date.c - the civil calendar, and the two date formats of feeds. */
#include "base/date.h"

#include "base/scan.h"

#define DAY 86400
#define HOUR 3600

/* From 0000-03-01, where the counting of eras begins, to 1970-01-01. */
#define EPOCH_DAYS 719468
#define DAYS_IN_ERA 146097 /* 400 years */

static bool
is_leap_year(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

bool
fg_date_exists(int year, unsigned month, unsigned day)
{
	static const unsigned char lengths[] = {
	    31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	if (year < 0 || year > 9999 || month < 1 || month > 12 || day < 1)
		return false;
	if (month == 2 && is_leap_year(year))
		return day <= 29;
	return day <= lengths[month - 1];
}

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/*
 * Days since 1970.  A year counts from March here, so that the leap day is
 * its last one and (153 m + 2) / 5 gives the days before a month.
 */
static int64_t
days_of(int year, unsigned month, unsigned day)
{
	int64_t y = year - (month <= 2);
	int64_t era = floor_div(y, 400);
	int64_t year_of_era = y - era * 400;
	int64_t year_day = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;

	return era * DAYS_IN_ERA + year_of_era * 365 + year_of_era / 4 -
	       year_of_era / 100 + year_day - EPOCH_DAYS;
}

int64_t
fg_date_seconds(const struct fg_civil *civil)
{
	return days_of(civil->year, civil->month, civil->day) * DAY +
	       (int64_t)civil->hour * HOUR + civil->minute * 60 + civil->second;
}

/* ISO 8601: the week belongs to the year in which its Thursday falls. */
static void
set_week(struct fg_civil *c)
{
	int thursday = (int)c->year_day + 4 - (int)c->week_day;
	int length;

	c->iso_year = c->year;
	length = 365 + is_leap_year(c->year);
	if (thursday < 1) {
		c->iso_year--;
		thursday += 365 + is_leap_year(c->iso_year);
	} else if (thursday > length) {
		c->iso_year++;
		thursday -= length;
	}
	c->iso_week = (unsigned)(thursday - 1) / 7 + 1;
}

struct fg_civil
fg_date_civil(struct feedgen_time t)
{
	int64_t local = t.seconds + t.offset;
	int64_t days = floor_div(local, DAY);
	unsigned rest = (unsigned)(local - days * DAY);
	int64_t era = floor_div(days + EPOCH_DAYS, DAYS_IN_ERA);
	unsigned day = (unsigned)(days + EPOCH_DAYS - era * DAYS_IN_ERA);
	unsigned year =
	    (day - day / 1460 + day / 36524 - day / (DAYS_IN_ERA - 1)) / 365;
	unsigned month;
	struct fg_civil c;

	day -= year * 365 + year / 4 - year / 100;
	month = (5 * day + 2) / 153;
	c.day = day - (153 * month + 2) / 5 + 1;
	c.month = month < 10 ? month + 3 : month - 9;
	c.year = (int)(era * 400 + year) + (c.month <= 2);
	c.hour = rest / HOUR;
	c.minute = rest / 60 % 60;
	c.second = rest % 60;
	c.year_day = (unsigned)(days - days_of(c.year, 1, 1)) + 1;
	c.week_day = (unsigned)(((days + 3) % 7 + 7) % 7) + 1;
	set_week(&c);
	return c;
}

/* To a minute, which is as far as the formats go; up, to stay in the day. */
static int32_t
whole_minutes(int32_t offset)
{
	return (int32_t)-floor_div(-offset, 60) * 60;
}

struct feedgen_time
fg_date_in_zone(struct feedgen_time t, const struct fg_zone *zone)
{
	t.offset = whole_minutes(fg_zone_offset(zone, t.seconds));
	return t;
}

struct feedgen_time
fg_date_local(const struct fg_civil *civil, const struct fg_zone *zone)
{
	int64_t local = fg_date_seconds(civil);
	/* No zone is farther than 26 hours from UTC (RFC 8536, section 3.2). */
	int32_t before = fg_zone_offset(zone, local - 26 * HOUR);
	int32_t after = fg_zone_offset(zone, local + 26 * HOUR);
	struct feedgen_time t = {local - after, whole_minutes(after), true};

	if (fg_zone_offset(zone, t.seconds) == after)
		return t;
	t.seconds = local - before;
	return fg_date_in_zone(t, zone);
}

static char *
put_digits(char *p, unsigned value, unsigned width)
{
	for (unsigned i = width; i > 0; i--, value /= 10)
		p[i - 1] = (char)('0' + value % 10);
	return p + width;
}

static char *
put_offset(char *p, int32_t offset, bool colon)
{
	unsigned minutes = (unsigned)(offset < 0 ? -offset : offset) / 60;

	*p++ = offset < 0 ? '-' : '+';
	p = put_digits(p, minutes / 60, 2);
	if (colon)
		*p++ = ':';
	return put_digits(p, minutes % 60, 2);
}

static char *
put_time(char *p, const struct fg_civil *c)
{
	p = put_digits(p, c->hour, 2);
	*p++ = ':';
	p = put_digits(p, c->minute, 2);
	*p++ = ':';
	return put_digits(p, c->second, 2);
}

void
fg_date_rfc3339(struct fg_buf *out, struct feedgen_time t)
{
	struct fg_civil c = fg_date_civil(t);
	char text[32], *p = text;

	p = put_digits(p, (unsigned)c.year, 4);
	*p++ = '-';
	p = put_digits(p, c.month, 2);
	*p++ = '-';
	p = put_digits(p, c.day, 2);
	*p++ = 'T';
	p = put_time(p, &c);
	if (t.offset == 0)
		*p++ = 'Z';
	else
		p = put_offset(p, t.offset, true);
	fg_buf_add(out, (struct fg_str){text, (size_t)(p - text)});
}

static const char day_names[] = "MonTueWedThuFriSatSun";
static const char month_names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

static char *
put_name(char *p, const char *names, unsigned index)
{
	memcpy(p, names + 3 * (index - 1), 3);
	return p + 3;
}

void
fg_date_rfc822(struct fg_buf *out, struct feedgen_time t)
{
	struct fg_civil c = fg_date_civil(t);
	char text[40], *p = text;

	p = put_name(p, day_names, c.week_day);
	*p++ = ',';
	*p++ = ' ';
	p = put_digits(p, c.day, 2);
	*p++ = ' ';
	p = put_name(p, month_names, c.month);
	*p++ = ' ';
	p = put_digits(p, (unsigned)c.year, 4);
	*p++ = ' ';
	p = put_time(p, &c);
	*p++ = ' ';
	p = put_offset(p, t.offset, false);
	fg_buf_add(out, (struct fg_str){text, (size_t)(p - text)});
}

/* "+hh:mm", or "+hhmm" without the colon, at the end of s. */
static bool
take_offset(int32_t *offset, struct fg_str *s, bool colon)
{
	bool west = fg_take_char(s, '-');
	unsigned hours, minutes;

	if ((!west && !fg_take_char(s, '+')) ||
	    !fg_take_digits(&hours, s, 2, 2) ||
	    (colon && !fg_take_char(s, ':')) ||
	    !fg_take_digits(&minutes, s, 2, 2) || hours > 23 || minutes > 59)
		return false;
	*offset = (int32_t)(hours * HOUR + minutes * 60);
	if (west)
		*offset = -*offset;
	return true;
}

/*
 * Check all fields and make the instant.  A minute has a second 60 only where
 * a leap second may be (RFC 3339, section 5.6): at midnight UTC.
 */
static bool
finish(struct feedgen_time *out, const struct fg_civil *c, int32_t offset)
{
	int64_t seconds;

	if (!fg_date_exists(c->year, c->month, c->day) || c->hour > 23 ||
	    c->minute > 59 || c->second > 60)
		return false;
	seconds = fg_date_seconds(c) - offset;
	if (c->second == 60 && seconds % DAY != 0)
		return false;
	*out = (struct feedgen_time){seconds, offset, true};
	return true;
}

bool
fg_date_parse_rfc3339(struct feedgen_time *out, struct fg_str s)
{
	struct fg_civil c = {0};
	unsigned year;
	int32_t offset = 0;

	if (!fg_take_digits(&year, &s, 4, 4) || !fg_take_char(&s, '-') ||
	    !fg_take_digits(&c.month, &s, 2, 2) || !fg_take_char(&s, '-') ||
	    !fg_take_digits(&c.day, &s, 2, 2) || !fg_take_char(&s, 'T') ||
	    !fg_take_digits(&c.hour, &s, 2, 2) || !fg_take_char(&s, ':') ||
	    !fg_take_digits(&c.minute, &s, 2, 2) || !fg_take_char(&s, ':') ||
	    !fg_take_digits(&c.second, &s, 2, 2))
		return false;
	if (fg_take_char(&s, '.')) {
		if (s.n == 0 || !fg_is_digit(s.p[0]))
			return false;
		while (s.n > 0 && fg_is_digit(s.p[0]))
			s = fg_str_sub(s, 1, s.n);
	}
	if (!fg_take_char(&s, 'Z') && !take_offset(&offset, &s, true))
		return false;
	c.year = (int)year;
	return s.n == 0 && finish(out, &c, offset);
}

/* The number, from 1, of the name that s begins with; 0: none. */
static unsigned
take_name(struct fg_str *s, const char *names)
{
	struct fg_str word = fg_str_sub(*s, 0, 3);

	if (word.n < 3)
		return 0;
	for (unsigned i = 0; names[3 * i]; i++) {
		if (fg_str_eq_nocase(word, (struct fg_str){names + 3 * i, 3})) {
			*s = fg_str_sub(*s, 3, s->n);
			return i + 1;
		}
	}
	return 0;
}

/* Two digits of a year as RFC 5322, section 4.3 completes them. */
static bool
take_year(int *year, struct fg_str *s)
{
	unsigned value;

	if (fg_take_digits(&value, s, 4, 4)) {
		*year = (int)value;
		return true;
	}
	if (!fg_take_digits(&value, s, 2, 2))
		return false;
	*year = (int)(value < 50 ? 2000 + value : 1900 + value);
	return true;
}

/* RFC 822, section 5.1, without the military zones, which nobody means. */
static bool
take_zone(int32_t *offset, struct fg_str *s)
{
	static const struct {
		struct fg_str name;
		int hours;
	} zones[] = {
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

	for (size_t i = 0; i < sizeof(zones) / sizeof(*zones); i++) {
		if (fg_str_eq_nocase(*s, zones[i].name)) {
			*offset = zones[i].hours * HOUR;
			s->n = 0;
			return true;
		}
	}
	return take_offset(offset, s, false);
}

static bool
take_clock(struct fg_civil *c, struct fg_str *s)
{
	return fg_take_digits(&c->hour, s, 2, 2) && fg_take_char(s, ':') &&
	       fg_take_digits(&c->minute, s, 2, 2) &&
	       (!fg_take_char(s, ':') || fg_take_digits(&c->second, s, 2, 2));
}

bool
fg_date_parse_rfc822(struct feedgen_time *out, struct fg_str s)
{
	struct fg_civil c = {0};
	unsigned week_day = take_name(&s, day_names);
	struct feedgen_time t;
	int32_t offset;

	if (week_day && !fg_take_char(&s, ','))
		return false;
	fg_take_blanks(&s);
	if (!fg_take_digits(&c.day, &s, 1, 2) || !fg_take_blanks(&s) ||
	    !(c.month = take_name(&s, month_names)) || !fg_take_blanks(&s) ||
	    !take_year(&c.year, &s) || !fg_take_blanks(&s) ||
	    !take_clock(&c, &s) || !fg_take_blanks(&s) ||
	    !take_zone(&offset, &s) || s.n > 0 || !finish(&t, &c, offset))
		return false;
	c.second = 0;
	if (week_day &&
	    week_day != fg_date_civil((struct feedgen_time){
					  .seconds = fg_date_seconds(&c)})
			    .week_day)
		return false;
	*out = t;
	return true;
}

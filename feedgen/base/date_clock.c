/* SPDX-License-Identifier: ISC */
/* date_clock.c - the time of day, and its zone, in a date's text. */
#include "base/date_text.h"

/* After "am" or "p.m." at i; i if there is none. */
static size_t
skip_half(const struct fg_date_text *t, size_t i)
{
	char c = fg_lower(t->s[i]);

	if (c != 'a' && c != 'p')
		return i;
	if (fg_lower(t->s[i + 1]) == 'm' && fg_text_is_boundary(t, i + 2))
		return i + 2;
	return fg_text_word_at(t, i + 1, FG_STR(".m.")) ? i + 4 : i;
}

static void
set_half(struct fg_date_reading *r, char half)
{
	r->hour %= 12;
	if (fg_lower(half) == 'p')
		r->hour += 12;
}

/* After ":30", ":30:15.5", with the hour before them. */
static size_t
read_colons(struct fg_date_reading *r, const struct fg_date_text *t, size_t i)
{
	size_t from = fg_text_skip_blanks(t, i + 1),
	       to = fg_text_skip_digits(t, from);

	if (to == from)
		return i;
	r->minute = fg_text_number(fg_text_span(t, from, to));
	i = to;
	from = fg_text_skip_blanks(t, i);
	if (t->s[from] != ':')
		return i;
	from = fg_text_skip_blanks(t, from + 1);
	to = fg_text_skip_digits(t, from);
	if (to == from)
		return i;
	r->second = fg_text_number(fg_text_span(t, from, to));
	if (t->s[to] == '.' || t->s[to] == ',')
		to = fg_text_skip_digits(t, to + 1);
	return to;
}

/* After "h", "h30", "h 30m 15s". */
static size_t
read_letters(struct fg_date_reading *r, const struct fg_date_text *t, size_t i)
{
	size_t from = fg_text_skip_blanks(t, i + 1),
	       to = fg_text_skip_digits(t, from);

	if (to == from)
		return i + 1;
	r->minute = fg_text_number(fg_text_span(t, from, to));
	if (fg_lower(t->s[to]) == 'm')
		to++;
	i = to;
	from = fg_text_skip_blanks(t, i);
	to = fg_text_skip_digits(t, from);
	if (to == from)
		return i;
	r->second = fg_text_number(fg_text_span(t, from, to));
	return fg_lower(t->s[to]) == 's' ? to + 1 : to;
}

/* After an offset: "+0200", "-5", "+02:00", "GMT+2"; i if there is none. */
static size_t
skip_offset(const struct fg_date_text *t, size_t i)
{
	size_t from = i, to;

	if (fg_text_word_at(t, i, FG_STR("gmt")) ||
	    fg_text_word_at(t, i, FG_STR("utc")))
		from += 3;
	else if (fg_text_word_at(t, i, FG_STR("ut")))
		from += 2;
	if (!fg_text_is_sign(t->s[from]))
		return i;
	to = fg_text_skip_digits(t, from + 1);
	if (to == from + 1)
		return i;
	if (t->s[to] && strchr(",.:", t->s[to]) && fg_is_digit(t->s[to + 1])) {
		to = fg_text_skip_digits(t, to + 1);
		if (t->s[to] == ':' && fg_is_digit(t->s[to + 1]))
			to = fg_text_skip_digits(t, to + 1);
	}
	return to;
}

static bool
is_letter(char c)
{
	return fg_is_alpha(c) || (unsigned char)c >= 0x80;
}

/* After "Eastern Daylight Time" or the like; i if there is none. */
static size_t
skip_long_name(const struct fg_date_text *t, size_t i)
{
	size_t from = i, to = i;

	while (is_letter(t->s[to]) || t->s[to] == '.' || t->s[to] == ' ')
		to++;
	for (; to > from; to--) {
		size_t end = to;

		if (fg_text_word_at(t, to, FG_STR("standard time")) ||
		    fg_text_word_at(t, to, FG_STR("daylight time")))
			end = to + 13;
		if (end > to && fg_text_is_boundary(t, end))
			return end;
	}
	return i;
}

/* After "CEST" or "EST DST"; i if there is none. */
static size_t
skip_short_name(const struct fg_date_text *t, size_t i)
{
	size_t to = i;

	while (is_letter(t->s[to]))
		to++;
	if (to == i || fg_is_digit(t->s[to]))
		return i;
	if (fg_text_word_at(t, to, FG_STR(" dst")) &&
	    fg_text_is_boundary(t, to + 4))
		return to + 4;
	return to;
}

void
fg_date_set_zone(struct fg_date_reading *r, struct fg_str zone)
{
	size_t n = zone.n < sizeof(r->zone) ? zone.n : 0;

	memcpy(r->zone, zone.p, n);
	r->zone[n] = '\0';
}

/* What follows a time if it is a zone. */
static size_t
read_zone(struct fg_date_reading *r, const struct fg_date_text *t, size_t i)
{
	size_t from = fg_text_skip_blanks(t, i), to = skip_offset(t, from);

	if (to == from)
		to = skip_long_name(t, from);
	if (to == from)
		to = skip_short_name(t, from);
	if (to == from)
		return i;
	fg_date_set_zone(r, fg_text_span(t, from, to));
	return to;
}

/* A time whose hour stands at i: where it ends, or i. */
static size_t
read_time_at(struct fg_date_reading *r, const struct fg_date_text *t, size_t i)
{
	size_t hour_end = fg_text_skip_digits(t, i);
	size_t from = fg_text_skip_blanks(t, hour_end), to = from, half;

	if (t->s[from] == ':')
		to = read_colons(r, t, from);
	else if (fg_lower(t->s[from]) == 'h')
		to = read_letters(r, t, from);
	/* Ruby sees the minutes of "10h30", but not those of "10 h 30". */
	if (from > hour_end && fg_lower(t->s[from]) == 'h')
		r->minute = r->second = -1;
	half = to == from ? from : fg_text_skip_blanks(t, to);
	if (skip_half(t, half) == half && to == from)
		return i;
	r->hour = fg_text_number(fg_text_span(t, i, hour_end));
	if (skip_half(t, half) > half) {
		set_half(r, t->s[half]);
		to = skip_half(t, half);
	}
	return to;
}

void
fg_date_read_clock(struct fg_date_reading *r, struct fg_date_text *t)
{
	size_t to;

	for (size_t i = 0; i < t->n; i++) {
		if (!fg_is_digit(t->s[i]))
			continue;
		to = read_time_at(r, t, i);
		if (to > i) {
			fg_text_cut(t, i, read_zone(r, t, to));
			return;
		}
		i = fg_text_skip_digits(t, i) - 1;
	}
}

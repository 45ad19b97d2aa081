/* SPDX-License-Identifier: ISC */
/* date_digits.c - dates written as digits without anything between them. */
#include "base/date_text.h"

/* Two digits, or more, of s at i. */
static int
digits_at(struct fg_str s, size_t i, size_t width)
{
	return fg_text_number(fg_str_sub(s, i, i + width));
}

/* The digits of a time from its first, or where a fraction ends it, last. */
static void
set_clock(struct fg_date_reading *r, struct fg_str s, bool from_last)
{
	size_t missing = from_last && s.n < 6 ? 6 - s.n : 0;

	if (s.n == 0 || s.n % 2 != 0)
		return;
	if (missing == 0)
		r->hour = digits_at(s, 0, 2);
	if (missing <= 2 && s.n + missing >= 4)
		r->minute = digits_at(s, 2 - missing, 2);
	if (s.n + missing >= 6)
		r->second = digits_at(s, 4 - missing, 2);
}

/* What the number of digits makes of a run of them: "20200601101500". */
static void
set_digits(struct fg_date_reading *r, struct fg_str s, bool is_fraction)
{
	/* yymmddhhmmss where a fraction follows, yyyymmddhhmm where none does
	 */
	size_t width =
	    s.n == 5 || s.n == 6 || (s.n == 12 && is_fraction) ? 2 : 4;

	if (s.n < 5 || (is_fraction && s.n < 12) || (s.n > 8 && s.n % 2 != 0))
		return;
	r->has_year = true;
	r->year = digits_at(s, 0, width);
	r->full_year = s.n >= 8 && width == 4;
	if (s.n == 5 || s.n == 7) {
		r->year_day = digits_at(s, width, 3);
		return;
	}
	r->month = digits_at(s, width, 2);
	r->day = digits_at(s, width + 2, 2);
	if (s.n > width + 4)
		set_clock(r, fg_str_sub(s, width + 4, s.n), false);
}

/* A zone behind digits: "Z", "+0200", "[+9:JST]"; where it ends, or i. */
static size_t
read_zone(struct fg_date_reading *r, const struct fg_date_text *t, size_t i)
{
	size_t from = fg_text_skip_blanks(t, i), to = from + 1, colon;
	struct fg_str inner;

	if (fg_lower(t->s[from]) == 'z' && fg_text_is_boundary(t, to)) {
		fg_date_set_zone(r, FG_STR("Z"));
		return to;
	}
	if (fg_text_is_sign(t->s[from])) {
		to = fg_text_skip_digits(t, to);
		if (to == from + 1 || to > from + 5 ||
		    !fg_text_is_boundary(t, to))
			return i;
		fg_date_set_zone(r, fg_text_span(t, from, to));
		return to;
	}
	to = fg_str_find((struct fg_str){t->s, t->n}, ']', from);
	if (t->s[from] != '[' || to == t->n ||
	    !fg_is_digit(t->s[from + 1 + fg_text_is_sign(t->s[from + 1])]))
		return i;
	inner = fg_text_span(t, from + 1, to);
	colon = fg_str_find(inner, ':', 0);
	if (colon < inner.n)
		inner = fg_str_sub(inner, colon + 1, inner.n);
	fg_date_set_zone(r, inner);
	return to + 1;
}

void
fg_date_read_digits(struct fg_date_reading *r, struct fg_date_text *t)
{
	struct fg_str day, clock;
	bool is_fraction;
	size_t i = 0, to;

	while (i < t->n && !(fg_is_digit(t->s[i]) && fg_is_digit(t->s[i + 1])))
		i++;
	if (i == t->n)
		return;
	to = fg_text_skip_digits(t, i);
	day = fg_str_sub(fg_text_span(t, i, to), 0, 14);
	to = fg_text_skip_blanks(t, i + day.n);
	if (fg_lower(t->s[to]) == 't')
		to = fg_text_skip_blanks(t, to + 1);
	clock = fg_text_span(t, to, fg_text_skip_digits(t, to));
	clock = fg_str_sub(clock, 0, clock.n == 1 ? 0 : 6);
	to += clock.n;
	is_fraction = t->s[to] == '.' || t->s[to] == ',';
	if (is_fraction)
		to = fg_text_skip_digits(t, to + 1);
	set_digits(r, day, is_fraction && clock.n == 0);
	set_clock(r, clock, is_fraction);
	if (r->has_year && i > 0 && t->s[i - 1] == '-') {
		r->year = -r->year;
		r->full_year = true;
	}
	fg_text_cut(t, i, read_zone(r, t, to));
}

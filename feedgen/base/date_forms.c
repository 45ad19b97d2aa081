/* SPDX-License-Identifier: ISC */
/*
 * date_forms.c - the day in a date's text.
 *
 * The forms are tried in Ruby's order, since that order decides what an
 * ambiguous text means: 06/07/2020 is a day in July.
 */
#include "base/date_text.h"

static int
month_at(const struct fg_date_text *t, size_t i)
{
	return fg_text_name(t, i, "janfebmaraprmayjunjulaugsepoctnovdec");
}

/* A number at i with what may stand before it; to == i: there is none. */
static size_t
skip_number(const struct fg_date_text *t, size_t i, const char *before)
{
	size_t from = i;

	for (; *before; before++)
		if (t->s[from] == *before)
			from++;
	return fg_is_digit(t->s[from]) ? fg_text_skip_digits(t, from) : i;
}

static bool
is_quoted(struct fg_str s)
{
	return s.n > 0 && s.p[0] == '\'';
}

static size_t
find_digit(struct fg_str s, bool or_sign)
{
	size_t i = 0;

	while (i < s.n && !fg_is_digit(s.p[i]) &&
	       !(or_sign && fg_text_is_sign(s.p[i])))
		i++;
	return i;
}

static void
set_year(struct fg_date_reading *r, struct fg_str s)
{
	s = fg_str_sub(s, find_digit(s, true), s.n);
	r->full_year = fg_text_is_sign(s.p[0]) || s.n > 2;
	r->has_year = true;
	r->year = fg_text_number(fg_str_sub(s, find_digit(s, false), s.n));
	if (s.p[0] == '-')
		r->year = -r->year;
}

/*
 * Three numbers, in the order in which the form has them.  A quote, or more
 * than two digits, or an ordinal tell which of them is really which.
 */
static bool
set_date(struct fg_date_reading *r, struct fg_str y, struct fg_str m,
    struct fg_str d)
{
	struct fg_str absent = {NULL, 0}, was;
	size_t from, to;

	if (y.n && m.n && !d.n) {
		d = m;
		m = y;
		y = absent;
	}
	if (!y.n && (d.n > 2 || is_quoted(d))) {
		y = d;
		d = absent;
	}
	if (y.n) {
		from = find_digit(y, true);
		to = from + (from < y.n && fg_text_is_sign(y.p[from]));
		while (to < y.n && fg_is_digit(y.p[to]))
			to++;
		if (to < y.n) {
			was = y;
			y = d;
			d = fg_str_sub(was, from, to);
		}
	}
	if (m.n > 2 || is_quoted(m)) {
		was = y;
		y = m;
		m = d;
		d = was;
	}
	if (d.n > 2 || is_quoted(d)) {
		was = y;
		y = d;
		d = was;
	}
	if (y.n)
		set_year(r, y);
	if (m.n)
		r->month =
		    fg_text_number(fg_str_sub(m, find_digit(m, false), m.n));
	if (d.n)
		r->day =
		    fg_text_number(fg_str_sub(d, find_digit(d, false), d.n));
	return true;
}

/* The month as a number again, for set_date(). */
static struct fg_str
month_digits(int month)
{
	static const char digits[] = "010203040506070809101112";

	return (struct fg_str){digits + 2 * (month - 1), 2};
}

/* After the rest of a month's name that begins at i. */
static size_t
skip_month(const struct fg_date_text *t, size_t i)
{
	i += 3;
	while (t->s[i] && !strchr("- '", t->s[i]) && !fg_is_digit(t->s[i]))
		i++;
	return i;
}

/* After "AD", "b.c.e." and the like at i; i if there is none. */
static size_t
skip_era(const struct fg_date_text *t, size_t i)
{
	static const struct fg_str eras[] = {{"ce", 2}, {"c.e.", 4}, {"bce", 3},
	    {"b.c.e.", 6}, {"ad", 2}, {"a.d.", 4}, {"bc", 2}, {"b.c.", 4}};

	if (!fg_is_alpha(t->s[i]))
		return i;
	for (size_t k = 0; k < sizeof(eras) / sizeof(*eras); k++)
		if (fg_text_word_at(t, i, eras[k]))
			return i + eras[k].n;
	return i;
}

/* After "st" of "1st" and its like at i; i if there is none. */
static size_t
skip_ordinal(const struct fg_date_text *t, size_t i)
{
	if ((fg_text_word_at(t, i, FG_STR("st")) ||
		fg_text_word_at(t, i, FG_STR("nd")) ||
		fg_text_word_at(t, i, FG_STR("rd")) ||
		fg_text_word_at(t, i, FG_STR("th"))) &&
	    fg_text_is_boundary(t, i + 2))
		return i + 2;
	return i;
}

/* The year that follows a day and a month, perhaps after an era. */
static size_t
read_last_year(struct fg_date_reading *r, struct fg_str *year,
    const struct fg_date_text *t, size_t i)
{
	size_t era = fg_text_skip_blanks(t, i), from = skip_era(t, era), to;
	bool before_christ = from > era && fg_lower(t->s[era]) == 'b';

	from = fg_text_skip_blanks(t, from);
	to = skip_number(t, from, "'-");
	if (to == from)
		return i;
	r->before_christ |= before_christ;
	*year = fg_text_span(t, from, to);
	return to;
}

/* Where the month after a day stands: "7 June", "7thJune"; i: nowhere. */
static size_t
find_month(const struct fg_date_text *t, size_t i)
{
	size_t end = i;

	while (t->s[end] && !strchr("- ", t->s[end]) && !fg_is_digit(t->s[end]))
		end++;
	if (month_at(t, fg_text_skip_blanks(t, end)))
		return fg_text_skip_blanks(t, end);
	while (end > i && !month_at(t, end))
		end--;
	return end;
}

/* "7th June 2020" */
static bool
read_day_month(struct fg_date_reading *r, struct fg_date_text *t)
{
	struct fg_str year = {NULL, 0};
	size_t day_end, month, to;

	for (size_t i = 0; i < t->n; i++) {
		day_end = skip_number(t, i, "'");
		if (day_end == i)
			continue;
		month = find_month(t, day_end);
		if (!month_at(t, month)) {
			i = day_end - 1;
			continue;
		}
		to = read_last_year(r, &year, t, skip_month(t, month));
		if (year.n) {
			to = skip_ordinal(t, to);
			year = fg_text_span(t, (size_t)(year.p - t->s), to);
		}
		set_date(r, year, month_digits(month_at(t, month)),
		    fg_text_span(t, i, day_end));
		fg_text_cut(t, i, to);
		return true;
	}
	return false;
}

/* "June 7th, 2020" */
static bool
read_month_day(struct fg_date_reading *r, struct fg_date_text *t)
{
	struct fg_str year = {NULL, 0};
	size_t day, day_end, rest, to;

	for (size_t i = 0; i < t->n; i++) {
		if (!month_at(t, i) || !fg_text_is_boundary(t, i))
			continue;
		day = fg_text_skip_blanks(t, skip_month(t, i));
		day_end = skip_number(t, day, "'");
		if (day_end == day)
			continue;
		to = day_end;
		while (t->s[to] && !strchr("- '", t->s[to]) &&
		       !fg_is_digit(t->s[to]))
			to++;
		rest = fg_text_skip_blanks(t, to);
		if (t->s[rest] == ',')
			rest++;
		rest = read_last_year(r, &year, t, rest);
		set_date(r, year, month_digits(month_at(t, i)),
		    fg_text_span(t, day, day_end));
		fg_text_cut(t, i, year.n ? rest : to);
		return true;
	}
	return false;
}

/* "2020-06-01" */
static bool
read_dashes(struct fg_date_reading *r, struct fg_date_text *t)
{
	size_t year_end, month_end, to;

	for (size_t i = 0; i < t->n; i++) {
		year_end = skip_number(t, i, "'-");
		if (year_end == i)
			year_end = skip_number(t, i, "'+");
		if (year_end == i)
			continue;
		month_end = fg_text_skip_digits(t, year_end + 1);
		if (t->s[year_end] == '-' && month_end > year_end + 1 &&
		    t->s[month_end] == '-') {
			to = skip_number(t, month_end + 1, "'-");
			if (to > month_end + 1) {
				set_date(r, fg_text_span(t, i, year_end),
				    fg_text_span(t, year_end + 1, month_end),
				    fg_text_span(t, month_end + 1, to));
				fg_text_cut(t, i, to);
				return true;
			}
		}
		i = year_end - 1;
	}
	return false;
}

/* "R2.06.01", years of the Japanese emperors */
static bool
read_era_year(struct fg_date_reading *r, struct fg_date_text *t)
{
	static const char letters[] = "mtshr";
	static const int before[] = {1867, 1911, 1925, 1988, 2018};

	for (size_t i = 0; i + 1 < t->n; i++) {
		const char *era = strchr(letters, fg_lower(t->s[i]));
		size_t year_end = fg_text_skip_digits(t, i + 1);
		size_t month_end = fg_text_skip_digits(t, year_end + 1);
		size_t to;

		if (!era || !fg_text_is_boundary(t, i) || year_end == i + 1 ||
		    t->s[year_end] != '.' || month_end == year_end + 1 ||
		    t->s[month_end] != '.')
			continue;
		to = fg_text_skip_digits(t, month_end + 1);
		if (to == month_end + 1)
			continue;
		r->has_year = r->full_year = true;
		r->year = before[era - letters] +
			  fg_text_number(fg_text_span(t, i + 1, year_end));
		r->month =
		    fg_text_number(fg_text_span(t, year_end + 1, month_end));
		r->day = fg_text_number(fg_text_span(t, month_end + 1, to));
		fg_text_cut(t, i, to);
		return true;
	}
	return false;
}

/* After "Jun-" with the rest of its name at i; i if there is no dash. */
static size_t
skip_month_dash(const struct fg_date_text *t, size_t i)
{
	size_t to = i + 3;

	if (!month_at(t, i))
		return i;
	while (t->s[to] && !strchr("-/.", t->s[to]))
		to++;
	return t->s[to] == '-' ? to + 1 : i;
}

/* "1-Jun-2020" */
static bool
read_day_dash_month(struct fg_date_reading *r, struct fg_date_text *t)
{
	size_t day_end, year, to;

	for (size_t i = 0; i < t->n; i++) {
		day_end = skip_number(t, i, "'-");
		if (day_end == i)
			continue;
		year = t->s[day_end] == '-' ? skip_month_dash(t, day_end + 1)
					    : day_end + 1;
		to = skip_number(t, year, "'-");
		if (year > day_end + 1 && to > year) {
			set_date(r, fg_text_span(t, year, to),
			    month_digits(month_at(t, day_end + 1)),
			    fg_text_span(t, i, day_end));
			fg_text_cut(t, i, to);
			return true;
		}
		i = day_end - 1;
	}
	return false;
}

/* "Jun-1-2020", "Jun-2020" */
static bool
read_month_dash(struct fg_date_reading *r, struct fg_date_text *t)
{
	struct fg_str year = {NULL, 0};
	size_t day, to, year_end;

	for (size_t i = 0; i < t->n; i++) {
		if (!fg_text_is_boundary(t, i))
			continue;
		day = skip_month_dash(t, i);
		to = skip_number(t, day, "'-");
		if (day == i || to == day)
			continue;
		year_end = t->s[to] == '-' ? skip_number(t, to + 1, "'-") : 0;
		if (year_end > to + 1)
			year = fg_text_span(t, to + 1, year_end);
		set_date(r, year, month_digits(month_at(t, i)),
		    fg_text_span(t, day, to));
		fg_text_cut(t, i, year.n ? year_end : to);
		return true;
	}
	return false;
}

/* "06/07/2020", "6/2020" */
static bool
read_slashes(struct fg_date_reading *r, struct fg_date_text *t)
{
	struct fg_str last = {NULL, 0};
	size_t first_end, second, second_end, third, to;

	for (size_t i = 0; i < t->n; i++) {
		first_end = skip_number(t, i, "'-");
		if (first_end == i)
			continue;
		second = fg_text_skip_blanks(t, first_end + 1);
		second_end = t->s[first_end] == '/'
				 ? skip_number(t, second, "'")
				 : second;
		if (second_end == second) {
			i = first_end - 1;
			continue;
		}
		third = second_end;
		to = second_end;
		if (t->s[second_end]) {
			third = fg_text_skip_blanks(t, second_end + 1);
			to = skip_number(t, third, "'-");
		}
		if (to > third)
			last = fg_text_span(t, third, to);
		set_date(r, fg_text_span(t, i, first_end),
		    fg_text_span(t, second, second_end), last);
		fg_text_cut(t, i, last.n ? to : second_end);
		return true;
	}
	return false;
}

/* "1.6.2020" */
static bool
read_dots(struct fg_date_reading *r, struct fg_date_text *t)
{
	size_t first_end, second, second_end, third, to;

	for (size_t i = 0; i < t->n; i++) {
		first_end = skip_number(t, i, "'-");
		if (first_end == i)
			continue;
		second = fg_text_skip_blanks(t, first_end + 1);
		second_end = t->s[first_end] == '.'
				 ? skip_number(t, second, "'")
				 : second;
		if (second_end > second && t->s[second_end] == '.') {
			third = fg_text_skip_blanks(t, second_end + 1);
			to = skip_number(t, third, "'-");
			if (to > third) {
				set_date(r, fg_text_span(t, i, first_end),
				    fg_text_span(t, second, second_end),
				    fg_text_span(t, third, to));
				fg_text_cut(t, i, to);
				return true;
			}
		}
		i = first_end - 1;
	}
	return false;
}

/* "2020-152", the day of the year */
static bool
read_year_day(struct fg_date_reading *r, struct fg_date_text *t)
{
	for (size_t i = 0; i < t->n; i++) {
		size_t year_end = fg_text_skip_digits(t, i), to;

		if (year_end == i)
			continue;
		to = fg_text_skip_digits(t, year_end + 1);
		if (fg_text_is_boundary(t, i) && t->s[year_end] == '-' &&
		    (year_end - i == 2 || year_end - i == 4) &&
		    to - year_end == 4 && fg_text_is_boundary(t, to) &&
		    !(i > 0 && strchr(",.", t->s[i - 1]))) {
			r->has_year = true;
			r->year = fg_text_number(fg_text_span(t, i, year_end));
			r->year_day =
			    fg_text_number(fg_text_span(t, year_end + 1, to));
			fg_text_cut(t, i, to);
			return true;
		}
		i = year_end - 1;
	}
	return false;
}

/* A year, a month or a day alone: "'20", "June", "1st". */
static bool
has_part(const struct fg_date_text *t)
{
	for (size_t i = 0; i < t->n; i++) {
		if (month_at(t, i) && fg_text_is_boundary(t, i))
			return true;
		if (t->s[i] == '\'' && fg_is_digit(t->s[i + 1]) &&
		    fg_text_is_boundary(t, fg_text_skip_digits(t, i + 1)))
			return true;
		if (fg_is_digit(t->s[i]) && skip_ordinal(t, i + 1) > i + 1)
			return true;
	}
	return false;
}

void
fg_date_read_day(struct fg_date_reading *r, struct fg_date_text *t)
{
	if (t->has_letter && (read_day_month(r, t) || read_month_day(r, t)))
		return;
	if (t->has_dash && read_dashes(r, t))
		return;
	if (t->has_dot && t->has_letter && read_era_year(r, t))
		return;
	if (t->has_dash && t->has_letter &&
	    (read_day_dash_month(r, t) || read_month_dash(r, t)))
		return;
	if (t->has_slash && read_slashes(r, t))
		return;
	if (t->has_dot && read_dots(r, t))
		return;
	if (t->has_dash && read_year_day(r, t))
		return;
	if ((t->has_letter || t->has_quote) && has_part(t))
		return;
	fg_date_read_digits(r, t);
}

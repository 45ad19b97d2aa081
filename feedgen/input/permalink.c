/* SPDX-License-Identifier: ISC */
/* permalink.c - the URL that a template makes of a document. */
#include "input/permalink.h"
#include "base/date.h"
#include "base/map.h"
#include "base/url.h"
#include "base/utf8.h"
#include "input/jekyll.h"

/* Longer names are none of ours, and nobody's typing error. */
#define LONGEST_NAME 32

enum part {
	PART_CATEGORIES,
	PART_COLLECTION,
	PART_DAY,
	PART_HOUR,
	PART_I_DAY,
	PART_I_MONTH,
	PART_LONG_DAY,
	PART_LONG_MONTH,
	PART_MINUTE,
	PART_MONTH,
	PART_NAME,
	PART_OUTPUT_EXT,
	PART_PATH,
	PART_SECOND,
	PART_SHORT_DAY,
	PART_SHORT_MONTH,
	PART_SHORT_YEAR,
	PART_SLUG,
	PART_SLUGIFIED_CATEGORIES,
	PART_TITLE,
	PART_W_DAY,
	PART_W_YEAR,
	PART_WEEK,
	PART_Y_DAY,
	PART_YEAR,
	PART_COUNT
};

static const char *const part_names[PART_COUNT] = {
    [PART_CATEGORIES] = "categories",
    [PART_COLLECTION] = "collection",
    [PART_DAY] = "day",
    [PART_HOUR] = "hour",
    [PART_I_DAY] = "i_day",
    [PART_I_MONTH] = "i_month",
    [PART_LONG_DAY] = "long_day",
    [PART_LONG_MONTH] = "long_month",
    [PART_MINUTE] = "minute",
    [PART_MONTH] = "month",
    [PART_NAME] = "name",
    [PART_OUTPUT_EXT] = "output_ext",
    [PART_PATH] = "path",
    [PART_SECOND] = "second",
    [PART_SHORT_DAY] = "short_day",
    [PART_SHORT_MONTH] = "short_month",
    [PART_SHORT_YEAR] = "short_year",
    [PART_SLUG] = "slug",
    [PART_SLUGIFIED_CATEGORIES] = "slugified_categories",
    [PART_TITLE] = "title",
    [PART_W_DAY] = "w_day",
    [PART_W_YEAR] = "w_year",
    [PART_WEEK] = "week",
    [PART_Y_DAY] = "y_day",
    [PART_YEAR] = "year",
};

static const char *const months[] = {"January", "February", "March", "April",
    "May", "June", "July", "August", "September", "October", "November",
    "December"};
static const char *const days[] = {"Monday", "Tuesday", "Wednesday", "Thursday",
    "Friday", "Saturday", "Sunday"};

static void
add_number(struct fg_buf *out, unsigned n, size_t width)
{
	char digits[16];
	size_t at = sizeof(digits);

	do {
		digits[--at] = (char)('0' + n % 10);
		n /= 10;
	} while (n > 0);
	while (sizeof(digits) - at < width)
		digits[--at] = '0';
	fg_buf_add(out, (struct fg_str){digits + at, sizeof(digits) - at});
}

static void
add_category(struct fg_buf *out, struct fg_str category, bool slugified)
{
	if (slugified)
		fg_slugify(out, category, FG_SLUG_DEFAULT, false);
	else
		fg_utf8_lower(out, category);
}

/* Each once, compared as they are written; joined with slashes. */
static void
add_categories(
    struct fg_buf *out, const struct fg_str_list *list, bool slugified)
{
	struct fg_arena keys = {0};
	struct fg_map seen = {0};

	if (list->n == 1)
		add_category(out, list->items[0], slugified);
	for (size_t i = 0; list->n > 1 && i < list->n; i++) {
		size_t before = out->n, start;
		void **known;

		if (i > 0)
			fg_buf_add_char(out, '/');
		start = out->n;
		add_category(out, list->items[i], slugified);
		known = fg_map_put(
		    &seen, fg_arena_copy(&keys,
			       fg_str_sub(fg_buf_str(out), start, out->n)));
		if (*known)
			fg_buf_truncate(out, before);
		*known = &seen;
	}
	fg_map_free(&seen);
	fg_arena_free(&keys);
}

static struct fg_str
without_final_dots(struct fg_str s)
{
	while (s.n > 0 && s.p[s.n - 1] == '.')
		s.n--;
	return s;
}

static void
add_text_part(struct fg_buf *out, const struct fg_permalink *p, enum part part)
{
	switch (part) {
	case PART_CATEGORIES:
		add_categories(out, &p->categories, false);
		break;
	case PART_SLUGIFIED_CATEGORIES:
		add_categories(out, &p->categories, true);
		break;
	case PART_COLLECTION:
		fg_buf_add(out, p->collection);
		break;
	case PART_NAME:
		fg_slugify(out, p->name, FG_SLUG_DEFAULT, false);
		break;
	case PART_OUTPUT_EXT:
		fg_buf_add(out, p->output_ext);
		break;
	case PART_PATH:
		fg_buf_add(out, without_final_dots(p->path));
		break;
	case PART_SLUG:
		fg_slugify(out, p->slug, FG_SLUG_DEFAULT, false);
		break;
	default:
		fg_slugify(out, p->slug, FG_SLUG_PRETTY, true);
	}
}

/* false if the part says nothing about the date. */
static bool
add_date_part(struct fg_buf *out, const struct fg_civil *c, enum part part)
{
	unsigned year = c->year > 0 ? (unsigned)c->year : 0;
	unsigned iso_year = c->iso_year > 0 ? (unsigned)c->iso_year : 0;

	switch (part) {
	case PART_YEAR:
		add_number(out, year, 4);
		break;
	case PART_SHORT_YEAR:
		add_number(out, year % 100, 2);
		break;
	case PART_W_YEAR:
		add_number(out, iso_year, 4);
		break;
	case PART_MONTH:
	case PART_I_MONTH:
		add_number(out, c->month, part == PART_MONTH ? 2 : 1);
		break;
	case PART_DAY:
	case PART_I_DAY:
		add_number(out, c->day, part == PART_DAY ? 2 : 1);
		break;
	case PART_HOUR:
		add_number(out, c->hour, 2);
		break;
	case PART_MINUTE:
		add_number(out, c->minute, 2);
		break;
	case PART_SECOND:
		add_number(out, c->second, 2);
		break;
	case PART_Y_DAY:
		add_number(out, c->year_day, 3);
		break;
	case PART_WEEK:
		add_number(out, c->iso_week, 2);
		break;
	case PART_W_DAY:
		add_number(out, c->week_day, 1);
		break;
	case PART_SHORT_DAY:
	case PART_LONG_DAY:
		fg_buf_add(out, fg_str_sub(fg_str_c(days[c->week_day - 1]), 0,
				    part == PART_SHORT_DAY ? 3 : SIZE_MAX));
		break;
	case PART_SHORT_MONTH:
	case PART_LONG_MONTH:
		fg_buf_add(out, fg_str_sub(fg_str_c(months[c->month - 1]), 0,
				    part == PART_SHORT_MONTH ? 3 : SIZE_MAX));
		break;
	default:
		return false;
	}
	return true;
}

static bool
is_plain(struct fg_str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!fg_is_alpha(c) && !fg_is_digit(c) && c != '-' &&
		    c != '.' && c != '/' && c != '_')
			return false;
	}
	return true;
}

void
fg_permalink_encode_from(struct fg_buf *out, size_t start)
{
	struct fg_str raw = fg_str_sub(fg_buf_str(out), start, out->n);
	struct fg_buf copy = {0};

	if (is_plain(raw))
		return;
	fg_buf_add(&copy, raw);
	fg_buf_truncate(out, start);
	fg_url_encode_path(out, fg_buf_str(&copy));
	fg_buf_free(&copy);
}

/* Replace each "from" of the text by "to", which is not longer; in place. */
static void
replace(struct fg_buf *b, size_t start, struct fg_str from, struct fg_str to)
{
	struct fg_str text = fg_buf_str(b);
	size_t at = fg_str_search(text, from, start), end = at;

	if (at >= text.n)
		return;
	while (at < text.n) {
		size_t next;

		memcpy(b->p + end, to.p, to.n);
		end += to.n;
		at += from.n;
		next = fg_str_search(text, from, at);
		memmove(b->p + end, b->p + at, next - at);
		end += next - at;
		at = next;
	}
	fg_buf_truncate(b, end);
}

void
fg_permalink_clean_from(struct fg_buf *out, size_t start)
{
	size_t end = start;

	replace(out, start, FG_STR(".."), FG_STR("/"));
	replace(out, start, FG_STR("./"), FG_STR(""));
	for (size_t i = start; i < out->n; i++)
		if (out->p[i] != '/' || end == start || out->p[end - 1] != '/')
			out->p[end++] = out->p[i];
	fg_buf_truncate(out, end);
}

/* Length of the placeholder's name at s, behind its colon. */
static size_t
name_length(struct fg_str s)
{
	size_t n = 0;

	while (n < s.n && ((s.p[n] >= 'a' && s.p[n] <= 'z') || s.p[n] == '_'))
		n++;
	return n;
}

static enum part
find_part(struct fg_str name)
{
	unsigned i;

	for (i = 0; i < PART_COUNT; i++)
		if (name.n > 0 && part_names[i][0] == name.p[0] &&
		    fg_str_eq(fg_str_c(part_names[i]), name))
			break;
	return (enum part)i;
}

static unsigned
least(unsigned a, unsigned b, unsigned c)
{
	a = a < b ? a : b;
	return a < c ? a : c;
}

/* How many letters must be added, dropped or changed (Levenshtein 1966). */
static unsigned
distance(struct fg_str a, struct fg_str b)
{
	unsigned row[LONGEST_NAME + 1];

	for (size_t j = 0; j <= b.n; j++)
		row[j] = (unsigned)j;
	for (size_t i = 0; i < a.n; i++) {
		unsigned diagonal = row[0];

		row[0] = (unsigned)i + 1;
		for (size_t j = 0; j < b.n; j++) {
			unsigned above = row[j + 1];

			row[j + 1] = least(above + 1, row[j] + 1,
			    diagonal + (a.p[i] != b.p[j]));
			diagonal = above;
		}
	}
	return row[b.n];
}

static int
complain(struct fg_str name, struct fg_place place, struct fg_diags *d)
{
	struct fg_str start = fg_str_sub(name, 0, LONGEST_NAME);
	unsigned best = 0, lowest = LONGEST_NAME + 1;

	for (unsigned i = 0; i < PART_COUNT; i++) {
		unsigned n = distance(start, fg_str_c(part_names[i]));

		if (n < lowest) {
			lowest = n;
			best = i;
		}
	}
	return fg_diag(
	    d, FG_PERMALINK_UNKNOWN, place, fg_show(d, name), part_names[best]);
}

/* Take the placeholder behind a colon, and append what it stands for. */
static int
add_placeholder(struct fg_buf *out, struct fg_str *rest,
    const struct fg_permalink *p, const struct fg_civil *civil,
    struct fg_place place, struct fg_diags *d)
{
	struct fg_str name = fg_str_sub(*rest, 0, name_length(*rest));
	size_t start = out->n;
	enum part part;

	if (name.n == 0) {
		fg_buf_add_char(out, ':');
		return 0;
	}
	/* ":year_" is the year and an underscore. */
	if (name.p[name.n - 1] == '_')
		name.n--;
	part = find_part(name);
	if (part == PART_COUNT)
		return complain(name, place, d);
	if (!add_date_part(out, civil, part))
		add_text_part(out, p, part);
	fg_permalink_encode_from(out, start);
	*rest = fg_str_sub(*rest, name.n, rest->n);
	return 0;
}

int
fg_permalink_expand(struct fg_buf *out, const struct fg_permalink *p,
    struct fg_place place, struct fg_diags *d)
{
	struct fg_civil civil = fg_date_civil(p->date);
	struct fg_str rest = p->template;
	size_t start = out->n;

	fg_buf_add_char(out, '/');
	for (;;) {
		size_t colon = fg_str_find(rest, ':', 0);

		fg_buf_add(out, fg_str_sub(rest, 0, colon));
		if (colon == rest.n)
			break;
		rest = fg_str_sub(rest, colon + 1, rest.n);
		if (add_placeholder(out, &rest, p, &civil, place, d) < 0) {
			fg_buf_truncate(out, start);
			return -1;
		}
	}
	fg_permalink_clean_from(out, start);
	return 0;
}

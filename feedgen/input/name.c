/* SPDX-License-Identifier: ISC */
/* name.c - what a post's file name says: date, slug, and so a title. */
#include "base/file.h"
#include "base/utf8.h"
#include "input/jekyll.h"

static struct fg_str
without_final_dots(struct fg_str s)
{
	while (s.n > 0 && s.p[s.n - 1] == '.')
		s.n--;
	return s;
}

/* Take between least and most digits, and the hyphen that follows them. */
static bool
take_number(unsigned *out, struct fg_str *s, size_t least, size_t most)
{
	size_t n = 0;

	*out = 0;
	while (n < s->n && n < most && fg_is_digit(s->p[n]))
		*out = *out * 10 + (unsigned)(s->p[n++] - '0');
	if (n < least || n == s->n || s->p[n] != '-')
		return false;
	*s = fg_str_sub(*s, n + 1, s->n);
	return true;
}

/* What Ruby's Date._parse makes of two digits. */
static int
full_year(unsigned year, size_t digits)
{
	if (digits == 2)
		return (int)year + (year >= 69 ? 1900 : 2000);
	return (int)year;
}

bool
fg_post_name_read(struct fg_post_name *out, struct fg_str path)
{
	struct fg_str rest = fg_path_base(path);
	size_t digits = fg_str_find(rest, '-', 0);
	unsigned year, month, day;
	size_t dot;

	if (!take_number(&year, &rest, 2, 4) ||
	    !take_number(&month, &rest, 1, 2) ||
	    !take_number(&day, &rest, 1, 2))
		return false;
	dot = fg_str_rfind(rest, '.');
	if (dot + 1 >= rest.n)
		return false;
	out->year = full_year(year, digits);
	out->month = month;
	out->day = day;
	out->slug = without_final_dots(fg_str_sub(rest, 0, dot));
	out->extension = fg_str_sub(rest, dot, rest.n);
	return true;
}

struct fg_str
fg_slug_of_path(struct fg_str path)
{
	struct fg_str name = fg_path_base(path);
	struct fg_post_name post;
	size_t dot;

	if (fg_post_name_read(&post, name))
		return post.slug;
	dot = fg_str_rfind(name, '.');
	if (dot + 1 >= name.n)
		return without_final_dots(name);
	return without_final_dots(fg_str_sub(name, 0, dot));
}

void
fg_title_from_slug(struct fg_buf *out, struct fg_str slug)
{
	struct fg_str word, rest;
	bool is_first = true;

	/* Ruby's split drops empty words at the end, and only there. */
	while (fg_str_ends(slug, FG_STR("-")))
		slug.n--;
	if (slug.n == 0)
		return;
	rest = slug;
	while (fg_str_split(&word, &rest, '-')) {
		if (!is_first)
			fg_buf_add_char(out, ' ');
		fg_utf8_capitalize(out, word);
		is_first = false;
	}
}

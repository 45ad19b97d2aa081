/* SPDX-License-Identifier: ISC */
/* unicode.c - letters, marks, digits and their cases. */
#include "base/utf8.h"

struct range {
	uint32_t first, last;
};

/* Every step-th code point from first to last has its other case at + delta. */
struct mapping {
	uint32_t first, last;
	uint32_t step;
	int32_t delta;
};

/* Full title case, where it is not the simple upper case letter. */
struct title {
	uint32_t cp;
	uint32_t text[3];
};

#include "base/unicode.inc"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define DOTTED_CAPITAL_I 0x130
#define DOT_ABOVE 0x307

static bool
in_ranges(const struct range *ranges, size_t n, uint32_t cp)
{
	size_t low = 0;

	while (low < n) {
		size_t middle = low + (n - low) / 2;

		if (cp > ranges[middle].last)
			low = middle + 1;
		else if (cp < ranges[middle].first)
			n = middle;
		else
			return true;
	}
	return false;
}

static uint32_t
map(const struct mapping *mappings, size_t n, uint32_t cp)
{
	size_t low = 0;

	while (low < n) {
		size_t middle = low + (n - low) / 2;
		const struct mapping *m = &mappings[middle];

		if (cp > m->last)
			low = middle + 1;
		else if (cp < m->first)
			n = middle;
		else if ((cp - m->first) % m->step)
			return cp;
		else
			return (uint32_t)((int32_t)cp + m->delta);
	}
	return cp;
}

static const struct title *
find_title(uint32_t cp)
{
	size_t low = 0, high = COUNT(title_case);

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (cp == title_case[middle].cp)
			return &title_case[middle];
		if (cp > title_case[middle].cp)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

bool
fg_unicode_is_letter(uint32_t cp)
{
	if (cp < 0x80)
		return fg_is_alpha((char)cp);
	return in_ranges(letters, COUNT(letters), cp);
}

bool
fg_unicode_is_mark(uint32_t cp)
{
	return cp >= 0x80 && in_ranges(marks, COUNT(marks), cp);
}

bool
fg_unicode_is_digit(uint32_t cp)
{
	if (cp < 0x80)
		return fg_is_digit((char)cp);
	return in_ranges(digits, COUNT(digits), cp);
}

uint32_t
fg_unicode_lower(uint32_t cp)
{
	if (cp < 0x80)
		return (unsigned char)fg_lower((char)cp);
	return map(lower_case, COUNT(lower_case), cp);
}

uint32_t
fg_unicode_upper(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= 'a' && cp <= 'z' ? cp - ('a' - 'A') : cp;
	return map(upper_case, COUNT(upper_case), cp);
}

void
fg_utf8_lower(struct fg_buf *out, struct fg_str s)
{
	fg_buf_reserve(out, s.n);
	while (s.n) {
		uint32_t cp;
		size_t n = fg_utf8_decode(&cp, s);

		if (cp < 0x80 || n == 0)
			fg_buf_add_char(out, fg_lower(s.p[0]));
		else
			fg_buf_add_utf8(out, fg_unicode_lower(cp));
		/* The only full lower case mapping with two characters. */
		if (cp == DOTTED_CAPITAL_I)
			fg_buf_add_utf8(out, DOT_ABOVE);
		s = fg_str_sub(s, n ? n : 1, s.n);
	}
}

void
fg_utf8_capitalize(struct fg_buf *out, struct fg_str s)
{
	const struct title *title;
	uint32_t cp;
	size_t n;

	if (s.n == 0)
		return;
	n = fg_utf8_decode(&cp, s);
	title = n ? find_title(cp) : NULL;
	if (title)
		for (size_t i = 0; i < 3 && title->text[i]; i++)
			fg_buf_add_utf8(out, title->text[i]);
	else if (n)
		fg_buf_add_utf8(out, fg_unicode_upper(cp));
	else
		fg_buf_add_char(out, s.p[0]);
	fg_utf8_lower(out, fg_str_sub(s, n ? n : 1, s.n));
}

const char *
fg_latin_letter(uint32_t cp)
{
	if (cp < LATIN_FIRST || cp >= LATIN_FIRST + COUNT(latin_letters))
		return "";
	return latin_letters[cp - LATIN_FIRST];
}

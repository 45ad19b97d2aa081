/* SPDX-License-Identifier: ISC */
/* html_reference.c - character references (HTML standard, 13.2.5.72 to .80). */
#include "base/utf8.h"
#include "lib/html_internal.h"

#include "lib/html_references.inc"

/* 13.2.5.80: what numbers from 0x80 mean; windows-1252, 0 where it has none. */
static const uint16_t c1_controls[32] = {0x20ac, 0, 0x201a, 0x0192, 0x201e,
    0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d,
    0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc,
    0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178};

static bool
is_alphanumeric(char c)
{
	return fg_is_alpha(c) || fg_is_digit(c);
}

/* The byte at that offset of a name, or -1 behind its end. */
static int
byte_at(const struct group *group, size_t index, size_t offset)
{
	const struct reference *r = &references[index];

	if (offset >= r->name_n)
		return -1;
	return (unsigned char)group->names[r->name + offset];
}

/* The first of [from, to) whose byte at that offset is at least `byte`. */
static size_t
lower_bound(
    const struct group *group, size_t from, size_t to, size_t offset, int byte)
{
	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (byte_at(group, middle, offset) < byte)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

/* The longest name that s, which is behind the "&", begins with, or NULL. */
static const struct reference *
find_longest(struct fg_str s)
{
	const struct reference *found = NULL;
	const struct group *group;
	size_t from, to;

	if (s.n == 0 || !fg_is_alpha(s.p[0]))
		return NULL;
	group = &groups[s.p[0] - 'A'];
	from = group->first;
	to = group->end;
	/* Narrow the range of names that begin as s does, byte by byte. */
	for (size_t i = 1; from < to; i++) {
		int byte = i < s.n ? (unsigned char)s.p[i] : 256;

		if (references[from].name_n == i - 1)
			found = &references[from];
		from = lower_bound(group, from, to, i - 1, byte);
		to = lower_bound(group, from, to, i - 1, byte + 1);
	}
	return found;
}

static size_t
named(char text[8], size_t *text_n, struct fg_str s, bool in_attribute)
{
	const struct reference *r = find_longest(fg_str_sub(s, 1, s.n));
	size_t end;

	if (!r)
		return 0;
	end = 2 + (size_t)r->name_n;
	if (in_attribute && s.p[end - 1] != ';' && end < s.n &&
	    (s.p[end] == '=' || is_alphanumeric(s.p[end])))
		return 0;
	*text_n = strlen(r->text);
	memcpy(text, r->text, *text_n);
	return end;
}

static uint32_t
character_of(uint32_t number)
{
	if (number >= 0x80 && number <= 0x9f && c1_controls[number - 0x80])
		return c1_controls[number - 0x80];
	if (number == 0 || number > 0x10ffff ||
	    (number >= 0xd800 && number <= 0xdfff))
		return FG_REPLACEMENT;
	return number;
}

static size_t
numeric(char text[8], size_t *text_n, struct fg_str s)
{
	bool is_hex = s.n > 2 && fg_lower(s.p[2]) == 'x';
	size_t from = is_hex ? 3 : 2, at = from;
	uint32_t number = 0;

	for (; at < s.n; at++) {
		int digit = fg_hex_digit(s.p[at]);

		if (digit < 0 || (!is_hex && digit > 9))
			break;
		if (number <= 0x10ffff)
			number = number * (is_hex ? 16 : 10) + (uint32_t)digit;
	}
	if (at == from)
		return 0;
	*text_n = fg_utf8_encode(text, character_of(number));
	return at < s.n && s.p[at] == ';' ? at + 1 : at;
}

size_t
fg_html_reference(
    char text[8], size_t *text_n, struct fg_str s, bool in_attribute)
{
	if (s.n > 1 && s.p[1] == '#')
		return numeric(text, text_n, s);
	return named(text, text_n, s, in_attribute);
}

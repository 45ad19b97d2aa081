/* SPDX-License-Identifier: ISC */
/*
 * date_text.h - what the readers of dates in text share; private to date_*.c.
 */
#ifndef FG_BASE_DATE_TEXT_H
#define FG_BASE_DATE_TEXT_H

#include "base/str.h"

#include <stdint.h>

/* Ruby's limit, too; it bounds every search below. */
#define FG_DATE_TEXT_MOST 128

/* Numbers that are given up on: no field of a date is as large. */
#define FG_DATE_TOO_LARGE 100000

struct fg_date_text {
	/* Ends in zeros, so that readers may look some bytes ahead. */
	char s[FG_DATE_TEXT_MOST + 8];
	size_t n;
	bool has_letter, has_quote, has_dash, has_dot, has_slash;
};

struct fg_date_reading {
	int64_t year;
	int month, day, year_day, hour, minute, second; /* -1: not given */
	bool has_year;
	bool full_year; /* 20 is not 2020 */
	bool before_christ;
	char zone[16]; /* "" where it is longer: no zone is */
};

static inline bool
fg_text_is_word(char c)
{
	return fg_is_alpha(c) || fg_is_digit(c) || (unsigned char)c >= 0x80;
}

/* Does a word begin or end at i? */
static inline bool
fg_text_is_boundary(const struct fg_date_text *t, size_t i)
{
	return (i > 0 && fg_text_is_word(t->s[i - 1])) !=
	       fg_text_is_word(t->s[i]);
}

static inline size_t
fg_text_skip_blanks(const struct fg_date_text *t, size_t i)
{
	while (t->s[i] == ' ')
		i++;
	return i;
}

static inline size_t
fg_text_skip_digits(const struct fg_date_text *t, size_t i)
{
	while (fg_is_digit(t->s[i]))
		i++;
	return i;
}

static inline bool
fg_text_is_sign(char c)
{
	return c == '+' || c == '-';
}

static inline struct fg_str
fg_text_span(const struct fg_date_text *t, size_t from, size_t to)
{
	return (struct fg_str){t->s + from, to - from};
}

/* Leave one blank for what has been read, which is not empty. */
static inline void
fg_text_cut(struct fg_date_text *t, size_t from, size_t to)
{
	size_t gone = to - from - 1;

	t->s[from] = ' ';
	memmove(t->s + from + 1, t->s + to, t->n - to);
	memset(t->s + t->n - gone, '\0', gone);
	t->n -= gone;
}

static inline int
fg_text_number(struct fg_str s)
{
	int value = 0;

	for (size_t i = 0; i < s.n && value < FG_DATE_TOO_LARGE; i++)
		value = value * 10 + (s.p[i] - '0');
	return value;
}

static inline bool
fg_text_word_at(const struct fg_date_text *t, size_t i, struct fg_str word)
{
	return fg_str_eq_nocase(
	    fg_str_sub((struct fg_str){t->s, t->n}, i, i + word.n), word);
}

/* The number, from 1, of the name of three letters that stands at i; 0: none.
 */
int fg_text_name(const struct fg_date_text *t, size_t i, const char *names);

/* Read what there is of it, and cut it out. */
void fg_date_read_clock(struct fg_date_reading *r, struct fg_date_text *t);
void fg_date_read_day(struct fg_date_reading *r, struct fg_date_text *t);
/* The same for digits without separators: "20200601T101500Z". */
void fg_date_read_digits(struct fg_date_reading *r, struct fg_date_text *t);
void fg_date_set_zone(struct fg_date_reading *r, struct fg_str zone);

#endif

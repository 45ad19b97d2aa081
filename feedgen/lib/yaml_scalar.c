/* SPDX-License-Identifier: ISC */
/* yaml_scalar.c - what kind of value an unquoted YAML scalar is. */
#include "lib/yaml_scalar.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"

/* No number, date or word that means something is longer. */
#define LONGEST 64

/* A reader of patterns: p moves on, end stays. */
struct cursor {
	const char *p, *end;
};

static struct cursor
cursor_of(struct fg_str s)
{
	return (struct cursor){s.p, s.p + s.n};
}

static bool
at_end(const struct cursor *c)
{
	return c->p == c->end;
}

static bool
skip_char(struct cursor *c, const char *set)
{
	if (at_end(c) || *c->p == '\0' || !strchr(set, *c->p))
		return false;
	c->p++;
	return true;
}

/* Skip all characters of the set; how many. */
static size_t
skip_all(struct cursor *c, const char *set)
{
	size_t n = 0;

	while (skip_char(c, set))
		n++;
	return n;
}

/* Read between least and most decimal digits. */
static bool
read_digits(struct cursor *c, unsigned *out, size_t least, size_t most)
{
	size_t n = 0;

	for (*out = 0; n < most && !at_end(c) && fg_is_digit(*c->p); n++)
		*out = *out * 10 + (unsigned)(*c->p++ - '0');
	return n >= least;
}

static bool
is_word(struct fg_str s, const char *const words[])
{
	for (; *words; words++)
		if (fg_str_eq_nocase(s, fg_str_c(*words)))
			return true;
	return false;
}

static bool
resolve_word(struct fg_value *v)
{
	static const char *const nulls[] = {"~", "null", NULL};
	static const char *const trues[] = {"true", "yes", "on", NULL};
	static const char *const falses[] = {"false", "no", "off", NULL};

	if (v->text.n == 0 || is_word(v->text, nulls)) {
		v->kind = FG_NULL;
		return true;
	}
	v->boolean = is_word(v->text, trues);
	if (!v->boolean && !is_word(v->text, falses))
		return false;
	v->kind = FG_BOOL;
	return true;
}

/* The part behind the day: T or blanks, h:mm:ss, fraction, zone. */
static bool
is_time_of_day(struct cursor *c)
{
	unsigned hour, minute, second, zone;

	if (!skip_char(c, "Tt") && skip_all(c, " \t") == 0)
		return false;
	if (!read_digits(c, &hour, 1, 2) || !skip_char(c, ":") ||
	    !read_digits(c, &minute, 2, 2) || !skip_char(c, ":") ||
	    !read_digits(c, &second, 2, 2))
		return false;
	if (skip_char(c, "."))
		skip_all(c, "0123456789");
	skip_all(c, " \t");
	if (skip_char(c, "+-")) {
		if (!read_digits(c, &zone, 1, 2))
			return false;
		skip_char(c, ":");
		if (!at_end(c) && !read_digits(c, &zone, 2, 2))
			return false;
	} else {
		skip_char(c, "Z");
	}
	/* Ruby takes 24:00:00 and a leap second. */
	return at_end(c) && minute < 60 && second <= 60 &&
	       (hour < 24 || (hour == 24 && minute == 0 && second == 0));
}

static bool
resolve_date(struct fg_value *v)
{
	struct cursor c = cursor_of(v->text);
	unsigned year, month, day;

	if (!read_digits(&c, &year, 4, 4) || !skip_char(&c, "-") ||
	    !read_digits(&c, &month, 1, 2) || !skip_char(&c, "-") ||
	    !read_digits(&c, &day, 1, 2) ||
	    !fg_date_exists((int)year, month, day))
		return false;
	if (at_end(&c))
		v->kind = FG_DATE;
	else if (is_time_of_day(&c))
		v->kind = FG_TIMESTAMP;
	else
		return false;
	return true;
}

static void
set_float(struct fg_value *v, double real)
{
	v->kind = FG_FLOAT;
	v->real = real;
}

static bool
resolve_special_float(struct fg_value *v)
{
	static const char *const positive[] = {".inf", "+.inf", NULL};
	static const char *const negative[] = {"-.inf", NULL};
	static const char *const nothing[] = {".nan", NULL};

	if (is_word(v->text, positive))
		set_float(v, INFINITY);
	else if (is_word(v->text, negative))
		set_float(v, -INFINITY);
	else if (is_word(v->text, nothing))
		set_float(v, NAN);
	else
		return false;
	return true;
}

/* One of the parts of h:m:s that go up to 59. */
static bool
read_sixtieth(struct cursor *c, int64_t *sum, int64_t unit)
{
	unsigned value;

	if (!read_digits(c, &value, 1, 2) || value > 59)
		return false;
	*sum += value * unit;
	return true;
}

/*
 * Base 60: Ruby takes two parts as hours and minutes (12:30 is 45000), and
 * a minus sign belongs to the first part alone.  With a fraction it stays
 * text: nobody means a number there.
 */
static bool
resolve_base_60(struct fg_value *v)
{
	struct cursor c = cursor_of(v->text);
	int64_t sum = 0;
	bool negative = *c.p == '-';

	skip_char(&c, "+-");
	if (at_end(&c) || !fg_is_digit(*c.p))
		return false;
	for (; !at_end(&c) && (fg_is_digit(*c.p) || *c.p == '_'); c.p++)
		if (*c.p != '_' && sum < INT32_MAX)
			sum = sum * 10 + (*c.p - '0');
	if (sum > INT32_MAX)
		return false;
	sum *= negative ? -3600 : 3600;
	if (!skip_char(&c, ":") || !read_sixtieth(&c, &sum, 60))
		return false;
	if (skip_char(&c, ":") && !read_sixtieth(&c, &sum, 1))
		return false;
	if (!at_end(&c))
		return false;
	v->kind = FG_INTEGER;
	v->integer = sum;
	return true;
}

/*
 * [-+] digits . digits e [-+] digits: the point is needed, so is the sign of
 * the exponent.  The digits are handed to strtod without a point, so that the
 * locale does not matter.
 */
static bool
resolve_float(struct fg_value *v)
{
	struct cursor c = cursor_of(v->text);
	char written[LONGEST + 24];
	size_t n = 0, whole;
	int exponent = 0;
	unsigned power = 0;
	bool down;

	if (*c.p == '-')
		written[n++] = '-';
	skip_char(&c, "+-");
	whole = n;
	if (!at_end(&c) && fg_is_digit(*c.p))
		for (; !at_end(&c) &&
		       (fg_is_digit(*c.p) || *c.p == '_' || *c.p == ',');
		     c.p++)
			if (fg_is_digit(*c.p))
				written[n++] = *c.p;
	if (!skip_char(&c, "."))
		return false;
	for (; !at_end(&c) && fg_is_digit(*c.p); exponent--)
		written[n++] = *c.p++;
	if (n == whole)
		return false;
	if (skip_char(&c, "eE")) {
		down = !at_end(&c) && *c.p == '-';
		if (!skip_char(&c, "+-") || !read_digits(&c, &power, 1, 5))
			return false;
		exponent += down ? -(int)power : (int)power;
	}
	if (!at_end(&c))
		return false;
	snprintf(written + n, sizeof(written) - n, "e%d", exponent);
	set_float(v, strtod(written, NULL));
	return true;
}

/* Read digits of the base, "_" and "," between them; false on overflow. */
static bool
read_based(struct cursor *c, uint64_t *out, unsigned base)
{
	size_t n = 0;

	for (*out = 0; !at_end(c); c->p++) {
		int digit = fg_hex_digit(*c->p);

		if (*c->p == '_' || *c->p == ',')
			continue;
		if (digit < 0 || (unsigned)digit >= base ||
		    __builtin_mul_overflow(*out, base, out) ||
		    __builtin_add_overflow(*out, (uint64_t)digit, out))
			return false;
		n++;
	}
	return n > 0;
}

/* In a decimal number each "_" or "," stands between two digits. */
static bool
is_grouped(const struct cursor *c)
{
	for (const char *p = c->p; p < c->end; p++)
		if (!fg_is_digit(*p) &&
		    (p == c->p || p + 1 == c->end || !fg_is_digit(p[1])))
			return false;
	return true;
}

static bool
resolve_integer(struct fg_value *v)
{
	struct cursor c = cursor_of(v->text);
	bool negative = *c.p == '-';
	uint64_t value = 0, most = INT64_MAX;
	unsigned base = 10;

	skip_char(&c, "+-");
	if (at_end(&c) || !fg_is_digit(*c.p))
		return false;
	if (*c.p == '0' && c.end - c.p > 1) {
		c.p++;
		base = skip_char(&c, "x") ? 16 : skip_char(&c, "b") ? 2 : 8;
		/* "0_" is 0 to Ruby. */
		if (base == 8)
			c.p--;
	}
	if (base == 10 && !is_grouped(&c))
		return false;
	if (!read_based(&c, &value, base) || value > most + negative)
		return false;
	v->kind = FG_INTEGER;
	v->integer = negative ? (int64_t)(0 - value) : (int64_t)value;
	return true;
}

void
fg_yaml_resolve(struct fg_value *v)
{
	v->kind = FG_STRING;
	if (v->text.n > LONGEST || resolve_word(v) || resolve_date(v))
		return;
	/* Most text begins with a letter, and no number does. */
	if (fg_is_alpha(v->text.p[0]) || resolve_special_float(v))
		return;
	if (resolve_base_60(v) || resolve_float(v) || resolve_integer(v))
		return;
	v->kind = FG_STRING;
}

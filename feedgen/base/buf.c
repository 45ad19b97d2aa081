/* SPDX-License-Identifier: ISC */
/* buf.c - a growing buffer. */
#include "base/buf.h"

#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define SMALLEST 256

void
fg_buf_free(struct fg_buf *b)
{
	if (!b)
		return;
	free(b->p);
	*b = (struct fg_buf){.max = b->max};
}

void
fg_buf_reset(struct fg_buf *b)
{
	b->n = 0;
	b->full = false;
	if (b->p)
		b->p[0] = '\0';
}

bool
fg_buf_reserve(struct fg_buf *b, size_t n)
{
	size_t capacity;
	char *p;

	if (b->full || (b->max && n > b->max - b->n)) {
		b->full = true;
		return false;
	}
	if (n >= SIZE_MAX / 2 - b->n)
		fg_out_of_memory();
	if (b->p && b->capacity - b->n > n)
		return true;
	capacity = b->capacity ? b->capacity : SMALLEST;
	while (capacity <= b->n + n)
		capacity *= 2;
	p = realloc(b->p, capacity);
	if (!p)
		fg_out_of_memory();
	b->p = p;
	b->capacity = capacity;
	b->p[b->n] = '\0';
	return true;
}

void
fg_buf_add(struct fg_buf *b, struct fg_str s)
{
	if (!fg_buf_reserve(b, s.n))
		return;
	if (s.n)
		memcpy(b->p + b->n, s.p, s.n);
	b->n += s.n;
	b->p[b->n] = '\0';
}

void
fg_buf_add_c(struct fg_buf *b, const char *s)
{
	fg_buf_add(b, fg_str_c(s));
}

void
fg_buf_add_char(struct fg_buf *b, char c)
{
	if (!fg_buf_reserve(b, 1))
		return;
	b->p[b->n++] = c;
	b->p[b->n] = '\0';
}

void
fg_buf_printf(struct fg_buf *b, const char *format, ...)
{
	va_list ap;
	int n;

	va_start(ap, format);
	n = vsnprintf(NULL, 0, format, ap);
	va_end(ap);
	if (n < 0 || !fg_buf_reserve(b, (size_t)n))
		return;
	va_start(ap, format);
	vsnprintf(b->p + b->n, (size_t)n + 1, format, ap);
	va_end(ap);
	b->n += (size_t)n;
}

void
fg_buf_truncate(struct fg_buf *b, size_t n)
{
	b->n = n;
	if (b->p)
		b->p[n] = '\0';
}

char *
fg_buf_detach(struct fg_buf *b)
{
	char *p;

	fg_buf_reserve(b, 0);
	p = b->p;
	*b = (struct fg_buf){.max = b->max};
	return p;
}

/* SPDX-License-Identifier: ISC */
/*
 * buf.h - a growing buffer to build text in.
 *
 * p is never NULL after the first append and always terminated, so n + 1
 * bytes exist.  Without memory the process aborts.  A buffer with a cap (max
 * not 0) that would outgrow it sets `full` and drops this and every later
 * append: callers append unchecked and look at `full` once, at the end.
 */
#ifndef FG_BASE_BUF_H
#define FG_BASE_BUF_H

#include "base/str.h"

#include <stdarg.h>

struct fg_buf {
	char *p;
	size_t n;
	size_t capacity;
	size_t max; /* most bytes it may hold; 0: no cap */
	bool full;
};

/* An empty buffer is all zeros: struct fg_buf b = {0}. */
void fg_buf_free(struct fg_buf *b);
/* Empty it, keep the memory and the cap. */
void fg_buf_reset(struct fg_buf *b);
/* Make room for n more bytes; false when the cap forbids it. */
bool fg_buf_reserve(struct fg_buf *b, size_t n);
void fg_buf_add(struct fg_buf *b, struct fg_str s);
void fg_buf_add_c(struct fg_buf *b, const char *s);
void fg_buf_add_char(struct fg_buf *b, char c);
/* Append as printf does, for numbers and short text; locale-free formats only. */
__attribute__((format(printf, 2, 3))) void fg_buf_printf(
    struct fg_buf *b, const char *format, ...);
/* Cut it to n bytes; n is at most b->n. */
void fg_buf_truncate(struct fg_buf *b, size_t n);
/* What it holds now; valid until the next append. */
static inline struct fg_str
fg_buf_str(const struct fg_buf *b)
{
	return (struct fg_str){b->p ? b->p : "", b->n};
}
/* Its memory, to be freed with free(); the buffer is empty afterwards. */
char *fg_buf_detach(struct fg_buf *b);

#endif

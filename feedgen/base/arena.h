/* SPDX-License-Identifier: ISC */
/*
 * arena.h - memory with one life: many allocations, one free.
 *
 * Single allocations are never freed and never fail: without memory the
 * process prints one line and aborts, here or in buf.c.  An arena belongs to
 * one thread at a time.
 */
#ifndef FG_BASE_ARENA_H
#define FG_BASE_ARENA_H

#include "base/str.h"

#include <stddef.h>

struct fg_arena_chunk;

struct fg_arena {
	struct fg_arena_chunk *chunks; /* newest first */
	size_t used;		       /* bytes used of the newest */
};

/* An empty arena is all zeros: struct fg_arena a = {0}. */
void fg_arena_free(struct fg_arena *a);
/* Forget all allocations, keep one chunk for the next ones. */
void fg_arena_reset(struct fg_arena *a);
/* Zeroed memory, aligned for any type; never NULL, n may be 0. */
void *fg_arena_alloc(struct fg_arena *a, size_t n);
/* The same for count items of size bytes; aborts on overflow. */
void *fg_arena_array(struct fg_arena *a, size_t count, size_t size);
#define FG_NEW(arena, type) ((type *)fg_arena_alloc((arena), sizeof(type)))
/* A terminated copy; the zero view stays the zero view. */
struct fg_str fg_arena_copy(struct fg_arena *a, struct fg_str s);
/* a and b joined, terminated. */
struct fg_str fg_arena_join(
    struct fg_arena *a, struct fg_str first, struct fg_str second);
/* A terminated copy as a C string; the zero view gives NULL. */
const char *fg_arena_cstr(struct fg_arena *a, struct fg_str s);

/* Print one line to standard error and abort: there is no memory left. */
_Noreturn void fg_out_of_memory(void);

#endif

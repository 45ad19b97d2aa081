/* SPDX-License-Identifier: ISC */
/* arena.c - bump allocation in chunks. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#define CHUNK_SIZE (64 * 1024)
#define ALIGNMENT alignof(max_align_t)

struct fg_arena_chunk {
	struct fg_arena_chunk *next;
	size_t size;
	max_align_t data[];
};

_Noreturn void
fg_out_of_memory(void)
{
	static const char line[] = "feedgen: out of memory\n";
	ssize_t ignored = write(STDERR_FILENO, line, sizeof(line) - 1);

	(void)ignored;
	abort();
}

static void
add_chunk(struct fg_arena *a, size_t n)
{
	size_t size = n > CHUNK_SIZE ? n : CHUNK_SIZE;
	struct fg_arena_chunk *chunk;

	if (size > SIZE_MAX - sizeof(*chunk))
		fg_out_of_memory();
	chunk = malloc(sizeof(*chunk) + size);
	if (!chunk)
		fg_out_of_memory();
	chunk->size = size;
	chunk->next = a->chunks;
	a->chunks = chunk;
	a->used = 0;
}

void
fg_arena_free(struct fg_arena *a)
{
	if (!a)
		return;
	while (a->chunks) {
		struct fg_arena_chunk *next = a->chunks->next;

		free(a->chunks);
		a->chunks = next;
	}
	a->used = 0;
}

void
fg_arena_reset(struct fg_arena *a)
{
	struct fg_arena_chunk *chunk = a->chunks, *kept = NULL;

	while (chunk) {
		struct fg_arena_chunk *next = chunk->next;

		/* One of the usual size: a huge one was for a huge file. */
		if (!kept && chunk->size == CHUNK_SIZE)
			kept = chunk;
		else
			free(chunk);
		chunk = next;
	}
	if (kept)
		kept->next = NULL;
	a->chunks = kept;
	a->used = 0;
}

void *
fg_arena_alloc(struct fg_arena *a, size_t n)
{
	char *p;

	if (n > SIZE_MAX - ALIGNMENT)
		fg_out_of_memory();
	n = (n + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	if (!a->chunks || a->chunks->size - a->used < n)
		add_chunk(a, n);
	p = (char *)a->chunks->data + a->used;
	a->used += n;
	return memset(p, 0, n);
}

void *
fg_arena_array(struct fg_arena *a, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		fg_out_of_memory();
	return fg_arena_alloc(a, count * size);
}

struct fg_str
fg_arena_join(struct fg_arena *a, struct fg_str first, struct fg_str second)
{
	char *p;

	if (first.n > SIZE_MAX - 1 - second.n)
		fg_out_of_memory();
	p = fg_arena_alloc(a, first.n + second.n + 1);
	if (first.n)
		memcpy(p, first.p, first.n);
	if (second.n)
		memcpy(p + first.n, second.p, second.n);
	return (struct fg_str){p, first.n + second.n};
}

struct fg_str
fg_arena_copy(struct fg_arena *a, struct fg_str s)
{
	return s.p ? fg_arena_join(a, s, (struct fg_str){NULL, 0}) : s;
}

const char *
fg_arena_cstr(struct fg_arena *a, struct fg_str s)
{
	return fg_arena_copy(a, s).p;
}

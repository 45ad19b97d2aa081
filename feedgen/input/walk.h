/* SPDX-License-Identifier: ISC */
/* walk.h - which files of the source tree are read, by their paths alone. */
#ifndef FG_INPUT_WALK_H
#define FG_INPUT_WALK_H

#include "input/document.h"

/* Folders deeper than this are refused: FG_DIR_TOO_DEEP. */
#define FG_WALK_DEPTH_MOST 64
/* As many folders may be reached through links: more are FG_DIR_LINKS. */
#define FG_WALK_LINKED_MOST 1000

struct fg_candidate_list {
	struct fg_candidate *items; /* sorted by path, bytewise */
	size_t n;
};

/*
 * List the files that Jekyll would read: reference section 2.  Links to
 * folders are followed only while they stay below the source.  The list lives
 * in the arena.  0, or -1 when a folder could not be read; the list is then
 * what could be.
 */
int fg_walk_site(struct fg_candidate_list *out, const struct fg_site *site,
    struct fg_arena *a, struct fg_diags *d);

/* Why the walk passes over a path: it, or a folder that it lies in. */
struct fg_rejection {
	enum fg_why why; /* FG_KEPT: it does not, or there is no such path */
	struct fg_str path; /* that is passed over; in the arena */
	const struct fg_str *pattern; /* of `exclude:`, or NULL */
};

/* Walk again, and watch what becomes of that path relative to the source. */
void fg_walk_explain(struct fg_rejection *out, const struct fg_site *site,
    struct fg_str path, struct fg_arena *a);

#endif

/* SPDX-License-Identifier: ISC */
/*
 * diag.h - problems as data: every module reports here and nowhere else.
 *
 * A function that can fail returns 0, or -1 after it has recorded why.
 * fg_diag() always returns -1, so that a failing function ends in one line:
 *
 *	return fg_diag(diags, FG_FRONT_UNCLOSED, fg_at(1, 1), NULL);
 *
 * catalogue.def holds all there is to say, one row a rule.
 */
#ifndef FG_BASE_DIAG_H
#define FG_BASE_DIAG_H

#include "base/arena.h"
#include "base/str.h"
#include "feedgen/diag.h"

enum fg_code {
#define FG_RULE(name, id, severity, fault, text, hint, why) FG_##name,
#include "base/catalogue.def"
#undef FG_RULE
	FG_CODE_COUNT
};

/* Where something is.  Lines and columns count from 1; 0: not known. */
struct fg_place {
	struct fg_str file; /* absent: the file that is being read */
	unsigned line;
	unsigned column; /* in code points */
};

struct fg_diag_item {
	struct fg_diag_item *next;
	struct feedgen_diag diag;
};

struct fg_diag_list {
	struct fg_diag_item *first, *last;
	unsigned errors, warnings;
	enum feedgen_fault worst; /* of the errors */
};

/* A sink; belongs to one thread. */
struct fg_diags {
	struct fg_arena *arena; /* keeps what is recorded */
	struct fg_diag_list list;
	struct fg_str file; /* that is being read, as the user would write it */
	struct fg_str text; /* of it, to show the line; or absent */
	unsigned in_file;   /* recorded since fg_diags_open() */
};

/* A place in the file that is being read. */
static inline struct fg_place
fg_at(unsigned line, unsigned column)
{
	return (struct fg_place){{NULL, 0}, line, column};
}

/* The file being read, as a whole. */
#define FG_WHOLE_FILE fg_at(0, 0)

/* A whole file, by its name. */
static inline struct fg_place
fg_in_file(struct fg_str file)
{
	return (struct fg_place){file, 0, 0};
}

/* The place of the byte at that offset of text. */
struct fg_place fg_place_of(struct fg_str text, size_t offset);

/* From here on, places are in that file; its text may be absent. */
void fg_diags_open(
    struct fg_diags *d, struct fg_str file, struct fg_str text);

/*
 * Record what the catalogue says under that code.  The arguments are
 * const char *, one for each %s of its text, then of its hint; there is at
 * least one, NULL when the text has no %s.  Always returns -1.
 */
#define fg_diag(diags, code, place, ...)                                       \
	fg_diag_record(diags, code, place, (const char *const[]){__VA_ARGS__, NULL})
int fg_diag_record(struct fg_diags *d, enum fg_code code,
    struct fg_place place, const char *const *args);

/*
 * A view as an argument for fg_diag: a terminated copy, at most 120 bytes,
 * with what cannot be shown on a terminal replaced.
 */
const char *fg_show(struct fg_diags *d, struct fg_str s);
/* The same for a number and for an errno value. */
const char *fg_show_number(struct fg_diags *d, long long n);
const char *fg_show_errno(struct fg_diags *d, int error);

/* Hand out what was recorded, and empty the sink. */
struct fg_diag_list fg_diags_take(struct fg_diags *d);
/* Append a list, which is used up; its memory stays where it is. */
void fg_diags_append(struct fg_diags *d, struct fg_diag_list list);

#endif

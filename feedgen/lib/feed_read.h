/* SPDX-License-Identifier: ISC */
/*
 * feed_read.h - what readers and crawlers get out of a feed or a sitemap.
 *
 * Any Atom 1.0, RSS 2.0, sitemap or sitemap index is read into plain structs,
 * in one pass without a tree.  Texts are what is shown: HTML of titles and
 * summaries is made text, links are resolved against xml:base.
 */
#ifndef FG_LIB_FEED_READ_H
#define FG_LIB_FEED_READ_H

#include "base/date.h"
#include "lib/schema.h"

/* A sitemap has at most 50,000; more than this is no feed but an attack. */
#define FG_READ_ENTRIES_MOST 500000

/* A date as it is written, and the instant that it means. */
struct fg_read_date {
	struct fg_str text;	  /* the zero view: there is none */
	struct feedgen_time time; /* unset: the text is no date */
	bool is_day;		  /* it says no time of day */
};

/*
 * An Atom entry, an item, a URL or part of a sitemap, or what a feed says of
 * itself.  The zero view: absent.  All text is terminated.
 */
struct fg_read_entry {
	struct fg_str id;   /* by which a reader knows it again */
	struct fg_str link; /* a sitemap's <loc>, normalised */
	struct fg_str self; /* of a feed: its own URL */
	struct fg_str title;
	struct fg_str summary; /* of a feed: its subtitle */
	struct fg_str content; /* HTML, its URLs as written */
	struct fg_str content_base;
	struct fg_str authors;	  /* "Ada, Bert <b@example.org>" */
	struct fg_str categories; /* "a, b", sorted, each once */
	struct fg_str image;	  /* URLs */
	struct fg_str enclosure;
	struct fg_read_date published;
	struct fg_read_date updated; /* a sitemap's <lastmod> */
};

struct fg_read_feed {
	enum fg_format format;
	struct fg_read_entry head;
	struct fg_read_entry *entries; /* in the order of the document */
	size_t n;
};

/*
 * Read the document, which is borrowed only during the call, into the arena.
 * Schemas are not asked: what can be read is read.  0, or -1 with the
 * diagnostics of fg_schemas_validate(), but for those of schemas.
 */
int fg_feed_read(struct fg_read_feed *out, struct fg_str document,
    struct fg_arena *a, struct fg_diags *d);

#endif

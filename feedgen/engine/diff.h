/* SPDX-License-Identifier: ISC */
/* diff.h - what subscribers and crawlers notice between two versions. */
#ifndef FG_ENGINE_DIFF_H
#define FG_ENGINE_DIFF_H

#include "feedgen/feedgen.h"
#include "lib/feed_read.h"

/* One version of a document. */
struct fg_version {
	struct fg_read_feed feed; /* or sitemap or index */
	/* The URLs of an index: those of all its parts, if they were read. */
	struct fg_read_entry *urls;
	size_t url_count;
	bool has_urls;
};

/* Can one become the other?  A feed can become no sitemap. */
bool fg_diff_is_like(enum fg_format before, enum fg_format after);

/*
 * Compare two versions that are alike, and tell the report; *out is what was
 * told at the end.
 */
void fg_diff_versions(struct feedgen_comparison *out,
    const struct fg_version *before, const struct fg_version *after,
    const char *file, const struct feedgen_diff_report *report);

/* For each entry of one side that of the other, or FG_DIFF_ALONE. */
#define FG_DIFF_ALONE SIZE_MAX
struct fg_matches {
	size_t *before, *after;
};

/*
 * Match by id, then by link, a final slash apart, then by title and day; each
 * entry once, equal ones in their order.  URLs are matched by link alone.
 */
void fg_matches_init(struct fg_matches *m, const struct fg_read_entry *before,
    size_t before_count, const struct fg_read_entry *after, size_t after_count,
    bool are_urls);
void fg_matches_free(struct fg_matches *m);

#endif

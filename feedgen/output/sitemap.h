/* SPDX-License-Identifier: ISC */
/*
 * sitemap.h - sitemaps and sitemap indexes (sitemaps.org protocol 0.9).
 *
 * A file is written record by record into a buffer, so that a list of any
 * length can be split where a file is full.
 */
#ifndef FG_OUTPUT_SITEMAP_H
#define FG_OUTPUT_SITEMAP_H

#include "base/buf.h"
#include "feedgen/feed.h"

/* The protocol's limits for one file, sitemap or index, uncompressed. */
#define FG_SITEMAP_URLS_MOST 50000
#define FG_SITEMAP_BYTES_MOST 52428800

enum fg_sitemap_kind {
	FG_SITEMAP_URLS, /* <urlset> of pages */
	FG_SITEMAP_INDEX /* <sitemapindex> of sitemaps */
};

enum fg_sitemap_added {
	FG_SITEMAP_ADDED,
	FG_SITEMAP_FULL,   /* nothing was added: it belongs into the next one */
	FG_SITEMAP_REFUSED /* nothing was added: XML forbids what it holds, or
			      no document has room for it */
};

struct fg_sitemap_writer {
	struct fg_buf *out;
	enum fg_sitemap_kind kind;
	size_t start; /* of the document in out */
	size_t count; /* of the records in it */
};

/* Append the beginning of a document to out, which has no cap. */
void fg_sitemap_begin(struct fg_sitemap_writer *w, struct fg_buf *out,
    enum fg_sitemap_kind kind);
/* Append one record, if it fits. */
enum fg_sitemap_added fg_sitemap_add(
    struct fg_sitemap_writer *w, const struct feedgen_url *url);
/* Append the end of the document. */
void fg_sitemap_end(struct fg_sitemap_writer *w);

/*
 * Append a whole document.  0, or -1 if it would be too large or a URL holds
 * what XML forbids: out is then as before, and no diagnostic is recorded.
 */
int fg_sitemap_write(struct fg_buf *out, enum fg_sitemap_kind kind,
    const struct feedgen_url *urls, size_t url_count);

#endif

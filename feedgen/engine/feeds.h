/* SPDX-License-Identifier: ISC */
/* feeds.h - whole feeds and sitemaps out of entries and documents. */
#ifndef FG_ENGINE_FEEDS_H
#define FG_ENGINE_FEEDS_H

#include "engine/entry.h"

/*
 * Fill the feed of that specification; its entries live in the maker's arena.
 * Documents that cannot be announced are left out; diagnostics say why.
 */
void fg_feed_fill(struct feedgen_feed *out, struct fg_entry_maker *m,
    const struct fg_plan *plan, const struct fg_feed_spec *spec);
/*
 * What the sitemap says of a document; loc lives in the arena.  0, or -1 with
 * FG_URL_TOO_LONG; *out is filled all the same.
 */
int fg_url_of_doc(struct feedgen_url *out, const struct fg_site *site,
    const struct fg_doc *doc, struct fg_arena *a, struct fg_diags *d);
/* The same of a file of ours below the destination. */
struct feedgen_url fg_url_of_path(
    const struct fg_site *site, struct fg_str path, struct fg_arena *a);

#endif

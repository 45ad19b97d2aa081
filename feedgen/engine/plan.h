/* SPDX-License-Identifier: ISC */
/* plan.h - which feeds a site gets, and which documents go into each. */
#ifndef FG_ENGINE_PLAN_H
#define FG_ENGINE_PLAN_H

#include "model/doc.h"
#include "model/why.h"

/* Indices of documents, in the order in which they are announced. */
struct fg_selection {
	size_t *items;
	size_t n;
	size_t beyond; /* so many more follow, which a limit cut off */
};

struct fg_plan {
	struct fg_feed_spec *feeds;
	size_t feed_count;
	/* Posts that `limit_posts:` leaves, or NULL for all. */
	bool *beyond_limit;
};

/*
 * Plan the feeds: jekyll-feed's configuration (reference section 14.2), and
 * ours.  A feed whose place a file of the site takes is left out, with a note.
 * 0, or -1 with diagnostics.
 */
int fg_plan_feeds(struct fg_plan *out, const struct fg_site *site,
    const struct fg_doc_list *docs, struct fg_arena *a, struct fg_diags *d);
/* `limit_posts:` keeps the newest posts of the whole site. */
void fg_plan_limit(struct fg_plan *plan, const struct fg_site *site,
    const struct fg_doc_list *docs, struct fg_arena *a);
bool fg_plan_is_post(const struct fg_doc *doc);
/* Is the document published, and left by `limit_posts:`? */
enum fg_why fg_plan_judge_written(
    const struct fg_plan *plan, const struct fg_doc_list *docs, size_t index);
/* May the document of that index go into a feed of its collection? */
enum fg_why fg_plan_judge(const struct fg_plan *plan,
    const struct fg_site *site, const struct fg_doc_list *docs, size_t index);
/* May it go into that feed, whose limit is another question? */
enum fg_why fg_plan_judge_for(const struct fg_plan *plan,
    const struct fg_feed_spec *spec, const struct fg_site *site,
    const struct fg_doc_list *docs, size_t index);
/* The newest documents of a feed, at most the site's limit; section 14.4. */
void fg_plan_select(struct fg_selection *out, const struct fg_plan *plan,
    const struct fg_feed_spec *spec, const struct fg_site *site,
    const struct fg_doc_list *docs, struct fg_arena *a);
/* Is there a document or static file that Jekyll writes to that URL? */
bool fg_plan_is_taken(const struct fg_doc_list *docs, struct fg_str url);
/* The URL as sitemaps write it: folders, not their index files; 15.3. */
struct fg_str fg_sitemap_path(struct fg_str url, struct fg_arena *a);
/* Is a sitemap written at all? */
enum fg_why fg_plan_judge_sitemap(
    const struct fg_site *site, const struct fg_doc_list *docs);
/* Does the document belong in it, where no other one has the same URL? */
enum fg_why fg_plan_judge_url(const struct fg_plan *plan,
    const struct fg_doc_list *docs, size_t index);
/*
 * All documents for the sitemap, in jekyll-sitemap's order; section 15.2.  Of
 * two with the same URL the first stays, with a warning about the other.
 */
void fg_plan_sitemap(struct fg_selection *out, const struct fg_plan *plan,
    const struct fg_site *site, const struct fg_doc_list *docs,
    struct fg_arena *a, struct fg_diags *d);

#endif

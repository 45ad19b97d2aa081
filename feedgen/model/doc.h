/* SPDX-License-Identifier: ISC */
/*
 * doc.h - evidence: what one source file says about itself.
 *
 * There are as many of these as the site has files, so they hold only what
 * selecting and sitemaps need; what an entry needs beyond that (title, id,
 * authors, image, body) is read again for the few that are selected.
 */
#ifndef FG_MODEL_DOC_H
#define FG_MODEL_DOC_H

#include "model/site.h"

enum fg_doc_kind {
	FG_DOC_COLLECTED, /* a document of a collection: posts, drafts, others */
	FG_DOC_PAGE,
	FG_DOC_STATIC
};

struct fg_doc {
	struct fg_str path; /* relative to the source, terminated */
	const struct fg_collection *collection; /* NULL: page, static file */
	struct fg_str url; /* path part, encoded: "/2024/03/28/title.html" */
	struct feedgen_time date;     /* in the site's zone */
	struct feedgen_time modified; /* last_modified_at */
	struct fg_str_list categories, tags;
	enum fg_doc_kind kind;
	bool is_draft;	 /* from _drafts, or `draft: true` */
	bool is_written; /* Jekyll writes it: published, output, not future */
	bool in_sitemap; /* no `sitemap: false` */
	bool is_html;	 /* its output is a web page */
	bool is_broken;	 /* an error was recorded: never announced */
};

struct fg_doc_list {
	struct fg_doc *items;
	size_t n;
};

#endif

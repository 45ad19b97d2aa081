/* SPDX-License-Identifier: ISC */
/* document.h - one source file read whole: front matter, defaults, verdicts. */
#ifndef FG_INPUT_DOCUMENT_H
#define FG_INPUT_DOCUMENT_H

#include "input/jekyll.h"
#include "model/doc.h"

/* What the walk found out about a file by its path alone. */
enum fg_role {
	FG_ROLE_POST,	  /* below _posts */
	FG_ROLE_DRAFT,	  /* below _drafts */
	FG_ROLE_DOCUMENT, /* below another collection's folder */
	FG_ROLE_OTHER	  /* a page with front matter, a static file without */
};

struct fg_candidate {
	struct fg_str path; /* relative to the source, terminated */
	enum fg_role role;
	const struct fg_collection *collection; /* or NULL */
};

/* A file as read: more than fg_doc keeps.  Views of its text and arena. */
struct fg_source {
	struct fg_doc doc;
	struct fg_front front;
	const struct fg_value *data; /* front matter over defaults; or NULL */
	const struct fg_value *own;  /* front matter alone; or NULL */
	struct fg_str title;	     /* as written, else from the slug */
	struct fg_str id; /* Jekyll's id, a path; reference section 8 */
	struct fg_str output_ext;
	enum fg_why why; /* not published, if it is not; also FG_WHY_BROKEN */
};

/*
 * Make out of the text what Jekyll makes of it.  The result lives in the
 * arena and the text.  0, or -1 with diagnostics; out->doc.is_broken is then
 * set and its path is all that counts.
 */
int fg_source_read(struct fg_source *out, const struct fg_site *site,
    const struct fg_candidate *candidate, struct fg_str text,
    struct fg_arena *a, struct fg_diags *d);

/*
 * Where a value of source->data is written: in the file itself, or, if it
 * comes from `defaults:`, in the configuration.  The whole file for NULL.
 */
struct fg_place fg_source_place(const struct fg_source *source,
    const struct fg_site *site, const struct fg_value *v);

/*
 * The strings of a list, or of a string split at white space, under that key:
 * what Jekyll makes of `categories` and `tags`.  Numbers become text.
 */
struct fg_str_list fg_value_words(
    struct fg_arena *a, const struct fg_value *v, bool split);

#endif

/* SPDX-License-Identifier: ISC */
/*
 * entry.h - from evidence to verdict: the one place where an entry is made.
 *
 * All rules of precedence live here.  An entry is legal by construction; what
 * could not be made legal is a diagnostic.
 */
#ifndef FG_ENGINE_ENTRY_H
#define FG_ENGINE_ENTRY_H

#include "base/map.h"
#include "engine/plan.h"
#include "input/liquid.h"
#include "input/scan.h"

/* Makes entries, each once, however many feeds it goes into. */
struct fg_entry_maker {
	const struct fg_site *site;
	const struct fg_scan *scan;
	const struct fg_value *authors; /* data file, or NULL */
	struct fg_str authors_file;
	struct fg_links links;
	struct fg_arena *arena;
	struct fg_diags *diags;
	struct feedgen_entry **made; /* by index of the document */
	bool *failed;
	struct fg_buf text, html, other; /* reused */
	struct fg_map told; /* values that a diagnostic was recorded about */
};

/* 0, or -1 with a diagnostic if the authors' data file cannot be read. */
int fg_entry_maker_init(struct fg_entry_maker *m, const struct fg_site *site,
    const struct fg_scan *scan, struct fg_arena *a, struct fg_diags *d);
void fg_entry_maker_free(struct fg_entry_maker *m);
/*
 * The entry of the document of that index, in the arena.  NULL with
 * diagnostics, on the first call only, if it cannot be announced.
 */
const struct feedgen_entry *fg_entry_make(
    struct fg_entry_maker *m, size_t index);

/*
 * Persons of `author:` or `authors:`: a name, a map with name, email and uri,
 * a key of the authors' data file, or a list of these.  Reference 14.5.  The
 * source is the one that v is of, NULL for the site; what is wrong with a
 * person is left out, with a warning.
 */
void fg_persons_of(const struct feedgen_person **out, size_t *out_count,
    struct fg_entry_maker *m, const struct fg_value *v,
    const struct fg_source *source);
/* An absolute URL of the site, in the arena. */
const char *fg_absolute(
    const struct fg_site *site, struct fg_str path, struct fg_arena *a);
/*
 * A language tag (BCP 47) out of one, or of a locale such as de_DE.UTF-8; NULL
 * if it is neither.
 */
const char *fg_language_tag(struct fg_str text, struct fg_arena *a);
/* May feeds and sitemaps hold a URL of that length? */
enum fg_why fg_judge_length(const char *url);
/* Plain text of a title or another line with smart punctuation. */
const char *fg_title_text(struct fg_str title, struct fg_arena *a);
/* Plain text without tags, legal in XML; NULL if nothing is left. */
const char *fg_plain_text(struct fg_str html, struct fg_arena *a);

#endif

/* SPDX-License-Identifier: ISC */
/* outputs.h - the files of a run: made in memory, validated, then published. */
#ifndef FG_ENGINE_OUTPUTS_H
#define FG_ENGINE_OUTPUTS_H

#include "base/buf.h"
#include "base/diag.h"
#include "feedgen/feedgen.h"

/* One file that is to be published. */
struct fg_output {
	struct fg_str path; /* relative to the destination */
	const char *format; /* "Atom", "RSS", "sitemap", "robots.txt" */
	struct fg_buf bytes;
	size_t items; /* entries or URLs */
	bool is_xml;  /* validated before it is published */
	bool only_if_absent; /* what stands there is not replaced */
};

struct fg_outputs {
	struct fg_output *items; /* in the order of their renames */
	size_t n;
	size_t capacity;
	/*
	 * Sitemap parts are STEM-1.xml to STEM-PARTS.xml; more that the index
	 * of an earlier run names are stale.
	 */
	struct fg_str index, part_stem;
	size_t parts;
};

/* The path of a sitemap part, from 1, in the arena. */
struct fg_str fg_part_path(
    struct fg_arena *a, struct fg_str stem, size_t number);
/* A new output at the end; valid until the next call. */
struct fg_output *fg_outputs_add(
    struct fg_outputs *o, struct fg_str path, const char *format);
void fg_outputs_free(struct fg_outputs *o);
/*
 * Parse every XML file again, as the bytes that it is, and hold it against its
 * schema.  0, or -1: then it is our fault, and the diagnostics say so.
 */
int fg_outputs_validate(
    const struct fg_outputs *o, struct fg_str destination, struct fg_diags *d);
/*
 * Replace what stands in the destination, all or nothing, and tell the report
 * what became of each.  Stale sitemap parts are removed.
 * 0, or -1 with diagnostics and everything as it was.
 */
int fg_outputs_publish(const struct fg_outputs *o, struct fg_str destination,
    bool dry_run, const struct feedgen_report *report, struct fg_diags *d);

#endif

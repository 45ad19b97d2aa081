/* SPDX-License-Identifier: ISC */
/* scan.h - reading every file of the source tree, in parallel. */
#ifndef FG_INPUT_SCAN_H
#define FG_INPUT_SCAN_H

#include "input/walk.h"

/* All documents of a site, in path order, and the memory they live in. */
struct fg_scan {
	struct fg_doc_list docs;
	struct fg_candidate_list candidates; /* of the same index as the docs */
	struct fg_arena *keep; /* one for each worker */
	unsigned keep_count;
};

/*
 * Scan the site with that many workers (0: as many as are good).  Every
 * problem is recorded: those of paths first, then those of texts, both in the
 * order of paths.  0, or -1 with diagnostics
 * when a folder could not be read; a file that is broken is a doc that says so.
 */
int fg_scan_site(struct fg_scan *out, const struct fg_site *site,
    unsigned workers, struct fg_diags *d);
void fg_scan_free(struct fg_scan *scan);

/*
 * Read one candidate again, for what a doc does not keep.  The text is read
 * into buf, the rest lives in the arena.  0, or -1 with diagnostics.
 */
int fg_scan_source(struct fg_source *out, const struct fg_site *site,
    const struct fg_candidate *candidate, struct fg_buf *buf,
    struct fg_arena *a, struct fg_diags *d);

#endif

/* SPDX-License-Identifier: ISC */
/*
 * publish.h - replacing what stood there: all files or none, each atomically,
 * and only those whose bytes change.
 *
 * The protocol: stage every changed file beside its place under a temporary
 * name, complete and synced; only when all are staged, rename each, in the
 * order they were added; then sync the folders.  A failure before the renames
 * leaves everything as it was and removes what was staged.  One process at a
 * time publishes into a destination: the others wait for its lock.
 */
#ifndef FG_OUTPUT_PUBLISH_H
#define FG_OUTPUT_PUBLISH_H

#include "base/diag.h"

struct fg_publish;

enum fg_publish_status {
	FG_PUBLISH_CREATED,
	FG_PUBLISH_UPDATED,
	FG_PUBLISH_UNCHANGED,
	FG_PUBLISH_REMOVED
};

/*
 * Open the destination folder, making it and its parents where they are
 * missing, take its lock and sweep temporaries that a killed run has left.
 * With dry_run nothing is made, locked, swept or written.
 * 0, or -1 with a diagnostic.
 */
int fg_publish_open(struct fg_publish **out, struct fg_str destination,
    bool dry_run, struct fg_diags *d);
/*
 * Add a file: path relative to the destination, bytes borrowed until
 * fg_publish_commit().  -1 if the path leaves the destination (".." or a
 * symbolic link), is no file name, or was added before.
 */
int fg_publish_add(struct fg_publish *p, struct fg_str path,
    struct fg_str bytes, struct fg_diags *d);
/* Remove a file that an earlier run has published, after the renames. */
int fg_publish_remove(
    struct fg_publish *p, struct fg_str path, struct fg_diags *d);
/* Is there a file at that path now? */
bool fg_publish_exists(const struct fg_publish *p, struct fg_str path);
/* Stage, sync, rename.  0, or -1 with a diagnostic and the old files whole. */
int fg_publish_commit(struct fg_publish *p, struct fg_diags *d);
/* What became of the file added as number index, after the commit. */
enum fg_publish_status fg_publish_status(
    const struct fg_publish *p, size_t index);
/* Release the lock; without a commit everything stays as it was.  NULL is ok. */
void fg_publish_free(struct fg_publish *p);

#endif

/* SPDX-License-Identifier: ISC */
/*
 * publish.h - replacing what stood there: all files or none, each atomically,
 * and only those whose bytes change.
 *
 * The protocol: stage every changed file beside its place under a temporary
 * name, complete and synced; only when all are staged, put each in its place,
 * in the order they were added; sync the folders; then remove what is to be
 * removed.  Until the last step the old files are kept under the temporary
 * names, so that a failure of any step puts everything back.  A process that
 * is killed half-way leaves each file whole, old or new, and temporaries that
 * the next run sweeps; so a signal needs no clean-up of its own.  One process
 * at a time publishes into a destination: the others wait for its lock.
 *
 * Two limits: on a file system that can neither exchange names nor link (FAT),
 * a failure while files are put in their places cannot be undone and is
 * reported as such; and where the file system has no locks, nobody waits.
 *
 * Symbolic links: one that leads out of the destination, or in circles, is
 * refused, and so is an absolute one.  A folder may be reached through one
 * that stays inside.  Where one stands at the place of a file, the link itself
 * is replaced.  Kernels before 5.6 lack the means, and refuse all links.
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
 * missing, take its lock and sweep temporaries that a killed run has left;
 * in a sub-folder they are swept when the first file is added there.
 * With dry_run nothing is made, locked, swept or written.  One thread holds
 * one destination once: it would wait for itself.
 * 0, or -1 with a diagnostic.
 */
int fg_publish_open(struct fg_publish **out, struct fg_str destination,
    bool dry_run, struct fg_diags *d);
/*
 * Add a file: path relative to the destination, bytes borrowed until
 * fg_publish_commit().  It is compared with what stands there now; the mode
 * and owner of that are kept.  -1 if the path leaves the destination (".." or
 * a symbolic link), is no file name, was added before, or if what stands there
 * is not a file.
 */
int fg_publish_add(struct fg_publish *p, struct fg_str path,
    struct fg_str bytes, struct fg_diags *d);
/*
 * Remove a file that an earlier run has published, after the renames; it is
 * no failure if there is none.  Refuses what fg_publish_add() refuses.
 */
int fg_publish_remove(
    struct fg_publish *p, struct fg_str path, struct fg_diags *d);
/* Is there a file at that path now? */
bool fg_publish_exists(const struct fg_publish *p, struct fg_str path);
/*
 * Do it all, or nothing: 0, or -1 with a diagnostic and the old files whole.
 * At most once.  In a dry run nothing is done.
 */
int fg_publish_commit(struct fg_publish *p, struct fg_diags *d);
/*
 * What becomes of the file of that number, where calls that succeeded of
 * fg_publish_add() and fg_publish_remove() count alike, from 0.  A file to be
 * removed that is not there is UNCHANGED.
 */
enum fg_publish_status fg_publish_status(
    const struct fg_publish *p, size_t index);
/*
 * Release the lock; without a commit that succeeded, folders that were made
 * are removed again.  NULL is ok.
 */
void fg_publish_free(struct fg_publish *p);

#endif

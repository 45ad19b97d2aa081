/* SPDX-License-Identifier: ISC */
/* publish_impl.h - what the parts of publish.c share; for nobody else. */
#ifndef FG_OUTPUT_PUBLISH_IMPL_H
#define FG_OUTPUT_PUBLISH_IMPL_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"
#include "output/publish.h"

#include <stdbool.h>
#include <sys/types.h>

/* ".feedgen-" process "-" inode "-" serial ".tmp": three numbers at most. */
#define FG_STAGED_NAME_SIZE 80

/* How far a file has come; each step can be undone. */
enum fg_publish_step {
	FG_STEP_NONE,
	FG_STEP_STAGED,	 /* the new file has the temporary name */
	FG_STEP_KEPT,	 /* the old one has it, or the new place is empty */
	FG_STEP_CREATED, /* in place, where nothing stood */
	FG_STEP_FINAL	 /* in place, and nothing is left of the old one */
};

struct fg_publish_item {
	const char *path;     /* below the destination, terminated */
	const char *name;     /* its last part */
	struct fg_str folder; /* the rest; empty: the destination itself */
	struct fg_str bytes;
	enum fg_publish_status status;
	enum fg_publish_step step;
	bool has_old;
	mode_t mode; /* of the old file, if there is one */
	uid_t uid;
	gid_t gid;
	char staged[FG_STAGED_NAME_SIZE]; /* its temporary name */
};

/* A folder that this run made. */
struct fg_made_folder {
	struct fg_made_folder *previous;
	int dirfd;
	const char *path;
};

struct fg_publish {
	struct fg_arena arena;
	struct fg_str destination; /* as the user wrote it, terminated */
	int root;		   /* open destination; -1: there is none */
	unsigned long root_inode;
	bool locked;
	bool dry_run;
	bool committed;
	unsigned long serial; /* of the next temporary name */
	struct fg_publish_item *items;
	size_t n, capacity;
	struct fg_map paths;	     /* of items */
	struct fg_map folders;	     /* that have been swept */
	struct fg_made_folder *made; /* newest first */
	/* The folder that was used last: files come folder by folder. */
	struct fg_str open_folder;
	int open_fd; /* -1: none */
};

/* ---- publish_folder.c: folders, links and locks ---- */

/*
 * Open the destination into p->root, making and locking it unless this is a
 * dry run.  0, or -1 with a diagnostic.
 */
int fg_destination_open(struct fg_publish *p, struct fg_diags *d);
/*
 * Open a path below a folder, never leaving that on the way.  A descriptor, or
 * -1 with errno: EXDEV or ELOOP for a link that leaves it or goes in circles.
 */
int fg_open_beneath(int root, const char *path, int flags);
/*
 * A descriptor of that folder below the destination, made if it is missing
 * and `make` says so; it belongs to p.  -1 with errno.
 */
int fg_folder_open(struct fg_publish *p, struct fg_str folder, bool make);
/* Sync the folders above those that were made.  0, or -1 with errno. */
int fg_made_sync(const struct fg_publish *p);
/* Remove the folders that were made and are still empty. */
void fg_made_remove(struct fg_publish *p);
/* fsync, where a file system that cannot sync folders is no failure. */
int fg_folder_sync(int fd);
/* Write the next temporary name. */
void fg_staged_name(struct fg_publish *p, char name[FG_STAGED_NAME_SIZE]);
/* May a run of feedgen have given that temporary name? */
bool fg_is_staged_name(struct fg_str name);
/* Remove the temporaries of dead processes from the open folder. */
void fg_folder_sweep(const struct fg_publish *p, int fd);

/* ---- publish_stage.c: the steps that change files ---- */

/* Say that an operation on that item failed, with the cause.  Always -1. */
int fg_publish_fail(const struct fg_publish *p,
    const struct fg_publish_item *item, int error, struct fg_diags *d);
/* Write all new files under temporary names.  0, or -1 with a diagnostic. */
int fg_stage_all(struct fg_publish *p, struct fg_diags *d);
/* Put the staged files in their places. */
int fg_replace_all(struct fg_publish *p, struct fg_diags *d);
/* Sync the folders that have changed. */
int fg_sync_all(struct fg_publish *p, struct fg_diags *d);
/* Take away the files to be removed. */
int fg_remove_all(struct fg_publish *p, struct fg_diags *d);
/* Drop the old files: there is no way back. */
void fg_stage_finish(struct fg_publish *p);
/* Put back everything; says which file could not be. */
void fg_stage_undo(struct fg_publish *p, struct fg_diags *d);

#endif

/* SPDX-License-Identifier: ISC */
/*
 * file.h - reading files and folders, under limits.
 *
 * Nothing here blocks on a FIFO or a device: only regular files are read.
 */
#ifndef FG_BASE_FILE_H
#define FG_BASE_FILE_H

#include "base/buf.h"
#include "base/diag.h"

/* A source file may have at most this many bytes (feedgen(1), LIMITS). */
#define FG_FILE_MOST (64u << 20)

/*
 * Read a regular file below the folder open as dirfd (AT_FDCWD for any path)
 * into buf, replacing what it holds.  `name` is how diagnostics call it.  A
 * cap of buf counts instead of FG_FILE_MOST.
 * 0, or -1 with FG_FILE_UNREADABLE, FG_FILE_NOT_REGULAR or FG_FILE_TOO_LARGE,
 * which are faults of the input, or with FG_FILE_READ_FAILED, which is one of
 * the system (no descriptor left, a broken disk); buf is empty then.
 *
 * The cost is open, fstat, read, close.  fstat is 0.27 of 3.1 microseconds;
 * for that, FIFOs and huge files stay unread, and one read suffices.
 */
int fg_file_read(struct fg_buf *buf, int dirfd, const char *path,
    struct fg_str name, struct fg_diags *d);

/*
 * Put the first n bytes of a regular file into first; returns how many there
 * are, 0 as well when it cannot be read.
 */
size_t fg_file_peek(int dirfd, const char *path, char *first, size_t n);

enum fg_entry_type {
	FG_ENTRY_FILE,
	FG_ENTRY_DIRECTORY,
	FG_ENTRY_OTHER	/* socket, FIFO, device, dangling link */
};

struct fg_dir_entry {
	struct fg_str name; /* terminated */
	enum fg_entry_type type; /* of what a symbolic link points to */
	bool is_link;
};

struct fg_dir_list {
	struct fg_dir_entry *entries; /* sorted by name, bytewise */
	size_t n;
};

/*
 * List the folder open as dirfd, without "." and "..", in memory of the arena;
 * dirfd stays open.  stat is called only where d_type does not tell.
 * 0, or -1 with FG_DIR_UNREADABLE or FG_FILE_READ_FAILED.
 */
int fg_dir_read(struct fg_dir_list *list, int dirfd, struct fg_str name,
    struct fg_arena *a, struct fg_diags *d);

/*
 * Two parts joined with one slash between, in the arena; where one part is
 * empty, the other.
 */
struct fg_str fg_path_join(
    struct fg_arena *a, struct fg_str directory, struct fg_str name);
/*
 * The part after the last slash; and of that, the part from its last dot on.
 * Dots at the start begin no extension, so ".htaccess" has none.
 */
struct fg_str fg_path_base(struct fg_str path);
struct fg_str fg_path_extension(struct fg_str path);

#endif

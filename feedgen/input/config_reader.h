/* SPDX-License-Identifier: ISC */
/*
 * config_reader.h - the parts of reading a configuration; for config*.c only.
 *
 * Each file keeps its own tree beside the merged one, so that a diagnostic
 * about a merged value names the file that it came from.
 */
#ifndef FG_INPUT_CONFIG_READER_H
#define FG_INPUT_CONFIG_READER_H

#include "base/diag.h"
#include "model/site.h"

struct fg_config_reader {
	struct fg_arena *arena;
	struct fg_diags *diags;
	struct fg_site *site;
	struct fg_str folder; /* of the site, as the user named it */
	int folder_fd;
	struct fg_config_file *files; /* later ones win */
	size_t file_count;
};

/* One value of the merged configuration, and where it stands. */
struct fg_setting {
	struct fg_str name;	      /* "feed.path" */
	const struct fg_value *value; /* NULL: absent or null */
	const struct fg_config_file *file;
	struct fg_place place; /* of the value */
};

/* A name below the site's folder, as the user would write it. */
struct fg_str fg_config_name(
    const struct fg_config_reader *r, const char *name);
/*
 * Read and parse a file below the folder; absent or empty gives an empty map.
 * 0, or -1 with a diagnostic.
 */
int fg_config_load(struct fg_config_file *out, struct fg_config_reader *r,
    int dirfd, const char *path, struct fg_str name);

/* Let places be in that file. */
void fg_config_open(
    struct fg_config_reader *r, const struct fg_config_file *file);
/* The value under a chain of keys; the merged map is site->config. */
struct fg_setting fg_setting_find(
    const struct fg_config_reader *r, const struct fg_str *keys, size_t n);
#define FG_SETTING(r, ...)                                                     \
	fg_setting_find((r), (const struct fg_str[]){__VA_ARGS__},             \
	    sizeof((const struct fg_str[]){__VA_ARGS__}) /                     \
		sizeof(struct fg_str))
/* Record a rule at the value; returns -1. */
int fg_setting_fault(struct fg_config_reader *r, const struct fg_setting *s,
    enum fg_code code, const char *first, const char *second);
/*
 * Read a value of that type; *out stays what it was when there is none, and
 * a text also for false.
 * 0, or -1 with FG_CONFIG_TYPE.
 */
int fg_setting_text(
    struct fg_str *out, struct fg_config_reader *r, struct fg_setting s);
int fg_setting_count(
    unsigned long *out, struct fg_config_reader *r, struct fg_setting s);
/* A list of texts. */
int fg_setting_list(
    struct fg_str_list *out, struct fg_config_reader *r, struct fg_setting s);

/* Fill collections and defaults of the site. */
int fg_config_collections(struct fg_config_reader *r);
int fg_config_defaults(struct fg_config_reader *r);
/* Fill our own options from `feedgen:` keys and then the file, if any. */
int fg_config_options(
    struct fg_config_reader *r, const struct fg_config_file *file);

#endif
